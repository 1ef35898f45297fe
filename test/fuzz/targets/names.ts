import assert from 'node:assert/strict';
import { AssetError } from '../../../src/core/assets/assetError.ts';
import { assetFileName } from '../../../src/core/assets/assetFileName.ts';
import { normalizePath } from '../../../src/core/assets/assetPath.ts';
import { owningFolder } from '../../../src/core/assets/samePath.ts';
import {
	expandMarkdownTemplate,
	expandTemplate,
	literalPart,
	markdownTemplate,
	namesFile,
	needsDocument,
} from '../../../src/core/assets/destinationTemplate.ts';
import { expandFileName } from '../../../src/core/assets/fileNameTemplate.ts';
import { editedName, nameKey, nextFreeName, numberedName } from '../../../src/core/assets/freeName.ts';
import { matchesGlob } from '../../../src/core/assets/glob.ts';
import { formatOfName } from '../../../src/core/images/imageFormat.ts';
import { checkSegments, resolvePathText } from '../../../src/core/assets/pathText.ts';
import { parseSize } from '../../../src/core/images/pixelSize.ts';
import { slug } from '../../../src/core/assets/slug.ts';
import { policy } from '../../../src/core/policy.ts';
import * as escapes from '../../../src/core/documents/escapes.ts';
import { sizeInName, withoutSize } from '../../../src/core/documents/sizeInName.ts';
import { nameWords, promptFor } from '../../../src/core/documents/missing/promptOf.ts';
import { pathFrom, readPath } from '../../../src/core/documents/roots/writtenPath.ts';
import { explicitlyRelative, relativePath } from '../../../src/core/documents/relativePath.ts';
import { altText } from '../../../src/core/prompts/altText.ts';
import { cleanLine, cleanText } from '../../../src/core/text/cleanText.ts';
import { composePrompt } from '../../../src/core/text/composePrompt.ts';
import { decodeEntities } from '../../../src/core/text/entities.ts';
import { withoutMadePath } from '../../../src/core/prompts/madePath.ts';
import { promptFromFile } from '../../../src/core/prompts/promptFile.ts';
import { promptFromSelection } from '../../../src/core/prompts/promptFromSelection.ts';
import { checkPrompt } from '../../../src/core/prompts/promptLimits.ts';
import { shorten } from '../../../src/core/text/shorten.ts';
import { allowing, type Target } from '../target.ts';

const now = new Date(1_800_000_000_000);
const document = { path: '/w/docs/a.md', workspaceFolder: '/w' };

const prompts = [
	'A fox reading a map, 지도를 읽는 여우 🦊',
	'![a fox](x.png "t")',
	'<img src="x.png" alt="a &amp; b">',
	'/** TODO image: a fox\n * in the snow */',
	'- [ ] 1. **“a fox”**',
	'---\ntitle: x\n---\na fox\n\n',
	'const a = "a fox" + `b`;',
	'image::x.png[a fox]',
	'a fox → assets/a-fox.png',
];
const languages = [
	'markdown',
	'html',
	'typescript',
	'python',
	'css',
	'latex',
	'restructuredtext',
	'asciidoc',
	'typst',
	'plaintext',
	'json',
	'yaml',
];

const templates = [
	'${date}-${slug}',
	'img/${documentBaseName/(.*)-(.*)/$1/g}/${fileName}',
	'${documentWorkspaceFolder}/a/\\${fileName}',
	'/**/*.{md,mdx}',
	'**/+(a|b)*(c)[!d]?{1..3}',
	'${fileName/(a+)+$/x/}',
	'${constructor}${__proto__}${path}',
];

const templateTokens = [
	'${',
	'}',
	'${fileName',
	'/g}',
	'\\$',
	'\\/',
	'+(',
	'*(',
	'|',
	'{a,',
	'**/',
	'[a-',
	'(a+)+',
	'(a|a)*',
];

export const nameTargets: readonly Target[] = [
	{
		name: 'names',
		readers: 4,
		seeds: [
			'Hero Image.PNG',
			'a-fox@2x.png',
			'hero-1200x630.webp',
			'CON.txt',
			'../a\\b:c*.png ',
			'café.jpeg',
			'/w/a/../b.png',
			'c:/x',
			'//server/share',
			'~/x',
			'.hidden.',
			'Icon_64.avif',
		],
		tokens: ['.png', '.', ' ', '-', '/', '../', '@2x', '-1x1', '\u0301', '.. '],
		run(input) {
			const stem = slug(input);
			assert.ok(Array.from(stem).length <= 48 && stem !== '', 'a slug is short');
			for (const format of ['webp', undefined] as const) {
				const name = assetFileName(input, format);
				assert.ok(Buffer.byteLength(name) <= 255 && name !== '' && !/[/\\\0]/.test(name), name);
			}
			nameKey(input);
			numberedName(input, 2);
			editedName(input);
			nextFreeName(input, key => key === nameKey(input));
			formatOfName(input);
			parseSize(input);
			sizeInName(input);
			withoutSize(input);
			nameWords(input);
			promptFor({ texts: { alt: input }, path: input });
			// No path that comes from a file is longer.
			const path = input.slice(0, policy.record.path);
			const normal = normalizePath(path);
			assert.equal(normalizePath(normal), normal);
			owningFolder(normal, ['/w'], false);
			explicitlyRelative(relativePath('/w/docs/a.md', normal) ?? '');
			const written = readPath(path);
			const target = written && pathFrom('/w/docs', written, '/w');
			assert.ok(target === undefined || target.startsWith('/w/'), 'stays inside');
			allowing([AssetError], () => {
				checkSegments(path, path);
			});
			const resolved = allowing([AssetError], () =>
				resolvePathText(path, '/w', ['/w'], { ignoresCase: false }),
			);
			assert.ok(resolved === undefined || resolved === '/w' || resolved.startsWith('/w/'), 'stays inside');
		},
	},
	{
		name: 'templates',
		// Two templates, each of which may spend 250 ms on patterns that never end.
		readers: 12,
		seeds: templates,
		tokens: templateTokens,
		run(input) {
			const values = { slug: 'a-fox', quality: 'low', width: 1, height: 2, now } as const;
			expandFileName(input, values);
			const source = { document, fileName: `${'a'.repeat(200)}.png`, now };
			expandTemplate(input, source);
			expandMarkdownTemplate(input, source);
			needsDocument(input);
			literalPart(input);
			namesFile(input);
		},
	},
	{
		name: 'globs',
		readers: 2,
		seeds: templates,
		tokens: templateTokens,
		run(input) {
			markdownTemplate({ [input]: input, '*': 'x' }, document);
			matchesGlob(`/docs/${'a'.repeat(200)}.md`, input);
		},
	},
	{
		name: 'prompts',
		readers: 4,
		seeds: prompts,
		tokens: [
			'TODO image: ',
			'![',
			'](',
			'"',
			'“',
			'”',
			'**',
			'- [ ] ',
			'1. ',
			'> ',
			'<!--',
			'-->',
			'&amp;',
			'&#x',
			'"""',
			'f"',
			'→ ',
			'a.png',
			'// ',
			'# ',
		],
		run(input) {
			const clean = cleanText(input);
			assert.equal(cleanText(clean), clean, 'what is clean stays as it is');
			cleanLine(input);
			shorten(input, 300);
			composePrompt({ prompt: input, suffix: input.slice(0, 10), style: 'flat' });
			checkPrompt(input);
			decodeEntities(input);
			altText(input, true);
			altText(input, false);
			withoutMadePath(input);
			promptFromFile(input);
		},
	},
	...languages.map((language): Target => ({
		name: `selection-${language}`,
		seeds: prompts,
		tokens: [
			'TODO image: ',
			'![',
			'](',
			'"',
			'**',
			'- [ ] ',
			'1. ',
			'> ',
			'<!--',
			'-->',
			'"""',
			'/**',
			' * ',
			'*/',
			'// ',
			'# ',
			'{/*',
			'=end',
			'..',
			'::',
			'\\',
			'|||',
		],
		run: input => promptFromSelection(input, language),
	})),
	{
		name: 'escapes',
		readers: Object.keys(escapes).length,
		seeds: [
			'assets/a fox.webp',
			'"]( javascript:alert(1) )',
			'{{ x }} {% y %}',
			'\\end{document}',
			'&lt;b&gt; & "',
		],
		tokens: ['&', '\\', '"', '{{', ']', ')', '_', '*', '@', '::', '|'],
		run(input) {
			const { pathForComment, pathForString, ...others } = escapes;
			pathForComment(input, '*/');
			pathForString(input, { open: '"', close: '"' });
			for (const escape of Object.values(others)) {
				escape(input);
			}
		},
	},
];

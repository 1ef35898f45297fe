import assert from 'node:assert/strict';
import type { AssetEntry } from '../../../src/core/assets/assetRecord.ts';
import { confineEntries } from '../../../src/core/assets/recordPaths.ts';
import { findImageReferences } from '../../../src/core/documents/references/findImageReferences.ts';
import { planLink } from '../../../src/core/documents/insert/planLink.ts';
import { findTodoImages } from '../../../src/core/prompts/todoImages.ts';
import { groupMissing } from '../../../src/core/documents/missing/missing.ts';
import { policy } from '../../../src/core/policy.ts';

/** More than a function can be called with. */
const many = 140_000;

const entry: AssetEntry = {
	prompt: 'a fox',
	model: 'm',
	input: {},
	credits: 45,
	jobId: 'j',
	createdAt: '2026-11-24T10:00:00.000Z',
	sha256: 'ab'.repeat(32),
};

suite('more of one kind than a call takes arguments', () => {
	test('72 references of an entry that lead out of its folder', () => {
		const references = Array<string>(many).fill('../x.png');
		const { entries, dropped } = confineEntries([['a.webp', { ...entry, references }]]);
		assert.equal(entries.size, 1);
		assert.equal(dropped.length, many);
	});

	test('72 a source that is longer than a path can be leads nowhere', () => {
		const derivedFrom = 'a/'.repeat(policy.record.path);
		const { entries, dropped } = confineEntries([['a.webp', { ...entry, derivedFrom }]]);
		assert.equal(entries.get('a.webp')?.derivedFrom, undefined);
		assert.equal(dropped.length, 1);
	});

	test('74 references of a document to one image', function () {
		this.timeout(60_000);
		const text = '![a](x.png)\n\n'.repeat(many);
		const references = findImageReferences({ text, languageId: 'markdown', fileName: 'a.md' });
		assert.equal(references.length, many);
		const [image, ...others] = groupMissing(
			references.map(reference => ({
				reference: { ...reference, width: 7 },
				path: '/w/a.md',
				workspaceFolder: '/w',
				target: '/w/x.png',
				siblings: [],
			})),
		);
		assert.equal(image?.width, 7);
		assert.equal(others.length, 0);
	});
});

suite('what looks for an end that does not come', () => {
	const find = (languageId: string) => (text: string) =>
		findImageReferences({ text: `${text}\nx.png`, languageId, fileName: '' });
	const todo = (languageId: string) => (text: string) =>
		findTodoImages({ text: `// TODO image: a fox\n${text}`, languageId, fileName: '' });

	const planInCall = (text: string) => {
		const place = { start: 2, end: 2, path: 'a.webp', alt: '', mode: 'insert' as const };
		return planLink({ text: `#f(${text}`, languageId: 'typst', fileName: '', ...place });
	};

	// A square of this takes minutes: the time limit of the test tells.
	const length = 1_000_000;
	const hostile: readonly [name: string, read: (text: string) => unknown, piece: string][] = [
		['74 escaped quotes in a script', find('javascriptreact'), '\\"'],
		['74 escaped quotes in a component', find('vue'), '<script>\\"'],
		['74 escaped quotes in code', todo('json'), '\\"'],
		['74 apostrophes after backslashes in code', todo('python'), "\\'"],
		['strings of a call in Typst', planInCall, '"a" '],
		['marks of comments that need a line of their own', todo('properties'), 'a#'],
		['blanks before such marks', todo('dockerfile'), '  #'],
		['74 patterns that end in a class', find('javascriptreact'), '=/['],
		['74 patterns that end in a class, among marks', find('typescriptreact'), '/>!['],
		['74 blocks of HTML whose title does not end', find('markdown'), '<title>\n\n'],
		['74 scripts in comments', find('html'), '<script>/*</script>'],
		['74 styles in line comments', find('html'), '<style>//</style>'],
		['74 names and gaps of the same characters', find('javascript'), 'import\u00a0\u00a0\u00a0'],
		['74 gaps before a source', find('javascript'), `import${'\u00a0'.repeat(140)}"x.png"`],
		['74 names in attributes', find('javascriptreact'), `<a src={${'\u3000'.repeat(90)}-} />`],
		[
			'74 commas in front matter',
			text => find('markdown')(`---\n${text}\n---\n`),
			`image: ${','.repeat(1900)}x\n`,
		],
		['74 headings of spaces', find('markdown'), `# ${' '.repeat(900)}x\n\n![](x.png)\n\n`],
		['74 braces in comments of MDX', find('mdx'), '{/*}'],
		['comments of MDX that do not end', text => find('mdx')(`export ${text}\n\n![](x.png)`), ' /*'],
		['templates of MDX that do not end', text => find('mdx')(`export a=${text}\n\n![](x.png)`), '`\\`'],
		['modules of MDX with an open template', find('mdx'), 'export a=`\n\n![](x.png)\n\n'],
		['modules of MDX with an open comment', find('mdx'), 'export a /*\n\n![](x.png)\n\n'],
	];
	for (const [name, read, piece] of hostile) {
		test(name, function () {
			this.timeout(30_000);
			read(piece.repeat(Math.ceil(length / piece.length)));
		});
	}
});

import assert from 'node:assert/strict';
import { transform } from 'esbuild';
import * as prettierHtml from 'prettier/plugins/html';
import * as prettierMarkdown from 'prettier/plugins/markdown';
import ts from 'typescript';
import * as escapes from '../../../src/core/documents/escapes.ts';
import type { Escape } from '../../../src/core/documents/escapes.ts';
import { linkLanguage, linkLanguages } from '../../../src/core/documents/languages.ts';
import type { LinkLanguage } from '../../../src/core/documents/languages.ts';
import { renderLink } from '../../../src/core/documents/insert/renderLink.ts';
import { cleanLine } from '../../../src/core/text/cleanText.ts';
import { decodeEntities } from '../../../src/core/text/entities.ts';
import { hostileAlts, hostilePaths } from './hostile.ts';

interface Node {
	readonly type?: string;
	readonly kind?: string;
	readonly name?: string;
	readonly value?: string;
	readonly url?: string;
	readonly alt?: string;
	readonly attrs?: readonly Node[];
	readonly children?: readonly Node[];
}

function languageOf(id: string): LinkLanguage {
	const language = linkLanguage(id);
	assert.ok(language);
	return language;
}

/** A path as a browser or bundler asks for it. */
function decoded(url: string): string {
	return decodeURIComponent(url).replace(/^\.\//, '');
}

const expected = (path: string) => path.replace(/^\.\//, '');

/** Every alternative text with a plain path, and every path with a plain text. */
const pairs = [
	...hostileAlts.map(alt => ({ path: 'a.webp', alt })),
	...hostilePaths.map(path => ({ path, alt: 'a fox' })),
];

type Row = readonly [value: string, escaped: string];

const tables: Readonly<Partial<Record<keyof typeof escapes, readonly Row[]>>> = {
	pathForMarkdown: [
		['assets/a-fox.webp', 'assets/a-fox.webp'],
		['a fox.webp', '<a fox.webp>'],
		['a (b).webp', '<a (b).webp>'],
		['a(b).webp', 'a(b).webp'],
		['a(b.webp', '<a(b.webp>'],
		['a)(b.webp', '<a)(b.webp>'],
		['지도.webp', '지도.webp'],
		['a#b?c%d.webp', 'a%23b%3Fc%25d.webp'],
		['a>b c.webp', '<a%3Eb c.webp>'],
		['c:/a.webp', './c:/a.webp'],
	],
	pathForMdx: [['a (b).webp', 'a%20%28b%29.webp']],
	pathForAttribute: [
		['a fox.webp', 'a%20fox.webp'],
		['a"b&c.webp', 'a%22b&amp;c.webp'],
		['지도.webp', '지도.webp'],
	],
	pathForRazor: [['a@2x.webp', 'a%402x.webp']],
	pathForCss: [['a "fox".webp', 'a%20%22fox%22.webp']],
	pathForRst: [
		['a fox.webp', 'a\\ fox.webp'],
		['a\\b.webp', 'a\\\\b.webp'],
	],
	pathForAsciiDoc: [
		['a fox.webp', 'a fox.webp'],
		['a[b]{c}.webp', 'a%5Bb%5D%7Bc%7D.webp'],
		['a_b__c.webp', 'a_b%5F_c.webp'],
	],
	pathForLatex: [
		['a fox.webp', 'a fox.webp'],
		['a_b.webp', 'a_b.webp'],
		['a%b#c.webp', 'a\\string\\%b\\string#c.webp'],
		['a{b}.webp', 'a\\string\\{b\\string\\}.webp'],
	],
	pathForTypst: [
		['a fox.webp', 'a fox.webp'],
		['a"b\\c.webp', 'a\\"b\\\\c.webp'],
		['a#b.webp', 'a\\u{23}b.webp'],
	],
	altForMarkdown: [
		['a fox', 'a fox'],
		['a [b] `c`', 'a \\[b\\] \\`c\\`'],
		['a & b &lt;', 'a & b \\&lt;'],
		['a\nb', 'a b'],
	],
	altForAttribute: [
		['a "b" <c> {d}', 'a &quot;b&quot; &lt;c&gt; &#123;d&#125;'],
		["a fox's & b", 'a fox&#39;s &amp; b'],
	],
	altForRazor: [['a@b', 'a&#64;b']],
	altForCss: [['*/ "a"', '\\2a \\2f  \\22 a\\22 ']],
	altForRst: [['a\n.. b', 'a .. b']],
	altForAsciiDoc: [
		['a fox', 'a fox'],
		['a fox, b', '"a fox, b"'],
		['a [b] {c}', 'a &#91;b&#93; &#123;c&#125;'],
		['a #1 medal', 'a #1 medal'],
		['*a*', '&#42;a&#42;'],
	],
	altForLatex: [['50% of \\a{b} #1 ~', '50\\% of \\textbackslash{}a\\{b\\} \\#1 \\textasciitilde{}']],
	altForTypst: [['a "b" #c [d]', 'a \\"b\\" \\u{23}c \\u{5b}d\\u{5d}']],
};

suite('escapes', () => {
	for (const [name, rows] of Object.entries(tables)) {
		for (const [value, escaped] of rows) {
			test(`${name}: ${JSON.stringify(value)}`, () => {
				const escape = escapes[name as keyof typeof escapes] as Escape;
				assert.equal(escape(value), escaped);
			});
		}
	}

	test('no value brings a line break, a control or a bidi character', () => {
		for (const language of linkLanguages) {
			for (const value of [...hostileAlts, ...hostilePaths]) {
				for (const escaped of [language.escapeAlt(value), language.escapePath(value)]) {
					assert.doesNotMatch(escaped, /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
				}
			}
		}
	});

	test('a path in a comment or string never ends it', () => {
		for (const path of ['a*/b', 'a-->b', 'a}b', 'a?>b', 'a</script>b', 'a\\u000ab', 'a/*b']) {
			assert.doesNotMatch(escapes.pathForComment(path, '*/'), /\*|[<>{}\\]/);
		}
		for (const path of ['a"b', "a'b", 'a`b', 'a${b}', 'a\\b', 'a{b}']) {
			assert.doesNotMatch(escapes.pathForString(path, { open: '"', close: '"' }), /["`\\${}]/);
			assert.doesNotMatch(escapes.pathForString(path, { open: "'", close: "'" }), /['`\\${}]/);
		}
	});
});

suite('links as their own parsers read them', () => {
	for (const id of ['markdown', 'mdx']) {
		test(`${id}: one image, its text and its path`, async () => {
			const language = languageOf(id);
			for (const pair of pairs) {
				const link = renderLink(language, language.block, pair);
				const root = (await prettierMarkdown.parsers.markdown.parse(link, {} as never)) as Node;
				const images = root.children?.[0]?.children ?? [];
				assert.equal(root.children?.length, 1, link);
				assert.equal(images.length, 1, link);
				assert.equal(images[0]?.type, 'image', link);
				assert.equal(images[0].alt, cleanLine(pair.alt), link);
				assert.equal(decoded(images[0].url ?? ''), expected(pair.path), link);
			}
		});
	}

	for (const id of ['html', 'vue', 'svelte', 'astro', 'razor', 'handlebars']) {
		test(`${id}: one element with two attributes`, async () => {
			const language = languageOf(id);
			for (const pair of pairs) {
				const link = renderLink(language, language.block, pair);
				const root = (await prettierHtml.parsers.html.parse(link, { name: 'html' } as never)) as Node;
				assert.equal(root.children?.length, 1, link);
				const [image] = root.children;
				assert.equal(image?.name, 'img', link);
				assert.deepEqual(
					image.attrs?.map(({ name }) => name),
					['src', 'alt'],
					link,
				);
				const [src, alt] = image.attrs.map(({ value = '' }) => decodeEntities(value));
				assert.equal(alt, cleanLine(pair.alt), link);
				assert.equal(decoded(src ?? ''), expected(pair.path), link);
				assert.doesNotMatch(link, /[{}]/);
			}
		});
	}

	test('JSX: one element with two strings', () => {
		const language = languageOf('typescriptreact');
		for (const pair of pairs) {
			const link = renderLink(language, language.block, pair);
			const file = ts.createSourceFile(
				'a.tsx',
				`x(${link});`,
				ts.ScriptTarget.Latest,
				true,
				ts.ScriptKind.TSX,
			);
			const found: Record<string, string> = {};
			const visit = (node: ts.Node): void => {
				if (ts.isJsxAttribute(node) && node.initializer && ts.isStringLiteral(node.initializer)) {
					found[node.name.getText()] = decodeEntities(node.initializer.text);
				}
				ts.forEachChild(node, visit);
			};
			visit(file);
			const { diagnostics = [] } = ts.transpileModule(`x(${link});`, {
				fileName: 'a.tsx',
				reportDiagnostics: true,
				compilerOptions: { jsx: ts.JsxEmit.Preserve },
			});
			assert.deepEqual(
				diagnostics.map(({ messageText }) => messageText),
				[],
				link,
			);
			assert.equal(found.alt, cleanLine(pair.alt), link);
			assert.equal(decoded(found.src ?? ''), expected(pair.path), link);
		}
	});

	test('CSS: one declaration with one address', async () => {
		const language = languageOf('css');
		for (const pair of pairs) {
			const link = renderLink(language, language.block, pair);
			const { code, warnings } = await transform(`.a{${link}}`, {
				loader: 'css',
				minify: true,
				charset: 'utf8',
			});
			assert.deepEqual(warnings, [], link);
			const url = /^\.a\{background-image:url\("?([^"]*?)"?\)\}\n$/.exec(code)?.[1];
			assert.equal(decoded((url ?? '').replace(/\\(.)/g, '$1')), expected(pair.path), link);
		}
	});
});

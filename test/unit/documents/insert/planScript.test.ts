import assert from 'node:assert/strict';
import { linked } from './selected.ts';

type Case = readonly [name: string, before: string, after: string];

const img = '<img src="./assets/a-fox.webp" alt="a fox" />';

/** JSX children, within the element of a component. */
function inside(...lines: string[]): string {
	return ['const App = () => (', '\t<main>', ...lines.map(line => `\t\t${line}`), '\t</main>', ');', ''].join(
		'\n',
	);
}

const inserts: readonly Case[] = [
	['a comment in code', '⟦// a fox⟧\nx();', '// a fox\n// assets/a-fox.webp\nx();'],
	[
		'a pragma above a template',
		'// @ts-ignore⟦⟧\r\na = `b\r\nc`;\r\n',
		'// @ts-ignore\r\na = `b\r\nc`;\r\n// assets/a-fox.webp\r\n',
	],
	[
		'children like fragments',
		inside('<Tabs><TabPanelContent>a</TabPanelContent>⟦⟧</Tabs>'),
		inside(`<Tabs><TabPanelContent>a</TabPanelContent> ${img}</Tabs>`),
	],
	[
		'a pragma',
		inside('{/* ⟦@ts-ignore⟧ */}', '<A b={1} />'),
		inside('{/* @ts-ignore */}', '<A b={1} />', img),
	],
	['a comment above a component', '/**\n * ⟦a fox⟧\n */\nx();', '/**\n * a fox assets/a-fox.webp\n */\nx();'],
	['text that takes no elements', inside('<textarea>⟦a⟧</textarea>'), inside('<textarea>a</textarea>', img)],
	['a component of that name', inside('<Title>⟦a⟧</Title>'), inside(`<Title>a ${img}</Title>`)],
	[
		'the head of a page',
		inside('<Head>', '\t⟦<meta />⟧', '</Head>'),
		inside('<Head>', '\t<meta />', '</Head>', img),
	],
	[
		'styles in a template',
		inside('<style jsx>{`a { color: ⟦red⟧; }`}</style>'),
		inside('<style jsx>{`a { color: red; }` /* assets/a-fox.webp */}</style>'),
	],
	['code', '⟦const a = 1;⟧', 'const a = 1;\n// assets/a-fox.webp'],
	['a string', "const a = '⟦a fox⟧';", "const a = 'a fox assets/a-fox.webp';"],
	['a line of text', inside('⟦a fox⟧'), inside('a fox', img)],
	['text', inside('see ⟦a fox⟧ here'), inside(`see a fox ${img} here`)],
	['a line with an element', inside('⟦<p>a fox</p>⟧'), inside('<p>a fox</p>', img)],
	['text in an element', inside('<p>⟦a fox⟧</p>'), inside(`<p>a fox ${img}</p>`)],
	['a line that opens an element', inside('⟦<p>⟧', '\ta', '</p>'), inside('<p>', `\t${img}`, '\ta', '</p>')],
	['a comment among children', inside('⟦{/* a fox */}⟧'), inside('{/* a fox */}', img)],
	[
		'within a comment among children',
		inside('{/* TODO image: ⟦a fox⟧ */}'),
		inside('{/* TODO image: a fox */}', img),
	],
	[
		'a comment of several lines among children',
		inside('{/*', '⟦a fox⟧', '*/}'),
		inside('{/*', 'a fox', '*/}', img),
	],
	['a line comment among children', inside('{', '// ⟦a fox⟧', '}'), inside('{', '// a fox', '}', img)],
	['a comment after text', inside('a {/* ⟦a fox⟧ */} b'), inside(`a {/* a fox */} ${img} b`)],
	[
		'an image without a source',
		inside('<img alt="⟦a fox⟧" />'),
		inside('<img src="./assets/a-fox.webp" alt="a fox" />'),
	],
	[
		'a whole image without a source',
		inside('⟦<img alt="a fox" />⟧'),
		inside('<img src="./assets/a-fox.webp" alt="a fox" />'),
	],
	[
		'an image that is all there is',
		'const a = <img alt="⟦a fox⟧" />;',
		'const a = <img src="./assets/a-fox.webp" alt="a fox" />;',
	],
	[
		'an empty source',
		inside('<img src="" alt="⟦a fox⟧" />'),
		inside('<img src="./assets/a-fox.webp" alt="a fox" />'),
	],
	[
		'empty braces',
		inside('<Image src={} alt="⟦a fox⟧" />'),
		inside('<Image src="./assets/a-fox.webp" alt="a fox" />'),
	],
	[
		'empty quotes in braces',
		inside("<img src={''} alt={'⟦a fox⟧'} />"),
		inside(`<img src="./assets/a-fox.webp" alt={'a fox'} />`),
	],
	[
		'attributes on lines of their own',
		inside('<img', '\t⟦alt="a fox"⟧', '/>'),
		inside('<img', '\tsrc="./assets/a-fox.webp"', '\talt="a fox"', '/>'),
	],
	[
		'a source that is code',
		inside('<img src={fox} alt="⟦a fox⟧" />'),
		inside('<img src={fox} alt="a fox" />', img),
	],
	['another attribute', inside('<p title="⟦a fox⟧">b</p>'), inside(`<p title="a fox"> ${img} b</p>`)],
	[
		'an attribute of a self-closing element',
		inside('<Card title="⟦a fox⟧" />'),
		inside('<Card title="a fox" />', img),
	],
	[
		'the same where no element may follow',
		'return <Card title="⟦a fox⟧" />;',
		'return <Card title="a fox" /> /* assets/a-fox.webp */;',
	],
	[
		'the last line of an element',
		'return (\n\t⟦<p>a</p>⟧\n);',
		'return (\n\t<p>a</p>\n\t// assets/a-fox.webp\n);',
	],
	[
		'code in an attribute',
		inside('<a onClick={() => {', '\t⟦// a fox⟧', '\tx();', '}} />'),
		inside('<a onClick={() => {', '\t// a fox', '\t// assets/a-fox.webp', '\tx();', '}} />'),
	],
	[
		'an element in an attribute',
		inside('<Card icon={<img alt="⟦a fox⟧" />} />'),
		inside('<Card icon={<img src="./assets/a-fox.webp" alt="a fox" />} />'),
	],
	[
		'an expression among children',
		inside('{list.map(a => (', '\t⟦<p>{a}</p>⟧', '))}'),
		inside('{list.map(a => (', '\t<p>{a}</p>', '\t// assets/a-fox.webp', '))}'),
	],
	['a line with an expression', inside('⟦{a && <p>a fox</p>}⟧'), inside('{a && <p>a fox</p>}', img)],
	[
		'an element with a summary',
		inside('⟦<details>⟧', '\t<summary>a</summary>', '</details>'),
		inside('<details>', '\t<summary>a</summary>', `\t${img}`, '</details>'),
	],
	['a fragment', 'x(<>⟦a fox⟧</>)', `x(<>a fox ${img}</>)`],
	['a template', 'x(`${<p>⟦a fox⟧</p>}`)', `x(\`\${<p>a fox ${img}</p>}\`)`],
	[
		'type parameters',
		'const f = <T,>(a: T) => a;\n⟦// a fox⟧',
		'const f = <T,>(a: T) => a;\n// a fox\n// assets/a-fox.webp',
	],
	[
		'constrained type parameters',
		'const f = <T extends A>(a: T) => a;\n⟦// a fox⟧',
		'const f = <T extends A>(a: T) => a;\n// a fox\n// assets/a-fox.webp',
	],
	[
		'a generic function type',
		'type F = <T>(a: T) => T;\n⟦// a fox⟧',
		'type F = <T>(a: T) => T;\n// a fox\n// assets/a-fox.webp',
	],
	['a comparison', 'if (a < b) x();\n⟦// a fox⟧', 'if (a < b) x();\n// a fox\n// assets/a-fox.webp'],
	['a regular expression', `x = /[/"'<]/;\n⟦// a fox⟧`, `x = /[/"'<]/;\n// a fox\n// assets/a-fox.webp`],
	['type arguments', inside('<A<b> c="⟦d⟧" />'), inside('<A<b> c="d" />', img)],
	['a reference', inside('a &⟦amp⟧; b'), inside(`a &amp; ${img} b`)],
	[
		'a template of another language',
		'const a = b.c`\n\td: ${e};\n⟦\tf: ${g}⟧\n`;',
		'const a = b.c`\n\td: ${e};\n\tf: ${g}\n` /* assets/a-fox.webp */;',
	],
	[
		'the end of an interpolation',
		'const a = `\n⟦\t${b}⟧\n`;',
		'const a = `\n\t${b}\n\tassets/a-fox.webp\n`;',
	],
	['an apostrophe in text', inside("the fox's den", '⟦a fox⟧'), inside("the fox's den", 'a fox', img)],
	[
		'slashes in text',
		inside('see https://example.com ⟦a fox⟧'),
		inside(`see https://example.com a fox ${img}`),
	],
];

const replaces: readonly Case[] = [
	['a comment in code', '⟦// a fox⟧\nx();', '// assets/a-fox.webp\nx();'],
	['code', 'const a = ⟦hero⟧;', 'const a = "assets/a-fox.webp";'],
	['a string', "import a from '⟦TODO⟧';", "import a from 'assets/a-fox.webp';"],
	['text', inside('see ⟦a fox⟧ here'), inside(`see ${img} here`)],
	['a comment among children', inside('⟦{/* a fox */}⟧'), inside(img)],
	['all of a comment among children', inside('{/* TODO image: ⟦a fox⟧ */}'), inside(img)],
	[
		'part of a comment among children',
		inside('{/* see ⟦a fox⟧ */}'),
		inside('{/* see assets/a-fox.webp */}'),
	],
	['a source', inside('<img src="⟦TODO⟧" />'), inside('<img src="./assets/a-fox.webp" />')],
	['a source in braces', inside('<img src={⟦fox⟧} />'), inside('<img src="./assets/a-fox.webp" />')],
	['a whole image', inside('⟦<img alt="b" />⟧'), inside(img)],
];

suite('links in JSX', () => {
	for (const [name, before, after] of inserts) {
		test(`insert: ${name}`, () => {
			assert.equal(linked('typescriptreact', before), after);
		});
	}

	for (const [name, before, after] of replaces) {
		test(`replace: ${name}`, () => {
			assert.equal(linked('javascriptreact', before, { mode: 'replace' }), after);
		});
	}

	test('JavaScript may hold JSX, TypeScript may not', () => {
		assert.equal(linked('javascript', inside('⟦a fox⟧')), inside('a fox', img));
		const cast = 'const a = <any>b;\n⟦// a fox⟧';
		assert.equal(linked('typescript', cast), 'const a = <any>b;\n// a fox\n// assets/a-fox.webp');
	});

	test('a path that leads upwards gets no further mark', () => {
		const path = '../assets/a fox.webp';
		assert.equal(
			linked('typescriptreact', inside('<img alt="⟦a fox⟧" />'), { path }),
			inside('<img src="../assets/a%20fox.webp" alt="a fox" />'),
		);
		assert.equal(linked('typescriptreact', '⟦// a⟧', { path }), '// a\n// ../assets/a fox.webp');
	});
});

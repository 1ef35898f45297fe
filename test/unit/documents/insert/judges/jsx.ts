import assert from 'node:assert/strict';
import { parse, type ParserPlugin } from '@babel/parser';
import { path, plainTree, withoutNew, type Judge, type Reading, type Tree } from './judge.ts';

const reading: Reading = {
	ignores: new Set(
		'start end loc range extra comments leadingComments innerComments trailingComments tokens errors'.split(
			' ',
		),
	),
	textOf: node => (node.type === 'JSXText' ? String(node.value) : undefined),
	isNew: node =>
		node.type === 'JSXElement' &&
		((node.openingElement as Tree).attributes as readonly Tree[]).some(
			({ name, value }) =>
				(name as Tree | undefined)?.name === 'src' && (value as Tree | undefined)?.value === `./${path}`,
		),
	isNothing: node =>
		node.type === 'JSXExpressionContainer' && (node.expression as Tree).type === 'JSXEmptyExpression',
};

export const jsx = (languageId: 'javascriptreact' | 'typescriptreact'): Judge => {
	const isTyped = languageId === 'typescriptreact';
	const rootOf = (text: string) => {
		const plugins: ParserPlugin[] = isTyped ? ['jsx', 'typescript'] : ['jsx'];
		const root = parse(text, { sourceType: 'module', plugins, errorRecovery: true });
		assert.deepEqual(
			root.errors.map(String).filter(error => !error.includes('already been declared')),
			[],
		);
		return root;
	};
	return {
		name: isTyped ? 'TSX' : 'JSX',
		languageId,
		seeds: 300,
		images: 0.08,
		pieces: [
			'const a = <p>A fox runs.</p>;',
			'export function A() {\n\treturn (\n\t\t<div className="a" {...b}>\n\t\t\ttext {a} here\n\t\t\t{/* a comment */}\n\t\t\t<b>bold</b>\n\t\t</div>\n\t);\n}',
			'const b = a < 1 ? <p>less</p> : <p>more text</p>;',
			'const c = items.map(item => (\n\t<li key={item}>{item} text</li>\n));',
			'const d = (\n\t<ul>\n\t\t{items.map(item => <li>{item}</li>)}\n\t\t<li>last one</li>\n\t</ul>\n);',
			'const e = <select onChange={e => { go(e) }}><option value="a">A</option></select>;',
			'const f = (\n\t<>\n\t\t<Card title="t" />\n\t\tfragment text\n\t</>\n);',
			'const g = <svg viewBox="0 0 1 1"><path d="M0 0" /></svg>;',
			'const h = <p>{a && <b>shown</b>} and {`text ${b}`}</p>;',
			'const i = <img src="./old.png" alt="old" />;',
			'const s = css.a`\n\tcolor: ${b};\n\ttop: ${c => c.d}\n`;',
			'// a comment\nconst j = /<p>/g;',
			'/** A comment\n * of lines */\nfunction k() {\n\treturn "text";\n}',
			"import m from './m.js';",
			'const n = <Card render={() => <p>inner text</p>}>\n\t<p>more</p>\n</Card>;',
			'const o = (\n\t<table>\n\t\t<tbody>\n\t\t\t<tr>\n\t\t\t\t<td>cell</td>\n\t\t\t</tr>\n\t\t</tbody>\n\t</table>\n);',
			...(isTyped
				? [
						'const p: Map<string, number> = new Map<string, number>();',
						'const q = <T,>(x: T) => x as T;',
						'const r = <List<string> of="a">text &amp; more</List>;',
						'interface R {\n\ta: string;\n}',
					]
				: []),
		],
		separators: ['\n', '\n\n'],
		isImage: link => link.startsWith('<img'),
		tree: text => plainTree(rootOf(text), reading),
		without: text => withoutNew(rootOf(text), reading),
		isCode: (text, wanted) => {
			const { comments } = rootOf(text);
			return (
				comments?.some(({ value }) => value.includes(wanted)) === true ||
				/["'`][^"'`\n]*$/.test(text.slice(0, text.indexOf(wanted)))
			);
		},
	};
};

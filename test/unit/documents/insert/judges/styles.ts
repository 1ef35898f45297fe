import assert from 'node:assert/strict';
import postcss from 'postcss';
import scss from 'postcss-scss';
import { path, type Judge } from './judge.ts';

interface StyleNode {
	readonly type: string;
	readonly selector?: string;
	readonly prop?: string;
	readonly value?: string;
	readonly name?: string;
	readonly params?: string;
	readonly text?: string;
	readonly nodes?: readonly StyleNode[];
}

function plainStyles(node: StyleNode): unknown {
	const { type, selector, prop, value, name, params } = node;
	const said = (text: string | undefined) => text?.replace(`url("${path}")`, '').replace(/\s+/g, ' ').trim();
	const children = (node.nodes ?? []).filter(
		each => each.type !== 'comment' && !(each.prop === 'background-image' && said(each.value) === ''),
	);
	return {
		...{ type, prop, name },
		...{ selector: said(selector), params: said(params), value: said(value) },
		children: children.map(plainStyles),
	};
}

const styleNodes = (node: StyleNode): StyleNode[] => [node, ...(node.nodes ?? []).flatMap(styleNodes)];

export const styles = (languageId: 'css' | 'scss'): Judge => {
	const parse = (text: string) =>
		(languageId === 'css' ? postcss.parse(text) : scss.parse(text)) as unknown as StyleNode;
	const lineComment =
		languageId === 'scss' ? ['// a fox', '.a {\n  // TODO image: a fox\n  color: red;\n}'] : [];
	return {
		name: languageId.toUpperCase(),
		languageId,
		pieces: [
			'.a {\n  color: red;\n}',
			'.a { color: red }',
			'.a {\n  b: url(https://cdn.example/a.jpg);\n  color: red;\n}',
			'.a { b: url(//x/y.gif); color: red }',
			'.a {\n  background: url("old.png") center;\n}',
			'.a,\n.b > .c {\n  margin: 0 1px;\n}',
			'/* a comment */',
			'.a {\n  /* a comment; with { marks } */\n  content: ";";\n}',
			'@media print {\n  .a {\n    color: red;\n  }\n}',
			'.a {\n  b: url(data:a;b);\n}',
			...lineComment,
		],
		separators: ['\n', '\n\n'],
		isImage: link => link.includes('url('),
		tree: text => plainStyles(parse(text)),
		without: (text, wanted) => {
			const root = parse(text);
			const users = styleNodes(root).filter(({ value }) => value?.includes(`url("${wanted}")`) === true);
			assert.equal(users.length, 1, `${wanted} is in a declaration`);
			return plainStyles(root);
		},
		isCode: (text, wanted) =>
			styleNodes(parse(text)).some(
				({ type, text: said, value }) =>
					(type === 'comment' && said?.includes(wanted) === true) ||
					(value !== undefined && /["'(][^"'()]*$/.test(value.slice(0, Math.max(0, value.indexOf(wanted))))),
			) ||
			text.includes(`/* ${wanted} */`) ||
			text.includes(`// ${wanted}`),
	};
};

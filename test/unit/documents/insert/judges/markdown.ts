import assert from 'node:assert/strict';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { mdxFromMarkdown } from 'mdast-util-mdx';
import { mdxjs } from 'micromark-extension-mdxjs';
import { nodesOf, path, type Judge } from './judge.ts';

interface Node {
	readonly type: string;
	readonly value?: string;
	readonly url?: string;
	readonly title?: string | null;
	readonly alt?: string | null;
	readonly depth?: number;
	readonly ordered?: boolean | null;
	readonly identifier?: string;
	readonly name?: string | null;
	readonly attributes?: readonly object[];
	readonly children?: readonly Node[];
}

/** What the tree says, without places, looseness and white space; texts side by side are one. */
function plain(node: Node, isGone: (node: Node) => boolean): unknown {
	const children: unknown[] = [];
	let text = '';
	const flush = () => {
		const said = text.replace(/\s+/g, '');
		if (said !== '') {
			children.push(said);
		}
		text = '';
	};
	for (const child of node.children ?? []) {
		if (child.type === 'text') {
			text += child.value ?? '';
		} else if (isGone(child)) {
			text += ' ';
		} else {
			const inner = plain(child, isGone);
			const isEmpty =
				child.type === 'paragraph' && Array.isArray((inner as { children?: unknown[] }).children)
					? (inner as { children: unknown[] }).children.length === 0
					: false;
			if (!isEmpty) {
				flush();
				children.push(inner);
			}
		}
	}
	flush();
	const { type, value, url, title, depth, ordered, identifier, name } = node;
	const attributes = JSON.stringify(node.attributes, (key, each: unknown) =>
		/^(?:position|data)$/.test(key) ? undefined : each,
	);
	const own = { type, value, url, title, depth, ordered, identifier, name, attributes };
	return { ...own, ...(node.children && { children }) };
}

const nodes = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(nodes)];
const isNew = ({ type, url }: Node) => type === 'image' && url === path;

export const markdown: Judge = {
	name: 'Markdown',
	languageId: 'markdown',
	pieces: [
		'A fox runs.',
		'# A heading',
		'A heading\n=====',
		'- one\n- two',
		'1. one\n2. two',
		'- one\n\n  more of it',
		'> a quote\n> goes on',
		'> - a list in a quote',
		'```js\nlet fox = 1;\n```',
		'~~~\ncode\n~~~',
		'    indented code',
		'- ```\n  code in an item\n  ```',
		'- ```\n  code that does not end\n\nText below.',
		'> ```\n> code in a quote',
		'Text with `code` in it.',
		'Text with `code\nover two` lines.',
		'See [the link](x.html) here.',
		'See [a link\nover two](x.html "t") lines.',
		'![old](old.png)',
		'Text ![old](img/old.png "a title") goes on.',
		'<!-- a comment -->',
		'<div>\nblock text\n</div>',
		'<ul>\n  <li>one</li>\n</ul>',
		'<table>\n<tr><td>cell</td></tr>\n</table>',
		'**strong** and *weak* words',
		'***',
		'    * ```',
		'a\\`b `` ` `` c',
		'[one]: /one.html "a title"\n[two]: <two.html>\n[three]:\n  three.html',
		'See [one], [the second][two] and [two][] here',
		'![picture][one] in text',
		'# A closed heading ##',
		'A line\\\nthat breaks  \ntwice.',
		'Words in **bo**ld &amp; more',
		'> - a list\n>\n>   that goes on',
		'- one\n\n- two',
	],
	separators: ['\n\n', '\n\n', '\n'],
	isImage: link => link.startsWith('!['),
	tree: text => plain(fromMarkdown(text) as Node, () => false),
	without: (text, wanted) => {
		const root = fromMarkdown(text) as Node;
		assert.equal(nodes(root).filter(isNew).length, 1, `${wanted} is an image`);
		return plain(root, isNew);
	},
	isCode: (text, wanted) =>
		nodes(fromMarkdown(text) as Node).some(
			({ type, value }) => ['code', 'inlineCode', 'html'].includes(type) && value?.includes(wanted) === true,
		),
};

const mdxTree = (text: string) =>
	fromMarkdown(text, { extensions: [mdxjs()], mdastExtensions: [mdxFromMarkdown()] }) as Node;

const isNewInMdx = (node: Node) =>
	isNew(node) || (node.name === 'img' && JSON.stringify(node.attributes).includes(`"${path}"`));

export const mdx: Judge = {
	...markdown,
	name: 'MDX',
	languageId: 'mdx',
	fileName: 'a.mdx',
	seeds: 300,
	pieces: [
		...markdown.pieces.filter(piece => !/<!--|^ {4}/.test(piece)),
		"import Sites from '~/sites.astro';",
		"import { A, B } from 'x';\nimport C from 'y';",
		'export const a = {\n  title: "A title",\n\n  list: [1, 2],\n};',
		'export const text = `a text`;',
		'<Card title="t">\n  A *text* in it\n</Card>',
		'<Tabs>\n\n  text in tabs\n\n</Tabs>',
		'<Card list={[\n  1,\n\n  2,\n]} />',
		'Text with <b>bold text</b> and {a.b} in it',
		'{/* a comment */}',
		'{a.map(x => x + 1)}',
		'{\n  a +\n\n  b\n}',
	],
	separators: ['\n\n'],
	isImage: link => link.startsWith('![') || link.startsWith('<img'),
	tree: text => plain(mdxTree(text), () => false),
	without: text => {
		const root = mdxTree(text);
		assert.equal(nodes(root).filter(isNewInMdx).length, 1, 'it is an image');
		return plain(root, isNewInMdx);
	},
	isCode: (text, wanted) =>
		nodesOf(mdxTree(text)).some(
			({ type, value }) =>
				['code', 'inlineCode', 'yaml'].includes(String(type)) && String(value).includes(wanted),
		),
};

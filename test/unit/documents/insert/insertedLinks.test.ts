import assert from 'node:assert/strict';
import { fromMarkdown } from 'mdast-util-from-markdown';
import postcss from 'postcss';
import scss from 'postcss-scss';
import type { LinkEdit, LinkRequest } from '../../../../src/core/documents/insert/linkEdit.ts';
import { findImageReferences } from '../../../../src/core/documents/references/findImageReferences.ts';
import { planLink } from '../../../../src/core/documents/insert/planLink.ts';
import { randomFor, type Random } from '../../../simulation/randomness.ts';
import { applied } from './selected.ts';

/** Documents of one language, made of pieces, and what a parser that others keep says of them. */
interface Judge {
	readonly languageId: string;
	readonly pieces: readonly string[];
	readonly separators: readonly string[];
	/** Whether a link is an image of the language; others are paths in code and comments. */
	readonly isImage: (link: string) => boolean;
	/** The document's tree without the image at the path; throws where it is none. */
	readonly tree: (text: string) => unknown;
	readonly without: (text: string, path: string) => unknown;
	/** Whether the parser takes the place of a bare path for code or a comment. */
	readonly isCode: (text: string, path: string) => boolean;
}

const path = 'assets/new.webp';
const seeds = 3000;

interface Node {
	readonly type: string;
	readonly value?: string;
	readonly url?: string;
	readonly title?: string | null;
	readonly alt?: string | null;
	readonly depth?: number;
	readonly ordered?: boolean | null;
	readonly identifier?: string;
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
	const { type, value, url, title, depth, ordered, identifier } = node;
	return { type, value, url, title, depth, ordered, identifier, ...(node.children && { children }) };
}

const nodes = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(nodes)];
const isNew = ({ type, url }: Node) => type === 'image' && url === path;

const markdown: Judge = {
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
		'- ```\n  code that does not end',
		'> ```\n> code in a quote',
		'Text with `code` in it.',
		'Text with `code\nover two` lines.',
		'See [the link](x.html) here.',
		'See [a link\nover two](x.html "t") lines.',
		'![old](old.png)',
		'Text ![old](img/old.png "a title") goes on.',
		'<!-- a comment -->',
		'**strong** and *weak* words',
		'***',
		'    * ```',
		'a\\`b `` ` `` c',
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

const styles = (languageId: 'css' | 'scss'): Judge => {
	const parse = (text: string) =>
		(languageId === 'css' ? postcss.parse(text) : scss.parse(text)) as unknown as StyleNode;
	const lineComment =
		languageId === 'scss' ? ['// a fox', '.a {\n  // TODO image: a fox\n  color: red;\n}'] : [];
	return {
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

function documentOf(judge: Judge, random: Random): LinkRequest {
	const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;
	let text = '';
	for (let count = 1 + Math.floor(random() * 5); count > 0; count -= 1) {
		text += (text === '' ? '' : pick(judge.separators)) + pick(judge.pieces);
	}
	text += random() < 0.7 ? '\n' : '';
	if (!/\w/.test(text)) {
		text += `\n\n${judge.pieces[0] ?? ''}`;
	}
	const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)];
	const first = pick(words);
	const from = Math.max(0, words.indexOf(first));
	const last = words[Math.min(words.length - 1, from + Math.floor(random() * 3))];
	let [start, end] = [first.index, (last?.index ?? 0) + (last?.[0].length ?? 0)];
	if (random() < 0.4) {
		// Whole lines.
		start = text.lastIndexOf('\n', start - 1) + 1;
		const lineEnd = text.indexOf('\n', end);
		end = lineEnd < 0 ? text.length : lineEnd;
	}
	return { text, languageId: judge.languageId, fileName: '', start, end, mode: 'insert', path, alt: 'A fox' };
}

const referencesOf = (text: string, languageId: string) =>
	findImageReferences({ text, languageId, fileName: '' }).map(({ path: found, start }) => ({ found, start }));

/** What is wrong with a link that was written; undefined where nothing is. */
function faultOf(judge: Judge, request: LinkRequest, edit: LinkEdit): string | undefined {
	const { text } = request;
	const after = applied(text, edit);
	const link = after.slice(edit.linkStart, edit.linkEnd);
	const shift = (at: number) => (at >= edit.end ? at + edit.text.length - (edit.end - edit.start) : at);
	const before = referencesOf(text, judge.languageId).map(({ found, start }) => ({
		found,
		start: shift(start),
	}));
	const now = referencesOf(after, judge.languageId);
	const others = now.filter(({ start }) => start < edit.start || start >= edit.start + edit.text.length);
	try {
		assert.deepEqual(others, before, 'what was found before is found as before');
		const mine = now.filter(({ start }) => start >= edit.linkStart && start < edit.linkEnd);
		if (judge.isImage(link)) {
			assert.deepEqual(
				mine.map(({ found }) => found),
				[path],
				'the link is found where it was written',
			);
			assert.deepEqual(judge.without(after, path), judge.tree(text), 'the rest of the document is as before');
		} else {
			assert.ok(judge.isCode(after, path), 'a bare path stands in code or a comment');
		}
		return undefined;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

suite('a link that is written', () => {
	for (const judge of [markdown, styles('css'), styles('scss')]) {
		test(`is found again, and changes nothing else, as a parser reads it: ${judge.languageId}`, function () {
			this.timeout(120_000);
			let images = 0;
			for (let seed = 1; seed <= seeds; seed += 1) {
				const request = documentOf(judge, randomFor(seed, judge.languageId));
				const edit = planLink(request);
				if (typeof edit !== 'string') {
					const fault = faultOf(judge, request, edit);
					const { text, start, end } = request;
					const marked = `${text.slice(0, start)}⟦${text.slice(start, end)}⟧${text.slice(end)}`;
					assert.equal(
						fault,
						undefined,
						`seed ${seed}\n${marked}\n--- after\n${applied(text, edit)}\n---\n${fault ?? ''}`,
					);
					images += judge.isImage(edit.text.trim()) ? 1 : 0;
				}
			}
			assert.ok(images > seeds / 4, `${images} images`);
		});
	}
});

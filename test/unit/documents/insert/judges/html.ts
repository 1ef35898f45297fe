import assert from 'node:assert/strict';
import { defaultTreeAdapter, parse as parsePage, parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { path, plainTree, withoutNew, type Judge, type Reading, type Tree } from './judge.ts';

type Node = DefaultTreeAdapterTypes.Node;

const options = { scriptingEnabled: false };
const parse = (text: string) =>
	/^<!doctype/i.test(text) ? parsePage(text, options) : parseFragment(text, options);

const attributesOf = (node: Tree) => (node.attrs ?? []) as readonly { name: string; value: string }[];

const reading: Reading = {
	ignores: new Set(['parentNode', 'namespaceURI', 'sourceCodeLocation']),
	textOf: node => (node.nodeName === '#text' ? String(node.value) : undefined),
	isNew: node =>
		node.nodeName === 'img' && attributesOf(node).some(({ name, value }) => name === 'src' && value === path),
	isNothing: node => node.nodeName === '#comment',
};

const everyNode = (node: Node): Node[] => [
	node,
	...('childNodes' in node ? node.childNodes.flatMap(everyNode) : []),
	...('content' in node ? everyNode(node.content) : []),
];

/** Parents of which an image is no content. */
const refuses =
	/^(?:html|head|title|select|option|optgroup|datalist|table|thead|tbody|tfoot|tr|colgroup|ul|ol|menu|dl|picture|svg|g|video|audio|object|textarea|pre)$/;

export const html: Judge = {
	name: 'HTML',
	languageId: 'html',
	pieces: [
		'<p>A fox runs.</p>',
		'<p>\n  A fox\n  runs and <b>jumps</b> here\n</p>',
		'<div class="a b" id=x>\n  text\n</div>',
		'<ul>\n  <li>one</li>\n  <li>two <b>bold</b></li>\n</ul>',
		'<ol>\n  <li>one\n  <li>two\n</ol>',
		'<ul>\n  <li>\n    one\n    <ul>\n      <li>nested</li>\n    </ul>\n  </li>\n</ul>',
		'<dl>\n  <dt>term</dt>\n  <dd>text</dd>\n</dl>',
		'<select name="s">\n  <option>A</option>\n  <option value="b">B</option>\n</select>',
		'<select>\n  <optgroup label="g">\n    <option>A</option>\n  </optgroup>\n</select>',
		'<table>\n  <caption>about</caption>\n  <thead>\n    <tr><th>head</th></tr>\n  </thead>\n  <tbody>\n    <tr>\n      <td>one</td>\n      <td>\n        two\n      </td>\n    </tr>\n  </tbody>\n</table>',
		'<table><tr><td>cell<td>other<tr><td>more</table>',
		'<svg width="10" viewBox="0 0 1 1">\n  <title>drawn</title>\n  <g>\n    <path d="M0 0"/>\n    <text>label</text>\n  </g>\n</svg>',
		'<p>in a line <svg><circle r="1"/></svg> and on</p>',
		'<picture>\n  <source srcset="old.webp" type="image/webp">\n  <img src="old.png" alt="old">\n</picture>',
		'<video controls>\n  <source src="a.mp4">\n  no video here\n</video>',
		'<textarea rows="2">text\nin it</textarea>',
		'<script>\n  const a = 1;\n  // a comment\n</script>',
		'<script type="application/json">\n{ "a": "text" }\n</script>',
		'<style>\n  .a {\n    color: red;\n  }\n</style>',
		'<!-- a comment -->',
		'<!--\n  a long\n  comment\n-->',
		'<img src="old.png" alt="old">',
		'<figure>\n  <img src="old.jpg" alt="x">\n  <figcaption>caption text</figcaption>\n</figure>',
		'<a href="x.html">link text</a>',
		'<button type="button">press</button>',
		'<pre>\ncode here\n  more\n</pre>',
		'<p>first<p>second\n<div>third</div>',
		'<h1>A heading</h1>',
		'<details>\n  <summary>sum</summary>\n  text\n</details>',
		'<label>name <input type="text" value="v"></label>',
		'<br>\ntext &amp; more',
		'<datalist id="d"><option value="x">x</option></datalist>',
		'<object data="x.pdf">fallback text</object>',
		'<template><p>inert text</p></template>',
		'<noscript><p>no script</p></noscript>',
	],
	separators: ['\n', '\n', '\n\n', ' '],
	around: [
		['', ''],
		[
			'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>A page</title>\n</head>\n<body>\n',
			'\n</body>\n</html>',
		],
		['<!doctype html>\n<title>A page</title>\n<body>\n', ''],
		['<main>\n', '\n</main>'],
	],
	isImage: link => link.startsWith('<img'),
	tree: text => plainTree(parse(text), reading),
	without: text => {
		const root = parse(text);
		const parents = everyNode(root)
			.filter(node => reading.isNew(node as unknown as Tree))
			.map(
				node => defaultTreeAdapter.getParentNode(node as DefaultTreeAdapterTypes.ChildNode)?.nodeName ?? '',
			);
		assert.deepEqual(
			parents.filter(name => refuses.test(name)),
			[],
			'it stands where images are shown',
		);
		return withoutNew(root, reading);
	},
	isCode: (text, wanted) =>
		everyNode(parse(text)).some(
			node =>
				(node.nodeName === '#comment' && 'data' in node && node.data.includes(wanted)) ||
				(node.nodeName === '#text' &&
					'value' in node &&
					node.value.includes(wanted) &&
					/^(?:script|style)$/.test(node.parentNode?.nodeName ?? '')),
		),
};

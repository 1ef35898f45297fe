import { compile, parse } from 'svelte/compiler';
import { path, plainTree, withoutNew, type Judge, type Reading, type Tree } from './judge.ts';

const reading: Reading = {
	ignores: new Set(
		'start end loc range name_loc parent metadata leadingComments trailingComments comments raw'.split(' '),
	),
	textOf: node => (node.type === 'Text' ? String(node.data) : undefined),
	isNew: node =>
		node.type === 'RegularElement' &&
		node.name === 'img' &&
		(node.attributes as readonly Tree[]).some(
			({ name, value }) =>
				name === 'src' && Array.isArray(value) && (value as Tree[])[0]?.data === `./${path}`,
		),
	isNothing: node => node.type === 'Comment',
};

/** The tree of a component that compiles. */
function rootOf(text: string): unknown {
	compile(text, { generate: false });
	const { fragment, instance, module, css, options } = parse(text, { modern: true });
	return { fragment, instance, module, css: css?.children, options };
}

export const svelte: Judge = {
	name: 'Svelte',
	languageId: 'svelte',
	fileName: 'A.svelte',
	seeds: 300,
	pieces: [
		'<p>A fox runs.</p>',
		'<div\n\tclass="a {b}"\n\tonclick={() => { a = "}" }}\n>\n\ttext {a} here\n</div>',
		'{#if a}\n\t<p>one</p>\n{:else if b}\n\t<p>two</p>\n{:else}\n\tthree\n{/if}',
		'{#each items as item (item.id)}\n\t<p>{item.name} text</p>\n{/each}',
		'<ul>\n\t{#each items as item}\n\t\t<li>{item} text</li>\n\t{/each}\n</ul>',
		'{#await load()}\n\twaiting\n{:then value}\n\t{value} text\n{/await}',
		'<select value={a}>\n\t<option value="a">A</option>\n</select>',
		'<table>\n\t<tbody>\n\t\t<tr><td>cell</td></tr>\n\t</tbody>\n</table>',
		'<svg viewBox="0 0 1 1">\n\t<path d="M0 0" />\n\t<text>label</text>\n</svg>',
		'<Card title="t" {a} {...b} />',
		'<Card>\n\tslot text\n</Card>',
		'<Card>\n\t{#snippet children()}\n\t\t<p>inner text</p>\n\t{/snippet}\n</Card>',
		'{@html "<b>raw</b>"}',
		'{#key a}\n\t<p>keyed</p>\n{/key}',
		'<img src="./old.png" alt="old" />',
		'<!-- a comment -->',
		'<textarea value={b}></textarea>',
		'<svelte:head>\n\t<title>A title</title>\n</svelte:head>',
		'<svelte:window onkeydown={go} />',
		'<button onclick={() => go(`a ${b}`)}>press</button>',
		'<p>{a > 1 ? "more text" : "less"}</p>',
	],
	separators: ['\n', '\n\n'],
	around: [
		['', ''],
		[
			'<script lang="ts">\n\tlet a = 1;\n\tlet b: string = "text";\n\t// a comment\n</script>\n\n',
			'\n\n<style>\n\tp {\n\t\tcolor: red;\n\t}\n</style>',
		],
	],
	isImage: link => link.startsWith('<img'),
	tree: text => plainTree(rootOf(text), reading),
	without: text => withoutNew(rootOf(text), reading),
	isCode: text => !JSON.stringify(plainTree(rootOf(text), reading)).includes(`"${path}"`),
};

import assert from 'node:assert/strict';
import { compileTemplate, parse } from '@vue/compiler-sfc';
import { nodesOf, path, plainTree, withoutNew, type Judge, type Reading, type Tree } from './judge.ts';

const reading: Reading = {
	ignores: new Set([
		'loc',
		'nameLoc',
		'valueLoc',
		'codegenNode',
		'source',
		'map',
		'tagType',
		'helpers',
		'constType',
		'ast',
		'innerLoc',
		'crossBlockCache',
	]),
	textOf: node => (node.type === 2 ? String(node.content) : undefined),
	isNew: node =>
		node.tag === 'img' &&
		(node.props as readonly Tree[]).some(
			({ name, value }) => name === 'src' && (value as Tree | undefined)?.content === `./${path}`,
		),
	isNothing: node => node.type === 3,
};

const refuses = /^(?:select|option|optgroup|table|thead|tbody|tr|ul|ol|dl|svg|picture|video|textarea)$/;

/** The blocks of a component; throws where it does not compile. */
function blocksOf(text: string): Tree {
	const { descriptor, errors } = parse(text, { ignoreEmpty: false, sourceMap: false });
	assert.deepEqual(errors.map(String), []);
	const { template, script, scriptSetup, styles, customBlocks } = descriptor;
	if (template && template.lang === undefined) {
		const compiled = compileTemplate({ source: template.content, filename: 'A.vue', id: 'a' });
		assert.deepEqual(compiled.errors.map(String), []);
	}
	const code = [script, scriptSetup, ...styles, ...customBlocks].map(block =>
		block ? { type: `<${block.type}`, content: withoutComments(block.content) } : null,
	);
	return { template: template?.ast ?? template?.content, code };
}

const withoutComments = (code: string) =>
	code
		.replace(/\/\*[^]*?\*\/|\/\/.*|^\s*#.*/gm, '')
		.replace(` ${path}`, '')
		.replace(`background-image: url("${path}");`, '');

export const vue: Judge = {
	name: 'Vue',
	languageId: 'vue',
	fileName: 'A.vue',
	seeds: 300,
	pieces: [
		'<p>A fox runs.</p>',
		'<div\n\t:class="a"\n\t@click="go(1)"\n>\n\ttext {{ name }} here\n</div>',
		'<p v-if="a">one</p>\n<p v-else-if="b">two</p>\n<p v-else>three</p>',
		'<p v-if="a">one</p>\n<!-- a comment -->\n<p v-else>three</p>',
		'<Pager :of="a">\n\t<template #default="{ item }">{{ item }}</template>\n\t<template #header>\n\t\thead\n\t</template>\n</Pager>',
		'<Card>\n\t<template v-slot:title>title text</template>\n</Card>',
		'<Card title="t" />',
		'<Card>slot text</Card>',
		'<ul>\n\t<li v-for="item in items" :key="item.id">\n\t\t{{ item.name }} text\n\t</li>\n</ul>',
		'<select v-model="s">\n\t<option value="a">A</option>\n</select>',
		'<table>\n\t<tr>\n\t\t<td>cell</td>\n\t</tr>\n</table>',
		'<svg viewBox="0 0 1 1">\n\t<path d="M0 0" />\n\t<text>label</text>\n</svg>',
		'<p v-html="raw"></p>',
		'<Transition name="fade">\n\t<p v-show="a">text</p>\n</Transition>',
		'<template v-if="a">\n\t<p>inner</p>\n</template>',
		'<img src="./old.png" alt="old" />',
		'<input v-model="x" />',
		'<button @click="() => { a = 1 }">press</button>',
		'<!-- a comment -->',
		'<slot name="x">fallback</slot>',
	],
	separators: ['\n', '\n\n'],
	around: [
		['<template>\n', '\n</template>'],
		[
			'<script setup lang="ts">\nconst a = 1;\nconst s = "text";\n// a comment\n</script>\n\n<template>\n',
			'\n</template>\n\n<style lang="scss" scoped>\n.a {\n\tcolor: red;\n\t// note\n}\n</style>',
		],
		[
			'<template>\n',
			'\n</template>\n\n<i18n>\n{\n  "en": { "a": "a red kite" }\n}\n</i18n>\n\n<docs>\n# A title\n\nText here\n</docs>',
		],
		['<i18n lang="yaml">\nen:\n  a: a red kite\n</i18n>\n\n<template>\n', '\n</template>'],
	],
	isImage: link => link.startsWith('<img'),
	tree: text => plainTree(blocksOf(text), reading),
	without: text => {
		const blocks = blocksOf(text);
		const parents = nodesOf(blocks.template).filter(
			({ children }) => Array.isArray(children) && (children as Tree[]).some(child => reading.isNew(child)),
		);
		assert.deepEqual(
			parents.filter(({ tag }) => refuses.test(String(tag))),
			[],
		);
		return withoutNew(blocks, reading);
	},
	isCode: text => {
		assert.doesNotMatch(JSON.stringify(plainTree(blocksOf(text), reading)), new RegExp(path));
		return true;
	},
};

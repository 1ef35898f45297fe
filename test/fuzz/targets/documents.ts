import assert from 'node:assert/strict';
import type { ImageReference } from '../../../src/core/documents/references/imageReference.ts';
import { findImageReferences } from '../../../src/core/documents/references/findImageReferences.ts';
import { mayHaveImages } from '../../../src/core/documents/references/imageMarks.ts';
import { findTodoImages } from '../../../src/core/prompts/todoImages.ts';
import { linkLanguages } from '../../../src/core/documents/languages.ts';
import { planLink } from '../../../src/core/documents/insert/planLink.ts';
import { renderLink } from '../../../src/core/documents/insert/renderLink.ts';
import { createAnchor, findAnchor } from '../../../src/core/documents/trackedRange.ts';
import { undoLink } from '../../../src/core/documents/insert/undoLink.ts';
import { readCorpus } from '../../unit/documents/references/corpus.ts';
import type { Target } from '../target.ts';

const corpus = readCorpus();

/** Languages without images of their own, whose comments are read. */
const code = [
	'python',
	'java',
	'ruby',
	'rust',
	'shellscript',
	'lua',
	'sql',
	'haskell',
	'json',
	'jsonc',
	'yaml',
	'xml',
	'csharp',
	'php',
	'powershell',
	'typescript',
	'plaintext',
];
const languages = [
	...new Set([...linkLanguages.map(({ languageIds }) => languageIds[0] ?? ''), 'typescript', ...code]),
];

const tokens = [
	...[
		'![a](x.png)',
		'![',
		'](',
		'[a]: x.png',
		'<img src="x.png" alt="a">',
		'<img ',
		'src=',
		'srcset="a.png 1x, b.png 2x"',
		'<picture>',
		'<source ',
		'</picture>',
	],
	...[
		'url(x.png)',
		'url(',
		"import a from './x.png';",
		'require("x.png")',
		'new URL("x.png", import.meta.url)',
		'{a ? "x.png" : "y.png"}',
		'<Image src={a} />',
		'${`',
		'`${',
	],
	...[
		'TODO image: a fox',
		'// TODO image: ',
		'/* TODO image: ',
		'<!-- TODO image: ',
		'# TODO image: ',
		'\\includegraphics{x.png}',
		'.. image:: x.png',
		'#image("x.png")',
		'image::x.png[a]',
	],
	...[
		'<style>',
		'<title>\n\n',
		'</style>',
		'<script>',
		'</script>',
		'---\n',
		'+++\n',
		'    ',
		'\n    ',
		'\n\t',
		'::: ',
		'| a | b |',
		'<!DOCTYPE',
		'<![CDATA[',
		']]>',
		'<?',
		'?>',
		'@*',
		'*@',
		'{!!',
		'"""',
		"'''",
		'=begin',
		'--[[',
		'r#"',
		'<<EOF\n',
	],
	// What may stand within itself, as deep as a document likes.
	...[
		'<a>',
		'</a>',
		'<ul><li>',
		'<table><td>',
		'<p>',
		'<svg>',
		'<template>',
		'<!--',
		'-->',
		'{#if a}',
		'{% if a %}',
		'<% if a %>',
		'@if (a) {',
		'{{',
		'}}',
		'{/*',
		'- ',
		'> ',
		'a {',
		'f(',
	],
];

const snippets = [
	'<picture><source srcset="a.webp 1x, b.webp 2x" media="(a)"><img src="x.png" alt="a" width="1"></picture>',
	'# Title\n\n> - ![a](x.png "t") [b][c]\n\n[c]: y.png\n',
	'const a = <img src={`x.png`} alt={"a"} />; // TODO image: a fox\n',
	'.a { background: url("x.png"), image-set("a.png" 1x, url(b.png) 2x); /* TODO image: a fox */ }',
	'# TODO image: a fox\nx = """y"""\n',
];

function seedsOf(languageId: string): string[] {
	const own = corpus.filter(each => each.languageId === languageId).map(({ text }) => text.slice(0, 6000));
	return [...own, ...snippets];
}

function checkReference(text: string, { start, end, raw, path, width, height, texts }: ImageReference): void {
	assert.ok(start >= 0 && start < end && end <= text.length, 'a place in the document');
	assert.equal(text.slice(start, end), raw);
	assert.notEqual(path, '');
	assert.ok(Object.values(texts).every(each => each !== '' && !each.includes('\n')));
	for (const pixels of [width, height]) {
		assert.ok(pixels === undefined || (Number.isInteger(pixels) && pixels >= 1 && pixels <= 8192));
	}
}

/** A place in a text, always the same one for the same text; an editor has none between CR and LF. */
function placeIn(text: string, salt: number): number {
	const at = (text.length * 7919 + salt * 104_729) % (text.length + 1);
	return text.startsWith('\r\n', at - 1) && at > 0 ? at - 1 : at;
}

function plan(text: string, languageId: string, salt: number): void {
	const [a, b] = [placeIn(text, salt), placeIn(text, salt + 1)];
	const start = Math.min(a, b);
	const end = salt % 2 === 0 ? start : Math.min(text.length, Math.max(a, b), start + 300);
	const request = {
		text,
		languageId,
		fileName: '',
		start,
		end,
		path: 'assets/a fox.webp',
		alt: 'a "fox" ]({{',
	};
	const edit = planLink({ ...request, mode: salt % 3 === 0 ? 'replace' : 'insert' });
	if (typeof edit === 'string') {
		return;
	}
	assert.ok(
		edit.start >= 0 && edit.start <= edit.end && edit.end <= text.length,
		'the edit lies in the document',
	);
	const after = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
	assert.ok(
		edit.start <= edit.linkStart &&
			edit.linkStart < edit.linkEnd &&
			edit.linkEnd <= edit.start + edit.text.length,
		'the link lies in the edit',
	);
	const undo = undoLink(
		after,
		{ text: edit.text, replaced: text.slice(edit.start, edit.end) },
		{
			start: edit.start,
			end: edit.start + edit.text.length,
			changed: false,
		},
	);
	assert.ok(undo !== undefined, 'it can be taken back');
	assert.equal(
		after.slice(0, undo.start) + undo.text + after.slice(undo.end),
		text,
		'and then all is as before',
	);
	const anchor = createAnchor(after, edit.linkStart, edit.linkEnd);
	const found = findAnchor(after, anchor);
	assert.ok(
		found === undefined || (found.start === edit.linkStart && found.end === edit.linkEnd),
		'an anchor leads back',
	);
}

export const documentTargets: readonly Target[] = languages.flatMap((languageId): Target[] => {
	const seeds = seedsOf(languageId);
	const isCode = code.includes(languageId) && languageId !== 'typescript';
	const find: Target = {
		name: `find-${languageId}`,
		seeds,
		tokens,
		run(text) {
			mayHaveImages(text);
			// One mark for sure: without any, nothing is read at all.
			const document = `${text}\nx.png`;
			let last = -1;
			for (const reference of findImageReferences({ text: document, languageId, fileName: '' })) {
				checkReference(document, reference);
				assert.ok(reference.start >= last, 'in order');
				last = reference.start;
			}
		},
	};
	const todo: Target = {
		name: `todo-${languageId}`,
		seeds,
		tokens,
		run(text) {
			for (const { start, end, prompt } of findTodoImages({ text, languageId, fileName: '' })) {
				assert.ok(start < end && end <= text.length && prompt !== '' && !prompt.includes('\n'));
			}
		},
	};
	const plans = Array.from({ length: 1 }, (): Target => ({
		name: `plan-${languageId}`,
		seeds,
		tokens,
		run(text) {
			plan(text, languageId, text.length % 6);
		},
	}));
	return isCode ? [todo, ...plans] : [find, todo, ...plans];
});

export const linkTemplateTarget: Target = {
	name: 'linkTemplates',
	readers: linkLanguages.length,
	seeds: [
		'<img src="${path}" alt="${alt}" width="${width}">',
		'![${alt}](${path})',
		' <a>${constructor}${__proto__}${toString}',
	],
	tokens: ['${', '}', '${path}', '${alt}', '\r\n', ' \n'],
	run(template) {
		for (const language of linkLanguages) {
			const link = renderLink(language, template, { path: 'a b.png', alt: 'a', width: 1 });
			assert.ok(!link.includes('[native code]'), 'nothing of the language itself comes through');
		}
	},
};

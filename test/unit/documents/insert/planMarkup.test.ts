import assert from 'node:assert/strict';
import { linked } from './selected.ts';

type Case = readonly [name: string, before: string, after: string];

const img = '<img src="assets/a-fox.webp" alt="a fox">';

const inserts: readonly Case[] = [
	['a line of text', '<p>\n  ⟦a fox⟧\n</p>', `<p>\n  a fox\n  ${img}\n</p>`],
	['CRLF', '<p>\r\n  ⟦a fox⟧\r\n</p>', `<p>\r\n  a fox\r\n  ${img}\r\n</p>`],
	['text', '<p>⟦a fox⟧</p>', `<p>a fox ${img}</p>`],
	['an interpolation', '<p>{{ ⟦a⟧ }}</p>', `<p>{{ a }} ${img}</p>`],
	['a tag of a template', '{% if ⟦a⟧ %}\n<p>b</p>', `{% if a %}\n${img}\n<p>b</p>`],
	[
		'what only begins like a comment of a template',
		'<p>{#if a}</p>\n<p>⟦b⟧</p>\n<p>c</p>',
		`<p>{#if a}</p>\n<p>b ${img}</p>\n<p>c</p>`,
	],
	['a comment of a template', '{# ⟦a⟧ #}\n<p>b</p>', `{# a #}\n${img}\n<p>b</p>`],
	['a condition', '@if (a(⟦b⟧)) {\n  <p>c</p>\n}', `@if (a(b)) { ${img}\n  <p>c</p>\n}`],
	['the line of a condition', '⟦@if (a) {⟧\n  b\n}', `@if (a) {\n  ${img}\n  b\n}`],
	['before a branch', '@if (a) {\n  b\n⟦}⟧\n@else { c }', `@if (a) {\n  b\n  ${img}\n}\n@else { c }`],
	['before cases', '@switch (⟦a⟧) {\n  @case (1) { b }\n}', `@switch (a) {\n  @case (1) { ${img} b }\n}`],
	[
		'between cases',
		'@switch (a) {\n  @case (1) {\n    b\n⟦  }⟧\n}',
		`@switch (a) {\n  @case (1) {\n    b\n    ${img}\n  }\n}`,
	],
	[
		'the head of a plural',
		'<b>{⟦n⟧, plural, =0 {a} other {{{n}} b}}</b>',
		`<b>{n, plural, =0 {a} other {{{n}} b}} ${img}</b>`,
	],
	[
		'a case of a plural',
		'<b>{n, plural, =0 {⟦a⟧} other {b}}</b>',
		`<b>{n, plural, =0 {a ${img}} other {b}}</b>`,
	],
	[
		'between the cases of a plural',
		'<b>\n  {n, plural,\n    ⟦=0 {a}⟧\n    other {b}\n  }\n</b>',
		`<b>\n  {n, plural,\n    =0 {a}\n    other {b}\n  }\n  ${img}\n</b>`,
	],
	[
		'a plural within a case',
		'{a, select, b {c {⟦n⟧, plural, other {d}} e} other {f}}',
		`{a, select, b {c {n, plural, other {d}} ${img} e} other {f}}`,
	],
	[
		'a pragma',
		'<div>\n  ⟦<!-- prettier-ignore -->⟧\n  <p   >b</p>\n</div>',
		`<div>\n  <!-- prettier-ignore -->\n  <p   >b</p>\n  ${img}\n</div>`,
	],
	['a declaration in a template', '@let a = ⟦b⟧.c;\n<p>d</p>', `@let a = b.c; ${img}\n<p>d</p>`],
	['a line with an element', '⟦<p>a fox</p>⟧', `<p>a fox</p>\n${img}`],
	['a line that opens an element', '⟦<p>⟧\n  a\n</p>', `<p>\n  ${img}\n  a\n</p>`],
	['the first line of a tag', '<a⟦⟧\n  href="x"\n>b</a>', `<a\n  href="x"\n> ${img} b</a>`],
	['a comment', '  ⟦<!-- a fox -->⟧\n', `  <!-- a fox -->\n  ${img}\n`],
	['within a comment', '  <!-- TODO image: ⟦a fox⟧ -->\n', `  <!-- TODO image: a fox -->\n  ${img}\n`],
	['within a comment of several lines', '<!--\n⟦a fox⟧\n-->\nb', `<!--\na fox\n-->\n${img}\nb`],
	['a comment in text', 'a <!-- ⟦a fox⟧ --> b', `a <!-- a fox --> ${img} b`],
	['an image without a source', '<img alt="⟦a fox⟧">', '<img src="assets/a-fox.webp" alt="a fox">'],
	['a whole image without a source', '⟦<img alt="a fox">⟧', '<img src="assets/a-fox.webp" alt="a fox">'],
	['a selected attribute', '<img ⟦alt="a fox"⟧>', '<img src="assets/a-fox.webp" alt="a fox">'],
	['an empty source', `<img src='' alt="⟦a fox⟧">`, '<img src="assets/a-fox.webp" alt="a fox">'],
	['a source without value', '<img src alt="⟦a fox⟧">', '<img src="assets/a-fox.webp" alt="a fox">'],
	['an unquoted attribute', '<img alt=⟦fox⟧>', '<img src="assets/a-fox.webp" alt=fox>'],
	['upper case', '<IMG SRC="" ALT="⟦a fox⟧">', '<IMG src="assets/a-fox.webp" ALT="a fox">'],
	[
		'attributes on lines of their own',
		'<img\n  ⟦alt="a fox"⟧\n>',
		'<img\n  src="assets/a-fox.webp"\n  alt="a fox"\n>',
	],
	['a source that is there', '<img src="b.png" alt="⟦a fox⟧">', `<img src="b.png" alt="a fox">\n${img}`],
	[
		'a source in text',
		'<p><img src="b.png" alt="⟦a fox⟧"></p>',
		`<p><img src="b.png" alt="a fox"> ${img}</p>`,
	],
	[
		'a responsive image',
		'<img srcset="b.png 2x" alt="⟦a fox⟧">',
		`<img srcset="b.png 2x" alt="a fox">\n${img}`,
	],
	['a source of a picture', '<source media="⟦print⟧">', '<source srcset="assets/a-fox.webp" media="print">'],
	['an image of SVG', '<image class="⟦fox⟧"/>', '<image href="assets/a-fox.webp" class="fox"/>'],
	['another attribute', '<p title="⟦a fox⟧">b</p>', `<p title="a fox"> ${img} b</p>`],
	['an attribute of a line', '<hr title="⟦a fox⟧">\nb', `<hr title="a fox">\n${img}\nb`],
	['a closing tag', '<p>a</⟦p⟧>b', `<p>a</p> ${img} b`],
	['a `>` in an attribute', '<p title="a > ⟦fox⟧">b</p>', `<p title="a > fox"> ${img} b</p>`],
	['a comparison', 'a < b ⟦a fox⟧', `a < b a fox ${img}`],
	[
		'a title',
		'<head>\n<title>⟦a fox⟧</title>\n</head>',
		'<head>\n<title>a fox</title>\n<!-- assets/a-fox.webp -->\n</head>',
	],
	['a text area', '<textarea>⟦a fox⟧</textarea>', `<textarea>a fox</textarea>\n${img}`],
	[
		'a head',
		'<head>\n<!-- ⟦a fox⟧ -->\n</head>',
		'<head>\n<!-- a fox -->\n<!-- assets/a-fox.webp -->\n</head>',
	],
	['a body', '<head></head>\n<body>\n⟦a fox⟧\n</body>', `<head></head>\n<body>\na fox\n${img}\n</body>`],
	[
		'a tag of a script',
		'<script data-a="⟦a fox⟧">x()</script>',
		`<script data-a="a fox">x()</script>\n${img}`,
	],
	[
		'a comment in a script',
		'<script>\n\t⟦// a fox⟧\n\tx();\n</script>',
		'<script>\n\t// a fox\n\t// assets/a-fox.webp\n\tx();\n</script>',
	],
	[
		'data in a script',
		'<script type="application/ld+json">{"a": "⟦a fox⟧"}</script>',
		'<script type="application/ld+json">{"a": "a fox assets/a-fox.webp"}</script>',
	],
	[
		'a style',
		'<style>\n\t.a {\n\t\t⟦/* a fox */⟧\n\t}\n</style>',
		'<style>\n\t.a {\n\t\t/* a fox */\n\t\tbackground-image: url("assets/a-fox.webp");\n\t}\n</style>',
	],
	['the line of a style', '⟦<style>⟧\n.a {}\n</style>', `<style>\n.a {}\n</style>\n${img}`],
	[
		'an option',
		'<select>\n  ⟦<option>a</option>⟧\n</select>',
		`<select>\n  <option>a</option>\n</select>\n${img}`,
	],
	['a row', '<table>\n  ⟦<tr><td>a</td></tr>⟧\n</table>', `<table>\n  <tr><td>a</td></tr>\n</table>\n${img}`],
	['an item of a list', '<ul>\n  ⟦<li>a</li>⟧\n</ul>', `<ul>\n  <li>a ${img}</li>\n</ul>`],
	['a drawing', '<svg>\n  ⟦<path/>⟧\n</svg>', `<svg>\n  <path/>\n</svg>\n${img}`],
	[
		'an element with a summary',
		'⟦<details>⟧\n  <summary>a</summary>\n  b\n</details>',
		`<details>\n  <summary>a</summary>\n  ${img}\n  b\n</details>`,
	],
	[
		'an element with a legend',
		'<fieldset ⟦id⟧="a"><legend>b</legend>c</fieldset>',
		`<fieldset id="a"><legend>b</legend> ${img} c</fieldset>`,
	],
	['a meter', '<meter>⟦a⟧</meter>', `<meter>a</meter>\n${img}`],
	['an address', '<p>see https://a.⟦example⟧/b?c=d.</p>', `<p>see https://a.example/b?c=d ${img}.</p>`],
	['a doctype', '⟦<!DOCTYPE html>⟧\n<p>', `<!DOCTYPE html>\n${img}\n<p>`],
];

const replaces: readonly Case[] = [
	['text', '<p>⟦a fox⟧</p>', `<p>${img}</p>`],
	['a line', '<p>\n  ⟦a fox⟧\n</p>', `<p>\n  ${img}\n</p>`],
	['a comment', '⟦<!-- a fox -->⟧', img],
	['all of a comment', '<!-- TODO image: ⟦a fox⟧ -->', img],
	['part of a comment', '<!-- see ⟦a fox⟧ -->', '<!-- see assets/a-fox.webp -->'],
	['a source', '<img src="⟦TODO⟧">', '<img src="assets/a-fox.webp">'],
	['a source with its quotes', "<img src=⟦'TODO'⟧>", '<img src="assets/a-fox.webp">'],
	['a source without quotes', '<img src=⟦TODO⟧>', '<img src="assets/a-fox.webp">'],
	['a source with its name', '<img ⟦src="TODO"⟧>', '<img src="assets/a-fox.webp">'],
	['any attribute', '<a href="⟦TODO⟧">b</a>', '<a href="assets/a-fox.webp">b</a>'],
	[
		'part of a value',
		'<div style="background: url(⟦TODO⟧)">',
		'<div style="background: url(assets/a-fox.webp)">',
	],
	['a whole image', '⟦<img alt="b">⟧', img],
];

const dialects: readonly (readonly [languageId: string, fileName: string, before: string, after: string])[] =
	[
		[
			'vue',
			'',
			'<template lang="pug">\ndiv\n  p a\n⟦</template>⟧',
			'<template lang="pug">\ndiv\n  p a\n  img(src="./assets/a-fox.webp", alt="a fox")\n</template>',
		],
		[
			'vue',
			'',
			'<template lang="pug">div</template>⟦⟧',
			'<template lang="pug">div <img src="./assets/a-fox.webp" alt="a fox" /></template>',
		],
		[
			'vue',
			'',
			'<template>\n\t<Suspense>\n\t\t⟦<A />⟧\n\t</Suspense>\n</template>',
			'<template>\n\t<Suspense>\n\t\t<A />\n\t</Suspense>\n\t<img src="./assets/a-fox.webp" alt="a fox" />\n</template>',
		],
		[
			'astro',
			'',
			'---\na();\n---⟦⟧\n<p>b</p>',
			'---\na();\n---\n<img src="./assets/a-fox.webp" alt="a fox" />\n<p>b</p>',
		],
		[
			'astro',
			'',
			'⟦---⟧\na();\n---\n<html><head><title>b</title></head></html>',
			'---\na();\n---\n<!-- assets/a-fox.webp -->\n<html><head><title>b</title></head></html>',
		],
		[
			'astro',
			'',
			'<⟦p⟧ set:html={a}></p>',
			'<p set:html={a}></p>\n<img src="./assets/a-fox.webp" alt="a fox" />',
		],
		...[
			['html', '{% blocktrans with a=b %}', '{% endblocktrans %}'],
			['html', '{% blocktranslate %}', '{% endblocktranslate %}'],
			['jinja', '{% trans n=a|length %}', '{% endtrans %}'],
			['html', '{% highlight js %}', '{% endhighlight %}'],
		].map(
			([id = '', open = '', close = '']) =>
				[
					id,
					'',
					`<p>${open}a ⟦b⟧ c${close}</p>`,
					`<p>${open}a b c${close} <img src="assets/a-fox.webp" alt="a fox"></p>`,
				] as const,
		),
		[
			'html',
			'',
			'<p>{% trans "a" %} ⟦b⟧</p>',
			'<p>{% trans "a" %} b <img src="assets/a-fox.webp" alt="a fox"></p>',
		],
		['html', '', '<p x-html="a">⟦b⟧</p>', '<p x-html="a">b</p>\n<img src="assets/a-fox.webp" alt="a fox">'],
		[
			'html',
			'',
			'<p th:text="${a}">⟦b⟧</p>',
			'<p th:text="${a}">b</p>\n<img src="assets/a-fox.webp" alt="a fox">',
		],
		['vue', '', '<p>⟦a fox⟧</p>', '<p>a fox <img src="./assets/a-fox.webp" alt="a fox" /></p>'],
		['phoenix-heex', '', '<p>{⟦@a⟧}</p>', '<p>{@a} <img src="assets/a-fox.webp" alt="a fox"></p>'],
		['blade', '', '@if (⟦$a⟧)\nb', '@if ($a) <img src="assets/a-fox.webp" alt="a fox">\nb'],
		[
			'liquid',
			'',
			'{% schema %}\n{ "name": "⟦a⟧" }\n{% endschema %}',
			'{% schema %}\n{ "name": "a" }\n{% endschema %}\n<img src="assets/a-fox.webp" alt="a fox">',
		],
		['plaintext', 'App.vue', '<p>⟦a fox⟧</p>', '<p>a fox <img src="./assets/a-fox.webp" alt="a fox" /></p>'],
		[
			'vue',
			'',
			'<img :src="fox" alt="⟦a fox⟧">',
			'<img :src="fox" alt="a fox">\n<img src="./assets/a-fox.webp" alt="a fox" />',
		],
		[
			'vue',
			'',
			`<p>{{ '⟦a fox⟧' }}</p>`,
			`<p>{{ 'a fox' }} <img src="./assets/a-fox.webp" alt="a fox" /></p>`,
		],
		[
			'vue',
			'',
			'<script setup lang="ts">\nconst a = <any>b;\n⟦// a fox⟧\n</script>',
			'<script setup lang="ts">\nconst a = <any>b;\n// a fox\n// assets/a-fox.webp\n</script>',
		],
		[
			'vue',
			'',
			'<style lang="scss">\n.a {\n  ⟦// a fox⟧\n}\n</style>',
			'<style lang="scss">\n.a {\n  // a fox\n  background-image: url("assets/a-fox.webp");\n}\n</style>',
		],
		[
			'vue',
			'',
			'<style lang="scss">\n.a {\n  b: url(https://cdn.example/a.jpg);\n  ⟦// a fox⟧\n}\n</style>',
			'<style lang="scss">\n.a {\n  b: url(https://cdn.example/a.jpg);\n  // a fox\n  background-image: url("assets/a-fox.webp");\n}\n</style>',
		],
		[
			'plaintext',
			'a.svelte',
			'{#if a}\n  ⟦a fox⟧\n{/if}',
			'{#if a}\n  a fox\n  <img src="./assets/a-fox.webp" alt="a fox" />\n{/if}',
		],
		[
			'svelte',
			'',
			'<img {src} alt="⟦a fox⟧">',
			'<img {src} alt="a fox">\n<img src="./assets/a-fox.webp" alt="a fox" />',
		],
		[
			'svelte',
			'',
			'<a on:click={() => x("}")} title="⟦a⟧">b</a>',
			'<a on:click={() => x("}")} title="a"> <img src="./assets/a-fox.webp" alt="a fox" /> b</a>',
		],
		[
			'plaintext',
			'a.astro',
			'---\n⟦// a fox⟧\nconst a = 1;\n---\n<p>b</p>',
			'---\n// a fox\n// assets/a-fox.webp\nconst a = 1;\n---\n<p>b</p>',
		],
		[
			'astro',
			'',
			'<p>\n  {/* ⟦a fox⟧ */}\n</p>',
			'<p>\n  {/* a fox */}\n  <img src="./assets/a-fox.webp" alt="a fox" />\n</p>',
		],
		[
			'astro',
			'',
			'<Image src={a} alt="⟦a fox⟧" />',
			'<Image src={a} alt="a fox" />\n<img src="./assets/a-fox.webp" alt="a fox" />',
		],
		['php', '', '<?php\n⟦// a fox⟧\nx();', '<?php\n// a fox\n// assets/a-fox.webp\nx();'],
		[
			'php',
			'',
			'<p>⟦a fox⟧</p><?php x(); ?>',
			'<p>a fox <img src="assets/a-fox.webp" alt="a fox"></p><?php x(); ?>',
		],
		['php', '', '<p><?= x("⟦a fox⟧") ?></p>', '<p><?= x("a fox assets/a-fox.webp") ?></p>'],
		[
			'php',
			'',
			'<p <?php if ($a > 1) { ?>title="a"<?php } ?>>⟦a fox⟧</p>',
			'<p <?php if ($a > 1) { ?>title="a"<?php } ?>>a fox <img src="assets/a-fox.webp" alt="a fox"></p>',
		],
		['php', 'a.blade.php', '{{-- ⟦a fox⟧ --}}', '{{-- a fox --}}\n<img src="assets/a-fox.webp" alt="a fox">'],
		['erb', '', '<%# ⟦a fox⟧ %>', '<%# a fox %>\n<img src="assets/a-fox.webp" alt="a fox">'],
		['erb', '', '<p><%= ⟦fox⟧ %></p>', '<p><%= fox %> <img src="assets/a-fox.webp" alt="a fox"></p>'],
		['handlebars', '', '{{!-- ⟦a fox⟧ --}}', '{{!-- a fox --}}\n<img src="assets/a-fox.webp" alt="a fox">'],
		['razor', '', '@* ⟦a fox⟧ *@', '@* a fox *@\n<img src="assets/a-fox.webp" alt="a fox" />'],
		['blade', '', '@php\r\n$a⟦;⟧\r\n@endphp', '@php\r\n$a; /* assets/a-fox.webp */\r\n@endphp'],
		['blade', '', '@php\n⟦$a = 1;⟧\n@endphp', '@php\n$a = 1;\n// assets/a-fox.webp\n@endphp'],
		[
			'blade',
			'',
			"@include('a', [\n  'b' => '⟦c⟧',\n])\n<p>d</p>",
			"@include('a', [\n  'b' => 'c',\n]) <img src=\"assets/a-fox.webp\" alt=\"a fox\">\n<p>d</p>",
		],
		[
			'blade',
			'',
			"<p @class(['a' => ⟦$b⟧])>c</p>",
			'<p @class([\'a\' => $b])> <img src="assets/a-fox.webp" alt="a fox"> c</p>',
		],
		[
			'blade',
			'',
			'@switch(⟦$a⟧)\n  @case(1)\n    b\n@endswitch',
			'@switch($a)\n  @case(1) <img src="assets/a-fox.webp" alt="a fox">\n    b\n@endswitch',
		],
		[
			'liquid',
			'',
			'{% case ⟦a⟧ %}\n{% when 1 %}\n  b\n{% endcase %}',
			'{% case a %}\n{% when 1 %} <img src="assets/a-fox.webp" alt="a fox">\n  b\n{% endcase %}',
		],
		[
			'twig',
			'',
			'{% extends "a" %}\n{% block b %}⟦c⟧{% endblock %}',
			'{% extends "a" %}\n{% block b %}c <img src="assets/a-fox.webp" alt="a fox">{% endblock %}',
		],
		[
			'html',
			'',
			'<pre>{% extends "a" %}</pre>\n<p>⟦b⟧</p>',
			'<pre>{% extends "a" %}</pre>\n<p>b <img src="assets/a-fox.webp" alt="a fox"></p>',
		],
		[
			'jinja',
			'',
			'<!-- {% extends "a" %} -->\n<p>⟦b⟧</p>',
			'<!-- {% extends "a" %} -->\n<p>b <img src="assets/a-fox.webp" alt="a fox"></p>',
		],
		[
			'jinja',
			'',
			'{% comment %}{% extends "a" %}{% endcomment %}<p>⟦b⟧</p>',
			'{% comment %}{% extends "a" %}{% endcomment %}<p>b <img src="assets/a-fox.webp" alt="a fox"></p>',
		],
		[
			'twig',
			'',
			'{% extends "a" %}\n{%~ block b %}⟦c⟧{% endblock %}',
			'{% extends "a" %}\n{%~ block b %}c <img src="assets/a-fox.webp" alt="a fox">{% endblock %}',
		],
		[
			'jinja',
			'',
			'{% extends "a" %}\n{%+ block b %}⟦c⟧{% endblock %}',
			'{% extends "a" %}\n{%+ block b %}c <img src="assets/a-fox.webp" alt="a fox">{% endblock %}',
		],
		[
			'jinja',
			'',
			'{% extends "a" %}\n{% set b %}⟦c⟧{% endset %}',
			'{% extends "a" %}\n{% set b %}c <img src="assets/a-fox.webp" alt="a fox">{% endset %}',
		],
		['handlebars', '', '{{{⟦a⟧}}} b', '{{{a}}} <img src="assets/a-fox.webp" alt="a fox"> b'],
		['phoenix-heex', '', '<.a b="⟦c⟧">d</.a>', '<.a b="c"> <img src="assets/a-fox.webp" alt="a fox"> d</.a>'],
		['php', '', '<?php\n#[⟦A⟧]\nclass B {}', '<?php\n#[A /* assets/a-fox.webp */]\nclass B {}'],
		[
			'razor',
			'',
			'<constructor>⟦a⟧</constructor>',
			'<constructor>a <img src="assets/a-fox.webp" alt="a fox" /></constructor>',
		],
		['razor', '', '@code {\n\t⟦int a;⟧\n}', '@code {\n\tint a;\n\t// assets/a-fox.webp\n}'],
		['razor', '', '@{ var a = ⟦b⟧; }\n<p>c</p>', '@{ var a = b /* assets/a-fox.webp */; }\n<p>c</p>'],
		[
			'razor',
			'',
			'@foreach (var a in b)\n{\n\tList<int> c = ⟦d⟧;\n\t<p>@a</p>\n}',
			'@foreach (var a in b)\n{\n\tList<int> c = d /* assets/a-fox.webp */;\n\t<p>@a</p>\n}',
		],
		[
			'razor',
			'',
			'@if (a)\n{\n\t<p>⟦b⟧</p>\n}',
			'@if (a)\n{\n\t<p>b <img src="assets/a-fox.webp" alt="a fox" /></p>\n}',
		],
		[
			'razor',
			'',
			'@if (a)\n{\n\t<p>b</p>\n⟦}⟧\nelse\n{\n}',
			'@if (a)\n{\n\t<p>b</p>\n\t<img src="assets/a-fox.webp" alt="a fox" />\n}\nelse\n{\n}',
		],
		[
			'razor',
			'',
			'@using (A())\n{\n\t⟦<p>b</p>⟧\n}',
			'@using (A())\n{\n\t<p>b</p>\n\t<img src="assets/a-fox.webp" alt="a fox" />\n}',
		],
		[
			'razor',
			'',
			'@switch (a) {\n\tcase 1:\n\t⟦<p>b</p>⟧\n\tbreak;\n}',
			'@switch (a) {\n\tcase 1:\n\t<p>b</p>\n\t<img src="assets/a-fox.webp" alt="a fox" />\n\tbreak;\n}',
		],
		[
			'razor',
			'',
			'@if (a) {\n\t⟦@:b c⟧\n}',
			'@if (a) {\n\t@:b c\n\t<img src="assets/a-fox.webp" alt="a fox" />\n}',
		],
		[
			'razor',
			'',
			'@foreach (var a in b) {\n\t⟦⟧\n}',
			'@foreach (var a in b) {\n\t\n\t<img src="assets/a-fox.webp" alt="a fox" />\n}',
		],
		[
			'razor',
			'',
			'⟦@foreach (var a in b) {⟧\n\t<p>c</p>\n}',
			'@foreach (var a in b) {\n\t<img src="assets/a-fox.webp" alt="a fox" />\n\t<p>c</p>\n}',
		],
		[
			'razor',
			'',
			'@{\n\tvar a = new {\n\t⟦⟧\n\t};\n}',
			'@{\n\tvar a = new {\n\t\n\t// assets/a-fox.webp\n\t};\n}',
		],
		['razor', '', '@{\n\t/* a;\n\t⟦⟧\n\t*/\n}', '@{\n\t/* a;\n\t\n\tassets/a-fox.webp\n\t*/\n}'],
		[
			'razor',
			'',
			'@functions {\n\tvoid A() {\n\t\t⟦<p>b</p>⟧\n\t}\n}',
			'@functions {\n\tvoid A() {\n\t\t<p>b</p>\n\t\t// assets/a-fox.webp\n\t}\n}',
		],
		[
			'razor',
			'',
			'@{ /* { */ }\n⟦<p>a</p>⟧',
			'@{ /* { */ }\n<p>a</p>\n<img src="assets/a-fox.webp" alt="a fox" />',
		],
		[
			'razor',
			'',
			'@{ <p>{</p> }\n⟦<p>a</p>⟧',
			'@{ <p>{</p> }\n<p>a</p>\n<img src="assets/a-fox.webp" alt="a fox" />',
		],
		[
			'razor',
			'',
			'@model ⟦A⟧\n@using B\n\n<p>c</p>',
			'@model A\n@using B\n<img src="assets/a-fox.webp" alt="a fox" />\n\n<p>c</p>',
		],
		['razor', '', '<p>@A.⟦B⟧("c") d</p>', '<p>@A.B("c") <img src="assets/a-fox.webp" alt="a fox" /> d</p>'],
		['jinja', '', '{# ⟦a fox⟧ #}', '{# a fox #}\n<img src="assets/a-fox.webp" alt="a fox">'],
		[
			'plaintext',
			'a.vue',
			'<template>\n\t<p v-if="a">⟦b⟧</p>\n</template>',
			'<template>\n\t<p v-if="a">b <img src="./assets/a-fox.webp" alt="a fox" /></p>\n</template>',
		],
		[
			'plaintext',
			'a.vue',
			'<template>\n\t⟦<p v-if="a" />⟧\n\t<p v-else />\n</template>',
			'<template>\n\t<p v-if="a" />\n\t<p v-else />\n\t<img src="./assets/a-fox.webp" alt="a fox" />\n</template>',
		],
		[
			'plaintext',
			'a.vue',
			'<template>\n\t⟦<A>⟧\n\t\t<template #b>c</template>\n\t</A>\n</template>',
			'<template>\n\t<A>\n\t\t<template #b>c</template>\n\t</A>\n\t<img src="./assets/a-fox.webp" alt="a fox" />\n</template>',
		],
		[
			'plaintext',
			'a.astro',
			'⟦---⟧\nconst a = 1;\n---\n<p>b</p>',
			'---\nconst a = 1;\n---\n<img src="./assets/a-fox.webp" alt="a fox" />\n<p>b</p>',
		],
		[
			'vue',
			'',
			'<script>\n// @ts-ignore⟦⟧\na = `b\nc`</script>',
			'<script>\n// @ts-ignore\n// assets/a-fox.webp\na = `b\nc`</script>',
		],
		['astro', '', '---\n⟦const a = 1;⟧\n<p>b</p>', '---\nconst a = 1;\n// assets/a-fox.webp\n<p>b</p>'],
		[
			'pug',
			'',
			'case a\n  ⟦when 1⟧\n    p b\n  default\n    p c',
			'case a\n  when 1\n    p b\n  default\n    p c\nimg(src="assets/a-fox.webp", alt="a fox")',
		],
		[
			'pug',
			'',
			'html\n  head\n    title ⟦a⟧\n  body\n    p b',
			'html\n  head\n    title a\n  body\n    p b\n    img(src="assets/a-fox.webp", alt="a fox")',
		],
		[
			'pug',
			'',
			'ul\n  ⟦li a⟧\n  li b\np c',
			'ul\n  li a\n  li b\nimg(src="assets/a-fox.webp", alt="a fox")\np c',
		],
		[
			'pug',
			'',
			'ul\n  each a in b\n    li= ⟦a⟧\np c',
			'ul\n  each a in b\n    li= a\nimg(src="assets/a-fox.webp", alt="a fox")\np c',
		],
		[
			'pug',
			'',
			'svg\n  g\n    path(d="⟦M0⟧")\np a',
			'svg\n  g\n    path(d="M0")\nimg(src="assets/a-fox.webp", alt="a fox")\np a',
		],
		['pug', '', 'select-a\n  ⟦p b⟧', 'select-a\n  p b\n  img(src="assets/a-fox.webp", alt="a fox")'],
		['html', '', '---\na: ⟦b⟧\nc: d\n---\n<p>e</p>', '---\na: b\n# assets/a-fox.webp\nc: d\n---\n<p>e</p>'],
		['liquid', '', '---\n⟦a: b⟧\n---\n<p>c</p>', '---\na: b\n# assets/a-fox.webp\n---\n<p>c</p>'],
		['njk', '', '⟦---⟧\na: b\n---\n<p>c</p>', '---\n# assets/a-fox.webp\na: b\n---\n<p>c</p>'],
		['handlebars', '', '---\na: b\n⟦---⟧\n<p>c</p>', '---\na: b\n# assets/a-fox.webp\n---\n<p>c</p>'],
		['pug', '', '---\na: ⟦b⟧\n---\np c', '---\na: b\n# assets/a-fox.webp\n---\np c'],
		['scss', '', '---\n⟦a: b⟧\n---\nc {}', '---\na: b\n# assets/a-fox.webp\n---\nc {}'],
		['asciidoc', '', '---\na: ⟦b⟧\n---\n= C', '---\na: b\n# assets/a-fox.webp\n---\n= C'],
		['asciidoc', '', '---\n\n⟦a⟧ b\n\n---\n', '---\n\na image:assets/a-fox.webp[a fox] b\n\n---\n'],
		[
			'razor',
			'',
			'@if (a)\n{\n  <b/>\n}\n⟦else⟧\n{\n  <c/>\n}',
			'@if (a)\n{\n  <b/>\n}\nelse\n{\n  <img src="assets/a-fox.webp" alt="a fox" />\n  <c/>\n}',
		],
		[
			'razor',
			'',
			'@if (a) {\n  <b/>\n} else if (⟦c⟧) {\n  d\n}',
			'@if (a) {\n  <b/>\n} else if (c) { <img src="assets/a-fox.webp" alt="a fox" />\n  d\n}',
		],
		[
			'razor',
			'',
			'<p>a</p>\nor ⟦else⟧ { b',
			'<p>a</p>\nor else <img src="assets/a-fox.webp" alt="a fox" /> { b',
		],
		[
			'phoenix-heex',
			'',
			'<.a ⟦b⟧={c}>\n  <:d>e</:d>\n</.a>',
			'<.a b={c}>\n  <:d>e</:d>\n</.a>\n<img src="assets/a-fox.webp" alt="a fox">',
		],
		[
			'jsp',
			'',
			'<c:choose>\n  <⟦c:when⟧ test="a">b</c:when>\n</c:choose>',
			'<c:choose>\n  <c:when test="a"> <img src="assets/a-fox.webp" alt="a fox"> b</c:when>\n</c:choose>',
		],
		[
			'jsp',
			'',
			'<c:choose>\n  ⟦<c:when test="a">b</c:when>⟧\n</c:choose>',
			'<c:choose>\n  <c:when test="a">b</c:when>\n</c:choose>\n<img src="assets/a-fox.webp" alt="a fox">',
		],
		['jsp', '', '<p>${⟦a⟧}</p>', '<p>${a} <img src="assets/a-fox.webp" alt="a fox"></p>'],
		['html', '', '<p>${⟦a⟧.b}</p>', '<p>${a.b} <img src="assets/a-fox.webp" alt="a fox"></p>'],
		['html', '', '<p><%= ⟦a⟧ %></p>', '<p><%= a %> <img src="assets/a-fox.webp" alt="a fox"></p>'],
		[
			'blade',
			'',
			'@php\n  $a = 1;\n⟦@endphp⟧\nb',
			'@php\n  $a = 1;\n@endphp\n<img src="assets/a-fox.webp" alt="a fox">\nb',
		],
		['blade', '', '@php $a = ⟦1⟧; @endphp', '@php $a = 1 /* assets/a-fox.webp */; @endphp'],
		['php', '', 'a <?⟦⟧php b(); ?>', 'a <?php /* assets/a-fox.webp */ b(); ?>'],
		['xml', '', '<a>\n  ⟦<b/>⟧\n</a>', '<a>\n  <b/>\n  <!-- assets/a-fox.webp -->\n</a>'],
		[
			'twig',
			'',
			'{% embed "a" %}\n⟦b⟧\n{% block c %}d{% endblock %}\n{% endembed %}',
			'{% embed "a" %}\nb\n{% block c %}d{% endblock %}\n{% endembed %}\n<img src="assets/a-fox.webp" alt="a fox">',
		],
		[
			'twig',
			'',
			'{% embed "a" %}{% block b %}⟦c⟧{% endblock %}{% endembed %}',
			'{% embed "a" %}{% block b %}c <img src="assets/a-fox.webp" alt="a fox">{% endblock %}{% endembed %}',
		],
		[
			'jinja',
			'',
			'{% comment %}\n{% block a %}b{% endblock %}\n<p>⟦c⟧</p>\n{% endcomment %}',
			'{% comment %}\n{% block a %}b{% endblock %}\n<p>c</p>\n{% endcomment %}\n<img src="assets/a-fox.webp" alt="a fox">',
		],
		[
			'html',
			'a.liquid',
			'{% schema %}\n{ "a": "{% block b %}", "c": "⟦d⟧" }\n{% endschema %}',
			'{% schema %}\n{ "a": "{% block b %}", "c": "d" }\n{% endschema %}\n<img src="assets/a-fox.webp" alt="a fox">',
		],
		[
			'ejs',
			'',
			'⟦<% switch (a) { %>⟧\n<% case 1: %>\nb\n<% } %>',
			'<% switch (a) { %>\n<% case 1: %>\n<img src="assets/a-fox.webp" alt="a fox">\nb\n<% } %>',
		],
		[
			'jsp',
			'',
			'<%@ page a="⟦b⟧" %>\n<p>c</p>',
			'<%@ page a="b" %>\n<img src="assets/a-fox.webp" alt="a fox">\n<p>c</p>',
		],
		['razor', '', '@await A.B("⟦c⟧")\n', '@await A.B("c") <img src="assets/a-fox.webp" alt="a fox" />\n'],
		[
			'razor',
			'',
			'<Card>\n  ⟦<CardContent>a</CardContent>⟧\n</Card>',
			'<Card>\n  <CardContent>a</CardContent>\n  <img src="assets/a-fox.webp" alt="a fox" />\n</Card>',
		],
		[
			'razor',
			'',
			'<Page>\n  <MainContent />\n  ⟦<Footer />⟧\n</Page>',
			'<Page>\n  <MainContent />\n  <Footer />\n  <img src="assets/a-fox.webp" alt="a fox" />\n</Page>',
		],
		[
			'razor',
			'',
			'<A B="⟦c⟧">\n  <ChildContent>d</ChildContent>\n</A>',
			'<A B="c">\n  <ChildContent>d</ChildContent>\n</A>\n<img src="assets/a-fox.webp" alt="a fox" />',
		],
		[
			'blade',
			'',
			'@extends("a")\n@section("b", "c")\n@section("d")\n⟦e⟧\n@endsection',
			'@extends("a")\n@section("b", "c")\n@section("d")\ne\n<img src="assets/a-fox.webp" alt="a fox">\n@endsection',
		],
		[
			'astro',
			'',
			'⟦---⟧\r\na();\r\n---\r\n<p>b</p>',
			'---\r\na();\r\n---\r\n<img src="./assets/a-fox.webp" alt="a fox" />\r\n<p>b</p>',
		],
		['xml', '', '<a>⟦a fox⟧</a>', '<a>a fox assets/a-fox.webp</a>'],
		['xml', '', '<a><script>b # ⟦c⟧ d</script></a>', '<a><script>b # c assets/a-fox.webp d</script></a>'],
		['xml', '', '<a>b &⟦amp⟧; c</a>', '<a>b &amp; assets/a-fox.webp c</a>'],
		['xml', '', '<a b="⟦a fox⟧"/>', '<a b="a fox assets/a-fox.webp"/>'],
		[
			'svg',
			'',
			'<style>\n⟦.a { b: c; }⟧\n.d > .e {}\n</style>',
			'<style>\n.a { b: c; }\n/* assets/a-fox.webp */\n.d > .e {}\n</style>',
		],
		[
			'svg',
			'',
			'<style><![CDATA[\n.a { b: ⟦c⟧; }\n]]></style>',
			'<style><![CDATA[\n.a { b: c /* assets/a-fox.webp */; }\n]]></style>',
		],
		['svg', '', '<svg><image href="⟦⟧"/></svg>', '<svg><image href="assets/a-fox.webp"/></svg>'],
		['svg', '', '<svg><text>⟦a⟧ b</text></svg>', '<svg><text>a <!-- assets/a-fox.webp --> b</text></svg>'],
		[
			'xml',
			'',
			'<?xml version="1.0"?>\n<svg>\n  <path d="⟦M0⟧ 0"/>\n</svg>',
			'<?xml version="1.0"?>\n<svg>\n  <path d="M0 0"/>\n  <!-- assets/a-fox.webp -->\n</svg>',
		],
		['svg', '', '<script>a("⟦b⟧")</script>', '<script>a("b assets/a-fox.webp")</script>'],
		[
			'xaml',
			'',
			'<Style>\n  <A b="c" ⟦d⟧="e"/>\n</Style>',
			'<Style>\n  <A b="c" d="e"/>\n  <!-- assets/a-fox.webp -->\n</Style>',
		],
		['xml', '', '<style>\n  <a b="⟦c⟧"/>\n</style>', '<style>\n  <a b="c assets/a-fox.webp"/>\n</style>'],
		['xml', '', '<!-- ⟦a fox⟧ -->', '<!-- a fox assets/a-fox.webp -->'],
		['xml', '', '⟦<!-- a fox -->⟧\n<a/>', '<!-- a fox -->\n<!-- assets/a-fox.webp -->\n<a/>'],
	];

const nowhere: readonly (readonly [name: string, before: string])[] = [
	['the tag of a script', '<⟦script⟧ setup>\n</script>\n<template>\n<p />\n</template>'],
	['a block of a language of its own', '<docs>\n⟦a fox⟧\n</docs>\n<template>\n<p />\n</template>'],
];

suite('links in HTML and what is built on it', () => {
	for (const [name, before, after] of inserts) {
		test(`insert: ${name}`, () => {
			assert.equal(linked('html', before), after);
		});
	}

	for (const [name, before, after] of replaces) {
		test(`replace: ${name}`, () => {
			assert.equal(linked('html', before, { mode: 'replace' }), after);
		});
	}

	test('in a section of Blade, below what only looks like its end', () => {
		for (const like of [
			'a@show.com',
			'{{-- @stop --}}',
			'<a @click.stop="b" @show="c">d</a>',
			'<a @append="b">c</a>',
			'<x-a @@show="b"/>',
			'<a @show.once="b" @stop-b="c">d</a>',
		]) {
			const layout = (content: string) => `@extends("a")\n@section("b")\n${like}\n${content}\n@endsection`;
			assert.equal(linked('blade', layout('<p>⟦e⟧</p>')), layout(`<p>e ${img}</p>`));
		}
		assert.equal(
			linked('blade', '@extends("a")\n@pushOnce("b")\n<p>⟦c⟧</p>\n@endPushOnce'),
			`@extends("a")\n@pushOnce("b")\n<p>c ${img}</p>\n@endPushOnce`,
		);
		const after = '@extends("a")\n@section("b")\nc\n@endsection\n@push("d")\ne\n@endpush\n<p>⟦f⟧</p>';
		assert.equal(linked('blade', after), undefined);
	});

	test('no place in Blade: outside of the sections of a layout', () => {
		assert.equal(linked('blade', '{{-- a --}}\n@extends("⟦b⟧")\n@section("c")\nd\n@endsection'), undefined);
	});

	test('no place in front matter of a language without comments', () => {
		assert.equal(linked('html', '---json\n{ "a": "⟦b⟧" }\n---\n<p>c</p>'), undefined);
	});

	for (const [name, before] of nowhere) {
		test(`no place in Vue: ${name}`, () => {
			assert.equal(linked('vue', before), undefined);
		});
	}

	test('no place in a template that extends another one, outside of its blocks', () => {
		assert.equal(linked('twig', '{% extends "⟦a⟧" %}\n{% block b %}c{% endblock %}'), undefined);
		assert.equal(linked('jinja', '{# a #}\n<!-- b -->{%- extends "c" %}\n<p>⟦d⟧</p>'), undefined);
		assert.equal(linked('jinja', '{% extends "a" %}{% set b = 1 %}\n<p>⟦c⟧</p>'), undefined);
	});

	for (const [languageId, fileName, before, after] of dialects) {
		test(`${fileName || languageId}: ${JSON.stringify(before)}`, () => {
			assert.equal(linked(languageId, before, { fileName }), after);
		});
	}
});

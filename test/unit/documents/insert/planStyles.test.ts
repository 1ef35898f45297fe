import assert from 'node:assert/strict';
import { linked } from './selected.ts';

type Case = readonly [name: string, before: string, after: string, languageId?: string];

const declaration = 'background-image: url("assets/a-fox.webp");';

const inserts: readonly Case[] = [
	['a stylesheet to load', '@import "⟦a⟧.css";', '@import "a.css" /* assets/a-fox.webp */;'],
	[
		'the encoding',
		'@charset "⟦utf-8⟧";\na { b: c }',
		'@charset "utf-8";\n/* assets/a-fox.webp */\na { b: c }',
	],
	[
		'a pragma',
		'a {\n\t⟦/* prettier-ignore */⟧\n\tb:  c;\n}',
		`a {\n\t/* prettier-ignore */\n\tb:  c;\n\t${declaration}\n}`,
	],
	['several stylesheets to load', '@import "a", "⟦b⟧";', '@import "a", "b" /* assets/a-fox.webp */;', 'scss'],
	['a reference', '@import (reference) "⟦a⟧";', '@import (reference) "a" /* assets/a-fox.webp */;', 'less'],
	['a module', '@use "⟦a⟧" as b;', '@use "a" /* assets/a-fox.webp */ as b;', 'scss'],
	[
		'a function',
		'@function a() {\n\t⟦$b: 1;⟧\n}',
		'@function a() {\n\t$b: 1;\n\t// assets/a-fox.webp\n}',
		'scss',
	],
	['a theme', '@theme {\n\t⟦--a: 1;⟧\n}', '@theme {\n\t--a: 1;\n\t/* assets/a-fox.webp */\n}'],
	[
		'parts of a property',
		'.a {\n\tfont: {\n\t\t⟦size: 1px;⟧\n\t}\n}',
		'.a {\n\tfont: {\n\t\tsize: 1px;\n\t\t// assets/a-fox.webp\n\t}\n}',
		'scss',
	],
	['a statement of a rule on one line', '.a { @extend ⟦.b⟧; }', `.a { @extend .b; ${declaration} }`, 'scss'],
	['a declaration', '.a {\n  ⟦color: red;⟧\n}', `.a {\n  color: red;\n  ${declaration}\n}`],
	[
		'the last declaration without a semicolon',
		'.a {\n  ⟦color: red⟧\n}',
		`.a {\n  color: red;\n  ${declaration}\n}`,
	],
	[
		'the same before a comment',
		'.a {\n  ⟦color: red /* b */⟧\n}',
		`.a {\n  color: red;\n  ${declaration} /* b */\n}`,
	],
	[
		'the first line of a value',
		'.a {\n  ⟦transition:⟧\n    color 1s,\n    top 1s;\n}',
		`.a {\n  transition:\n    color 1s,\n    top 1s;\n  ${declaration}\n}`,
	],
	['a line that opens a rule', '⟦.a {⟧\n  color: red;\n}', `.a {\n  ${declaration}\n  color: red;\n}`],
	['a line that opens an empty rule', '⟦.a {⟧\n}', `.a {\n\t${declaration}\n}`],
	['a rule', '⟦.a { color: red; }⟧', '.a { color: red; }\n/* assets/a-fox.webp */'],
	['a selector', '⟦.a,⟧\n.b {\n}', '.a,\n/* assets/a-fox.webp */\n.b {\n}'],
	[
		'a comment in a rule',
		'.a {\n\t⟦/* a fox */⟧\n\tcolor: red;\n}',
		`.a {\n\t/* a fox */\n\t${declaration}\n\tcolor: red;\n}`,
	],
	[
		'within a comment in a rule',
		'.a {\n\t/* TODO image: ⟦a fox⟧ */\n}',
		`.a {\n\t/* TODO image: a fox */\n\t${declaration}\n}`,
	],
	['a comment outside', '⟦/* a fox */⟧\n.a {}', '/* a fox */\n/* assets/a-fox.webp */\n.a {}'],
	[
		'a comment after a declaration',
		'.a {\n  color: red; /* ⟦a fox⟧ */\n}',
		'.a {\n  color: red; /* a fox assets/a-fox.webp */\n}',
	],
	[
		'a comment in a media query',
		'@media print {\n  ⟦/* a fox */⟧\n}',
		'@media print {\n  /* a fox */\n  /* assets/a-fox.webp */\n}',
	],
	[
		'a rule in a media query',
		'@media print {\n  .a {\n    ⟦/* a fox */⟧\n  }\n}',
		`@media print {\n  .a {\n    /* a fox */\n    ${declaration}\n  }\n}`,
	],
	[
		'a media query in a rule',
		'.a {\n  @media print {\n    ⟦/* a fox */⟧\n  }\n}',
		`.a {\n  @media print {\n    /* a fox */\n    ${declaration}\n  }\n}`,
	],
	[
		'a key frame',
		'@keyframes a {\n  from {\n    ⟦/* a fox */⟧\n  }\n}',
		`@keyframes a {\n  from {\n    /* a fox */\n    ${declaration}\n  }\n}`,
	],
	['a font', '@font-face {\n  ⟦/* a fox */⟧\n}', '@font-face {\n  /* a fox */\n  /* assets/a-fox.webp */\n}'],
	['a value', '.a { background: ⟦red⟧; }', '.a { background: red url("assets/a-fox.webp"); }'],
	['an address', '.a { background: url(⟦TODO⟧) red; }', `.a { background: url(TODO) red; ${declaration} }`],
	[
		'a gradient',
		'.a { background: linear-gradient(⟦red⟧, blue) }',
		`.a { background: linear-gradient(red, blue); ${declaration} }`,
	],
	[
		'a value over several lines',
		'.a {\n  background:\n    url(⟦b⟧.png),\n    red;\n}',
		`.a {\n  background:\n    url(b.png),\n    red;\n  ${declaration}\n}`,
	],
	['a word that stands alone', '.a { background: ⟦none⟧ }', `.a { background: none; ${declaration} }`],
	[
		'a list of images',
		'.a { background: image-set("⟦a⟧.png" 1x, "b.png" 2x); }',
		`.a { background: image-set("a.png" 1x, "b.png" 2x); ${declaration} }`,
	],
	['a cursor', '.a { cursor: ⟦pointer⟧; }', `.a { cursor: pointer; ${declaration} }`],
	['an empty variable', '.a { --b: ⟦⟧; }', '.a { --b: url("assets/a-fox.webp"); }'],
	['a number of a variable', '.a { --b: ⟦1⟧; }', '.a { --b: 1 /* assets/a-fox.webp */; }'],
	[
		'a line of a value over several lines',
		'.a {\n  transform: translate(\n    ⟦1px,⟧\n    2px\n  );\n}',
		`.a {\n  transform: translate(\n    1px,\n    2px\n  );\n  ${declaration}\n}`,
	],
	['an image of a variable', '.a { --b: url(⟦c⟧.png); }', '.a { --b: url(c.png) /* assets/a-fox.webp */; }'],
	['a value that is no image', '.a { color: ⟦red⟧; top: 0 }', `.a { color: red; ${declaration} top: 0 }`],
	['the same, the last', '.a { color: ⟦red⟧ }', `.a { color: red; ${declaration} }`],
	[
		'strings that are no text',
		'.a {\n  grid-template-areas:\n    "a ⟦b⟧"\n    "c d";\n}',
		`.a {\n  grid-template-areas:\n    "a b"\n    "c d";\n  ${declaration}\n}`,
	],
	[
		'an important value',
		'.a { background: red !⟦important⟧; }',
		`.a { background: red !important; ${declaration} }`,
	],
	['the value of an attribute', 'a[b^="⟦c⟧"] {}', 'a[b^="c" /* assets/a-fox.webp */] {}'],
	[
		'the name of a font',
		'@font-face { font-family: "⟦A⟧"; }',
		'@font-face { font-family: "A" /* assets/a-fox.webp */; }',
	],
	['an interpolation in a string', '@debug "a #{$⟦b⟧}";', '@debug "a #{$b} assets/a-fox.webp";', 'scss'],
	['a string', '.a { content: "⟦a fox⟧"; }', '.a { content: "a fox assets/a-fox.webp"; }'],
	['a pseudo-class', '.a:⟦hover⟧ {}', '.a:hover /* assets/a-fox.webp */ {}'],
	[
		'a semicolon in a string',
		'.a {\n  content: ";";\n  ⟦color: red;⟧\n}',
		`.a {\n  content: ";";\n  color: red;\n  ${declaration}\n}`,
	],
	['a brace in a comment', '/* { */\n⟦/* a fox */⟧\n', '/* { */\n/* a fox */\n/* assets/a-fox.webp */\n'],
	[
		'data in an address',
		'.a {\n  b: url(data:a;b);\n  ⟦color: red;⟧\n}',
		`.a {\n  b: url(data:a;b);\n  color: red;\n  ${declaration}\n}`,
	],
	['a line comment', '.a {\n  ⟦// a fox⟧\n}', `.a {\n  // a fox\n  ${declaration}\n}`, 'scss'],
	['a line comment outside', '⟦// a fox⟧\n.a {}', '// a fox\n// assets/a-fox.webp\n.a {}', 'scss'],
	[
		'a nested rule',
		'.a {\n  &:hover {\n    ⟦color: red;⟧\n  }\n}',
		`.a {\n  &:hover {\n    color: red;\n    ${declaration}\n  }\n}`,
		'scss',
	],
	[
		'an interpolation',
		'.a-#{$b} {\n  ⟦color: red;⟧\n}',
		`.a-#{$b} {\n  color: red;\n  ${declaration}\n}`,
		'scss',
	],
	['a mixin', '@mixin a {\n  ⟦color: red;⟧\n}', `@mixin a {\n  color: red;\n  ${declaration}\n}`, 'scss'],
	['Less', '.a {\n  ⟦// a fox⟧\n}', `.a {\n  // a fox\n  ${declaration}\n}`, 'less'],
	[
		'a comment below an address with slashes (scss)',
		'.a {\n  background: url(https://cdn.example/a.jpg);\n  ⟦// TODO image: a fox⟧\n}',
		`.a {\n  background: url(https://cdn.example/a.jpg);\n  // TODO image: a fox\n  ${declaration}\n}`,
		'scss',
	],
	[
		'a comment below an address with slashes (less)',
		'.a {\n  background: url(https://cdn.example/a.jpg);\n  ⟦// TODO image: a fox⟧\n}',
		`.a {\n  background: url(https://cdn.example/a.jpg);\n  // TODO image: a fox\n  ${declaration}\n}`,
		'less',
	],
	[
		'a declaration after an address with slashes',
		'.a {\n  b: url(//x/y.gif); ⟦color: red;⟧\n}',
		`.a {\n  b: url(//x/y.gif); color: red; ${declaration}\n}`,
		'scss',
	],
	[
		'a declaration without its semicolon after an address with slashes',
		'.a { b: url(http://x/y.gif); ⟦color: red⟧ }',
		`.a { b: url(http://x/y.gif); color: red; ${declaration} }`,
		'scss',
	],
	[
		'a line comment that names an address',
		'.a {\n  ⟦// see url(a b)⟧\n}',
		`.a {\n  // see url(a b)\n  ${declaration}\n}`,
		'scss',
	],
	[
		'an address that does not close',
		'.a {\n  b: url(//x\n  ⟦// a fox⟧\n}',
		'.a {\n  b: url(//x\n  // a fox\n  // assets/a-fox.webp\n}',
		'scss',
	],
	['an indented sheet', '⟦// a fox⟧', '// a fox\n// assets/a-fox.webp', 'sass'],
];

const replaces: readonly Case[] = [
	['a declaration', '.a {\n  ⟦color: red;⟧\n}', `.a {\n  ${declaration}\n}`],
	['a comment in a rule', '.a {\n  ⟦/* a fox */⟧\n}', `.a {\n  ${declaration}\n}`],
	['all of a comment', '.a {\n  /* TODO image: ⟦a fox⟧ */\n}', `.a {\n  ${declaration}\n}`],
	['part of a comment', '.a {\n  /* see ⟦a fox⟧ */\n}', '.a {\n  /* see assets/a-fox.webp */\n}'],
	['a comment outside', '⟦/* a fox */⟧', '/* assets/a-fox.webp */'],
	['a value', '.a { background: ⟦red⟧; }', '.a { background: url("assets/a-fox.webp"); }'],
	['a value with its semicolon', '.a { background: ⟦red;⟧ }', '.a { background: url("assets/a-fox.webp"); }'],
	['an address', '.a { background: url(⟦TODO⟧); }', '.a { background: url("assets/a-fox.webp"); }'],
	['a quoted address', '.a { background: url("⟦TODO⟧"); }', '.a { background: url("assets/a-fox.webp"); }'],
	['a selector', '⟦.a⟧ {}', '/* assets/a-fox.webp */ {}'],
	[
		'a declaration after an address with slashes',
		'.a { b: url(//x/y.gif); ⟦color: red;⟧ }',
		`.a { b: url(//x/y.gif); ${declaration} }`,
	],
	[
		'the same without its semicolon',
		'.a { b: url(http://x/y.gif); ⟦color: red⟧; }',
		`.a { b: url(http://x/y.gif); ${declaration} }`,
	],
];

suite('links in stylesheets', () => {
	for (const [name, before, after, languageId] of inserts) {
		test(`insert: ${name}`, () => {
			assert.equal(linked(languageId ?? 'css', before), after);
		});
	}

	for (const [name, before, after] of replaces) {
		test(`replace: ${name}`, () => {
			assert.equal(linked('css', before, { mode: 'replace' }), after);
		});
	}
});

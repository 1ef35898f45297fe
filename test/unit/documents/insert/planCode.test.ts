import assert from 'node:assert/strict';
import { linked } from './selected.ts';

type Case = readonly [languageId: string, before: string, after: string | undefined];

const inserts: Readonly<Record<string, readonly Case[]>> = {
	'lines that stand alone': [
		['dockerfile', 'FROM ⟦a⟧:20\nRUN b', 'FROM a:20\n# assets/a-fox.webp\nRUN b'],
		['dockerfile', 'RUN ⟦a⟧ \\\n  && b\nRUN c', 'RUN a \\\n  && b\n# assets/a-fox.webp\nRUN c'],
		['properties', 'a=⟦b⟧\nc=d', 'a=b\n# assets/a-fox.webp\nc=d'],
		['ini', 'a=⟦b⟧\nc=d', 'a=b\n; assets/a-fox.webp\nc=d'],
		['bat', 'copy ⟦a⟧ b', 'copy a b\nREM assets/a-fox.webp'],
		['haml', '%ul\n  %li ⟦a⟧\n  %li b', '%ul\n  %li a\n  -# assets/a-fox.webp\n  %li b'],
		['haml', '⟦%ul⟧\n  %li a', '%ul\n  -# assets/a-fox.webp\n  %li a'],
		['haml', '%a{href: b,\n ⟦title⟧: c} d', '%a{href: b,\n title: c} d\n -# assets/a-fox.webp'],
		['slim', 'div\n  p ⟦a / b⟧ c', 'div\n  p a / b c\n  / assets/a-fox.webp'],
		['shellscript', '#!/bin/⟦sh⟧\na', '#!/bin/sh\n# assets/a-fox.webp\na'],
		['typescript', '#!/usr/bin/env ⟦node⟧\na();', '#!/usr/bin/env node\n// assets/a-fox.webp\na();'],
		['go', '//go:build ⟦linux⟧\n\npackage a', '//go:build linux\n// assets/a-fox.webp\n\npackage a'],
		['typescript', 'a = "{{ ⟦b⟧ }}";', 'a = "{{ b }} assets/a-fox.webp";'],
		['typescript', "'use ⟦client⟧';\na();", "'use client' /* assets/a-fox.webp */;\na();"],
		['c', '#include <⟦a⟧.h>', '#include <a.h> /* assets/a-fox.webp */'],
	],
	'whole comment lines': [
		['go', '// ⟦a fox⟧', '// a fox assets/a-fox.webp'],
		['go', '⟦// a fox⟧\nx()', '// a fox\n// assets/a-fox.webp\nx()'],
		['go', '\t⟦// a fox⟧\n\tx()', '\t// a fox\n\t// assets/a-fox.webp\n\tx()'],
		['go', '⟦\t// a fox\n⟧\tx()', '\t// a fox\n\t// assets/a-fox.webp\n\tx()'],
		['go', '⟦// a fox⟧', '// a fox\n// assets/a-fox.webp'],
		['go', '⟦// a fox\r\n⟧x()\r\n', '// a fox\r\n// assets/a-fox.webp\r\nx()\r\n'],
		['go', '⟦// a fox\n// at night⟧\nx()', '// a fox\n// at night\n// assets/a-fox.webp\nx()'],
		['rust', '⟦/// a fox⟧\nfn x() {}', '/// a fox\n/// assets/a-fox.webp\nfn x() {}'],
		['rust', '⟦//! a fox⟧', '//! a fox\n//! assets/a-fox.webp'],
		['python', '⟦# a fox⟧', '# a fox\n# assets/a-fox.webp'],
		['yaml', 'a:\n  ⟦# a fox⟧\n  b: 1', 'a:\n  # a fox\n  # assets/a-fox.webp\n  b: 1'],
		['sql', '⟦-- a fox⟧', '-- a fox\n-- assets/a-fox.webp'],
		['clojure', '⟦;; a fox⟧', ';; a fox\n;; assets/a-fox.webp'],
		['erlang', '⟦% a fox⟧', '% a fox\n% assets/a-fox.webp'],
		['vb', "⟦' a fox⟧", "' a fox\n' assets/a-fox.webp"],
		['bat', '⟦REM a fox⟧', 'REM a fox\nREM assets/a-fox.webp'],
		['bat', '⟦:: a fox⟧', ':: a fox\n:: assets/a-fox.webp'],
		['go', '// +build ⟦linux⟧\n\npackage a', '// +build linux\n// assets/a-fox.webp\n\npackage a'],
		['python', 'a()  # noqa: ⟦E501⟧\nb()', 'a()  # noqa: E501\n# assets/a-fox.webp\nb()'],
		['ruby', '# encoding: ⟦utf-8⟧\na', '# encoding: utf-8\n# assets/a-fox.webp\na'],
		['go', '⟦x() // a fox⟧\n', 'x() // a fox\n// assets/a-fox.webp\n'],
	],
	'block comments': [
		['c', '⟦/* a fox */⟧\nint x;', '/* a fox */\n/* assets/a-fox.webp */\nint x;'],
		['java', '⟦/** a fox */⟧\nint x;', '/** a fox */\n/* assets/a-fox.webp */\nint x;'],
		['c', '/*\n⟦ * a fox⟧\n */', '/*\n * a fox\n * assets/a-fox.webp\n */'],
		['c', '/*\n * ⟦a fox⟧\n */', '/*\n * a fox assets/a-fox.webp\n */'],
		['c', '\t⟦/*\n\t * a fox\n\t */⟧\n', '\t/*\n\t * a fox\n\t * assets/a-fox.webp\n\t */\n'],
		['c', '⟦/* a fox⟧\n * at night */', '/* a fox\n * assets/a-fox.webp\n * at night */'],
		['c', '/* at night\n⟦ * a fox */⟧', '/* at night\n * a fox */\n/* assets/a-fox.webp */'],
		['c', '⟦/*\na fox\n*/⟧', '/*\na fox\nassets/a-fox.webp\n*/'],
		['c', '/*\n    ⟦a fox⟧\n*/', '/*\n    a fox\n    assets/a-fox.webp\n*/'],
		['java', '⟦/**⟧\n * a fox\n */', '/**\n * assets/a-fox.webp\n * a fox\n */'],
		['c', 'x(/* ⟦a fox⟧ */);', 'x(/* a fox assets/a-fox.webp */);'],
		['c', '/* ⟦a fox⟧*/', '/* a fox assets/a-fox.webp*/'],
		['lua', '--[[\n⟦a fox⟧\n]]', '--[[\na fox\nassets/a-fox.webp\n]]'],
		['css', '/* ⟦a fox⟧ */', '/* a fox assets/a-fox.webp */'],
		['c', '⟦/* a fox⟧', '/* a fox\n * assets/a-fox.webp'],
	],
	'code that is no comment': [
		['python', '⟦hero = load("a fox")⟧\nx', 'hero = load("a fox")\n# assets/a-fox.webp\nx'],
		['python', '    ⟦hero()⟧', '    hero()\n    # assets/a-fox.webp'],
		['go', '⟦x()⟧', 'x()\n// assets/a-fox.webp'],
		['sql', '⟦SELECT 1⟧', 'SELECT 1\n-- assets/a-fox.webp'],
		['ocaml', '⟦let x = 1⟧', 'let x = 1\n(* assets/a-fox.webp *)'],
		['c', '⟦#define A \\⟧\n  1\nint x;', '#define A \\\n  1\n// assets/a-fox.webp\nint x;'],
		['c', 'x(⟦a⟧, b);', 'x(a /* assets/a-fox.webp */, b);'],
		['python', 'x(⟦a⟧, b)', 'x(a, b) # assets/a-fox.webp'],
		['python', 'x(⟦a⟧, b)  # see', 'x(a, b)  # see assets/a-fox.webp'],
		['python', 'x(⟦a⟧, """b\nc""")\ny', 'x(a, """b\nc""") # assets/a-fox.webp\ny'],
		['python', 'x(⟦a⟧) + \\\n  b', 'x(a) + \\\n  b # assets/a-fox.webp'],
	],
	strings: [
		['python', 'x("⟦a fox⟧")', 'x("a fox assets/a-fox.webp")'],
		['python', "x('⟦a fox⟧', 1)", "x('a fox assets/a-fox.webp', 1)"],
		['python', 'x("⟦a⟧ fox")', 'x("a assets/a-fox.webp fox")'],
		['python', '"""\n⟦a fox⟧\n"""', '"""\na fox\nassets/a-fox.webp\n"""'],
		['python', '    """⟦a fox⟧"""', '    """a fox assets/a-fox.webp"""'],
		['python', '    ⟦"""a fox"""⟧', '    """a fox"""\n    # assets/a-fox.webp'],
		['typescript', 'x(`⟦a fox⟧ ${y}`)', 'x(`a fox assets/a-fox.webp ${y}`)'],
		['typescript', 'x(`${y} ⟦a fox⟧`)', 'x(`${y} a fox assets/a-fox.webp`)'],
		['typescript', 'x(`\n\t⟦a fox⟧\n`)', 'x(`\n\ta fox\n\tassets/a-fox.webp\n`)'],
		['typescript', 'x(/["\']/, ⟦a⟧)', 'x(/["\']/, a /* assets/a-fox.webp */)'],
		['json', '{ "alt": "⟦a fox⟧" }', '{ "alt": "a fox assets/a-fox.webp" }'],
		['json', '{ "⟦a⟧": 1 }', undefined],
		['jsonc', '{ "⟦a⟧": 1 }', '{ "a" /* assets/a-fox.webp */: 1 }'],
		['python', 'a = { "⟦b⟧": 1 }', 'a = { "b": 1 } # assets/a-fox.webp'],
		['swift', 'a("b \\(⟦c⟧) d")', 'a("b \\(c) assets/a-fox.webp d")'],
		['shellscript', 'a="b $(c ⟦d⟧) e"', 'a="b $(c d) assets/a-fox.webp e"'],
		['shellscript', "echo '⟦a fox⟧'", "echo 'a fox assets/a-fox.webp'"],
		['sql', "SELECT 'it''s ⟦a fox⟧'", "SELECT 'it''s a fox assets/a-fox.webp'"],
		[
			'rust',
			'fn x<\'a>(b: &\'a str) { y("⟦a fox⟧") }',
			'fn x<\'a>(b: &\'a str) { y("a fox assets/a-fox.webp") }',
		],
		['csharp', 'x(@"c:\\", "⟦a fox⟧")', 'x(@"c:\\", "a fox assets/a-fox.webp")'],
		['shellscript', 'echo "$# ⟦a fox⟧"', 'echo "$# a fox assets/a-fox.webp"'],
	],
	'text over several lines, in which a comment would be text': [
		['yaml', 'a: |\n  ⟦b⟧\n  c\nd: 1', 'a: |\n  b\n  c\n# assets/a-fox.webp\nd: 1'],
		['yaml', 'a:\n  b: >-\n⟦    c⟧\n\n  d: e', 'a:\n  b: >-\n    c\n  # assets/a-fox.webp\n\n  d: e'],
		['yaml', '⟦- a: |+⟧\n    b\n\n- c', '- a: |+\n    b\n\n# assets/a-fox.webp\n- c'],
		['yaml', 'a: b\n  ⟦c⟧\n  d\ne: 1', 'a: b\n  c\n  d\n# assets/a-fox.webp\ne: 1'],
		['yaml', 'a: "b\n  ⟦c⟧ # d"\ne: 1', 'a: "b\n  c # d"\n# assets/a-fox.webp\ne: 1'],
		['yaml', '- a: ⟦b⟧\n  c: d', '- a: b # assets/a-fox.webp\n  c: d'],
		['haml', ':css\n  .a\n⟦  .b⟧\n%p', ':css\n  .a\n  .b\n-# assets/a-fox.webp\n%p'],
		['slim', 'p\n  | ⟦a⟧ b\n    c', 'p\n  | a b\n    c\n  / assets/a-fox.webp'],
		['shellscript', 'cat <<EOF\na ⟦b⟧\nEOF\nc', 'cat <<EOF\na b\nEOF\n# assets/a-fox.webp\nc'],
		['shellscript', '⟦cat <<-"E" > a⟧\n\tb\n\tE\nc', 'cat <<-"E" > a\n\tb\n\tE\n# assets/a-fox.webp\nc'],
		['shellscript', 'a $((1 <<b)) ⟦c⟧', 'a $((1 <<b)) c # assets/a-fox.webp'],
		['ruby', 'a(<<~B, 1)\n  ⟦c⟧\nB\nd', 'a(<<~B, 1)\n  c\nB\n# assets/a-fox.webp\nd'],
		['ruby', 'a\n=begin\n⟦b⟧ c\n=end', 'a\n=begin\nb assets/a-fox.webp c\n=end'],
		['php', '<?php\n$a = <<<B\n  ⟦c⟧\n  B;\n', '<?php\n$a = <<<B\n  c\n  B;\n// assets/a-fox.webp\n'],
		['terraform', 'a = <<-B\n  ⟦c⟧\nB\n', 'a = <<-B\n  c\nB\n# assets/a-fox.webp\n'],
		['typescript', 'a = b`\n⟦c⟧\n`;', 'a = b`\nc\n` /* assets/a-fox.webp */;'],
		['lua', 'a = [=[\n⟦b⟧\n]=]', 'a = [=[\nb\nassets/a-fox.webp\n]=]'],
		['rust', 'a(r#"b "c" ⟦d⟧"#)', 'a(r#"b "c" d assets/a-fox.webp"#)'],
		['rust', `a('"'); ⟦b⟧()`, `a('"'); b /* assets/a-fox.webp */()`],
		['powershell', '$a = @"\nb "c" ⟦d⟧\n"@', '$a = @"\nb "c" d assets/a-fox.webp\n"@'],
	],
	'no place': [
		['json', '{\n⟦"alt": "a fox",⟧\n}', undefined],
		['json', '{ "alt": ⟦1⟧ }', undefined],
	],
	'unknown languages': [
		['plaintext', '⟦a fox⟧', 'a fox\nassets/a-fox.webp'],
		['plaintext', '  ⟦a fox⟧\r\nb', '  a fox\r\n  assets/a-fox.webp\r\nb'],
		['plaintext', 'see ⟦a fox⟧ here', 'see a fox assets/a-fox.webp here'],
		['plaintext', 'see ⟦a f⟧ox', 'see a f assets/a-fox.webp ox'],
		['some-language', '⟦a fox⟧', 'a fox\nassets/a-fox.webp'],
		['plaintext', '⟦⟧', '\nassets/a-fox.webp'],
		['plaintext', 'a⟦\n⟧b', 'a assets/a-fox.webp\nb'],
	],
};

const replaces: readonly Case[] = [
	['go', '⟦// a fox⟧\nx()', '// assets/a-fox.webp\nx()'],
	['go', '⟦\t// a fox\n⟧\tx()', '\t// assets/a-fox.webp\n\tx()'],
	['go', '⟦// a fox\n// at night⟧\nx()', '// assets/a-fox.webp\nx()'],
	['go', '// TODO image: ⟦a fox⟧', '// TODO image: assets/a-fox.webp'],
	['go', '// ⟦TODO image: a fox⟧', '// assets/a-fox.webp'],
	['c', '⟦/* a fox */⟧', '/* assets/a-fox.webp */'],
	['c', '⟦/*\n * a fox\n */⟧', '/* assets/a-fox.webp */'],
	['c', '/*\n⟦ * a fox⟧\n */', '/*\n * assets/a-fox.webp\n */'],
	['c', '/* ⟦a fox */⟧', '/* assets/a-fox.webp */'],
	['c', '⟦/* a fox⟧ */', '/* assets/a-fox.webp */'],
	['python', 'x("⟦a fox⟧")', 'x("assets/a-fox.webp")'],
	['python', 'x(⟦"a fox"⟧)', 'x("assets/a-fox.webp")'],
	['python', 'x(⟦hero⟧)', 'x("assets/a-fox.webp")'],
	['python', '    ⟦hero()⟧', '    # assets/a-fox.webp'],
	['json', '{ "src": "⟦TODO⟧" }', '{ "src": "assets/a-fox.webp" }'],
	['json', '{ "src": ⟦"TODO"⟧ }', '{ "src": "assets/a-fox.webp" }'],
	['json', '{ "src": ⟦null⟧ }', '{ "src": "assets/a-fox.webp" }'],
	['json', '[\n⟦"a fox"⟧\n]', '[\n"assets/a-fox.webp"\n]'],
	['json', '[\n⟦1, 2⟧\n]', undefined],
	['typescript', 'x(⟦`a fox`⟧)', 'x(`assets/a-fox.webp`)'],
	['yaml', 'a: |\n  ⟦b⟧\nc: 1', 'a: |\n  assets/a-fox.webp\nc: 1'],
	['plaintext', 'see ⟦a fox⟧ here', 'see assets/a-fox.webp here'],
	['plaintext', '⟦a fox\n⟧here', 'assets/a-fox.webp\nhere'],
];

suite('links in code', () => {
	for (const [name, rows] of Object.entries(inserts)) {
		suite(name, () => {
			for (const [languageId, before, after] of rows) {
				test(`${languageId}: ${JSON.stringify(before)}`, () => {
					assert.equal(linked(languageId, before), after);
				});
			}
		});
	}

	suite('replace', () => {
		for (const [languageId, before, after] of replaces) {
			test(`${languageId}: ${JSON.stringify(before)}`, () => {
				assert.equal(linked(languageId, before, { mode: 'replace' }), after);
			});
		}
	});
});

import assert from 'node:assert/strict';
import { linked } from './selected.ts';

type Case = readonly [name: string, before: string, after: string];

/** Cases of `insert`, and of `replace` after them, by language id. */
const cases: Readonly<Record<string, readonly [inserts: readonly Case[], replaces: readonly Case[]]>> = {
	restructuredtext: [
		[
			[
				'a blank line between paragraphs',
				'A\n⟦⟧\nB',
				'A\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\nB',
			],
			[
				'a blank line above a list',
				'A\n⟦⟧\n- b\n\n- c',
				'A\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\n- b\n\n- c',
			],
			[
				'a blank line between items',
				'- a\n⟦⟧\n- b',
				'- a\n\n  .. image:: assets/a-fox.webp\n     :alt: a fox\n\n- b',
			],
			[
				'a blank line below literal text',
				'::\n\n  a\n⟦⟧\nB',
				'::\n\n  a\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\nB',
			],
			[
				'a blank line above literal text',
				'::\n⟦⟧\n  a\n\nB',
				'::\n\n  a\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\nB',
			],
			...[
				'.. contents::\n\n- a ⟦b⟧\n- c|.. contents::\n\n- a b%\n- c',
				'- a::\n\n- b ⟦c⟧\n- d|- a::\n\n- b c%\n- d',
			].map((both): Case => {
				const [before = '', after = ''] = both.split('|');
				const image = '\n\n  .. image:: assets/a-fox.webp\n     :alt: a fox\n';
				return ['an item below colons that open no text', before, after.replace('%', image)];
			}),
			[
				'a target below a directive',
				'⟦.. contents::⟧\n\n.. _a:\n\nB\n===',
				'.. contents::\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\n.. _a:\n\nB\n===',
			],
			[
				'a blank line below a directive',
				'.. contents::\n⟦⟧\n.. note:: a',
				'.. contents::\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\n.. note:: a',
			],
			['the indentation of literal text', '::\n\n⟦⟧  a\n\nB', '::\n\n  a assets/a-fox.webp\n\nB'],
			[
				'a title above fields of the document',
				'⟦A⟧\n===\n\n:b: c\n:d: e\n\nF',
				'A\n===\n\n:b: c\n:d: e\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\nF',
			],
			[
				'a title above fields of the document, CRLF',
				'⟦A⟧\r\n===\r\n\r\n:b: c\r\n  d\r\n:e: f\r\n:g: h\r\n\r\nI',
				'A\r\n===\r\n\r\n:b: c\r\n  d\r\n:e: f\r\n:g: h\r\n\r\n.. image:: assets/a-fox.webp\r\n   :alt: a fox\r\n\r\nI',
			],
			[
				'a blank line between definitions, CRLF',
				'a\r\n  b\r\n⟦⟧\r\nc\r\n  d',
				'a\r\n  b\r\n\r\n  .. image:: assets/a-fox.webp\r\n     :alt: a fox\r\n\r\nc\r\n  d',
			],
			[
				'targets over blank lines',
				'A\n\n.. _b:\n\n⟦.. _c:⟧\n\nD',
				'A\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\n.. _b:\n\n.. _c:\n\nD',
			],
			['a class', '⟦.. class:: a⟧\n\nB', '.. image:: assets/a-fox.webp\n   :alt: a fox\n\n.. class:: a\n\nB'],
			['a paragraph', '⟦A fox.⟧', 'A fox.\n\n.. image:: assets/a-fox.webp\n   :alt: a fox'],
			[
				'a paragraph before another',
				'⟦A fox.⟧\n\nB',
				'A fox.\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\nB',
			],
			['CRLF', '⟦A⟧\r\n\r\nB', 'A\r\n\r\n.. image:: assets/a-fox.webp\r\n   :alt: a fox\r\n\r\nB'],
			['a line within a paragraph', '⟦a⟧\nb', 'a\nb\n\n.. image:: assets/a-fox.webp\n   :alt: a fox'],
			[
				'within a line',
				'see ⟦a fox⟧ here\nand there\n\nB',
				'see a fox here\nand there\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\nB',
			],
			['a title', '⟦A fox⟧\n=====\n\nB', 'A fox\n=====\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\nB'],
			['a list item', '⟦- a fox⟧\n- b', '- a fox\n\n  .. image:: assets/a-fox.webp\n     :alt: a fox\n\n- b'],
			[
				'a comment',
				'⟦.. TODO image: a fox⟧\n\nB',
				'.. TODO image: a fox\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\nB',
			],
			[
				'a comment of several lines',
				'..\n   ⟦a fox⟧\n   b\n\nB',
				'..\n   a fox\n   b\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\nB',
			],
			[
				'a note',
				'.. note::\n\n   ⟦a fox⟧\n\nB',
				'.. note::\n\n   a fox\n\n   .. image:: assets/a-fox.webp\n      :alt: a fox\n\nB',
			],
			[
				'a table',
				'+---+\n⟦| a |⟧\n+---+\n\nB',
				'+---+\n| a |\n+---+\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\nB',
			],
			[
				'an item before another',
				'* ⟦a fox⟧\n* b',
				'* a fox\n\n  .. image:: assets/a-fox.webp\n     :alt: a fox\n\n* b',
			],
			[
				'deep in code',
				'.. code-block:: js\n\n   x {\n     ⟦a fox⟧\n',
				'.. code-block:: js\n\n   x {\n     a fox\n     assets/a-fox.webp\n',
			],
			[
				'an option',
				'.. figure:: b.png\n   ⟦:width: 1⟧\n   :alt: c\n\nD',
				'.. figure:: b.png\n   :width: 1\n   :alt: c\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\nD',
			],
			[
				'a cell of a list',
				'.. list-table::\n\n   * - ⟦a fox⟧\n     - b\n\nC',
				'.. list-table::\n\n   * - a fox\n     - b\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\nC',
			],
			[
				'a target',
				'A\n\n⟦.. _b:⟧\n\nC\n===',
				'A\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\n.. _b:\n\nC\n===',
			],
			[
				'a target above the title of the document',
				'.. a\n   b\n.. _⟦c⟧:\n\nD\n===\n\n:e: f\n\nG',
				'.. a\n   b\n.. _c:\n\nD\n===\n\n:e: f\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\nG',
			],
			[
				'a comment above a title between two lines',
				'.. ⟦a⟧\n\n====\n B\n====\n\nC',
				'.. a\n\n====\n B\n====\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\nC',
			],
			[
				'a title between two lines',
				'A\n\n====\n ⟦B⟧\n====\n\nC',
				'A\n\n====\n B\n====\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\nC',
			],
			[
				'above literal text with marks',
				'⟦A⟧::\n\n> b\n> c\n\nD',
				'A::\n\n> b\n> c\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\nD',
			],
			[
				'literal text with marks',
				'A::\n\n* ⟦b⟧\n* c\n\nD',
				'A::\n\n* b\n* c\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\nD',
			],
			[
				'the source of a quote',
				'A\n\n  b\n\n  -- ⟦C⟧\n\nD',
				'A\n\n  b\n\n  -- C\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\nD',
			],
			['a literal block', 'A::\n\n   ⟦a fox⟧\n', 'A::\n\n   a fox\n   assets/a-fox.webp\n'],
			['code', '.. code-block:: js\n\n   x(⟦a⟧)\n', '.. code-block:: js\n\n   x(a assets/a-fox.webp)\n'],
		],
		[
			['a paragraph', 'A\n\n⟦a fox⟧\n\nB', 'A\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\nB'],
			[
				'a line within a paragraph',
				'a\n⟦a fox⟧\nb',
				'a\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\nb',
			],
			[
				'within a line',
				'see ⟦a fox⟧ here\n\nB',
				'see  here\n\n.. image:: assets/a-fox.webp\n   :alt: a fox\n\nB',
			],
			['a list item', '⟦- a fox⟧\n\nB', '- .. image:: assets/a-fox.webp\n     :alt: a fox\n\nB'],
			['a comment', '⟦.. a fox⟧\n\nB', '.. image:: assets/a-fox.webp\n   :alt: a fox\n\nB'],
		],
	],
	asciidoc: [
		[
			[
				'a folder of images',
				':imagesdir: assets\n\n⟦A⟧',
				':imagesdir: assets\n\nA\n\nimage::a-fox.webp[a fox]',
			],
			[
				'a folder of images elsewhere',
				'= A\n:imagesdir: ./b/c/\n\n⟦D⟧ e',
				'= A\n:imagesdir: ./b/c/\n\nD image:../../assets/a-fox.webp[a fox] e',
			],
			[
				'a folder of images that is not known',
				':imagesdir: {b}/c\n\n⟦A⟧',
				':imagesdir: {b}/c\n\nA\n\nimage::assets/a-fox.webp[a fox]',
			],
			[
				'a folder of images that is taken back',
				':imagesdir: b\n:imagesdir!:\n\n⟦A⟧',
				':imagesdir: b\n:imagesdir!:\n\nA\n\nimage::assets/a-fox.webp[a fox]',
			],
			[
				'the end of a line that begins with a bracket',
				'[.a]#B# ⟦c⟧',
				'[.a]#B# c\nimage:assets/a-fox.webp[a fox]',
			],
			['before a mark', '⟦⟧*a* b', 'image:assets/a-fox.webp[a fox] *a* b'],
			['a literal cell', '|===\nl|a ⟦b⟧ c\n|===', '|===\nl|a b c\n|===\n\nimage::assets/a-fox.webp[a fox]'],
			[
				'a column of literal cells',
				'[cols="1,l"]\n|===\n|a |⟦b⟧\n|===',
				'[cols="1,l"]\n|===\n|a |b\n|===\n\nimage::assets/a-fox.webp[a fox]',
			],
			[
				'columns without quotes, and a frame',
				'[cols=2*,frame=all]\n|===\n|a |⟦b⟧\n|===',
				'[cols=2*,frame=all]\n|===\n|a |b image:assets/a-fox.webp[a fox]\n|===',
			],
			[
				'a table of values',
				'[format=dsv]\n|===\na:⟦b⟧\n|===',
				'[format=dsv]\n|===\na:b\n|===\n\nimage::assets/a-fox.webp[a fox]',
			],
			[
				'a block in a cell',
				'[cols=a]\n|===\n|\n----\n⟦b⟧ c\n----\n|===',
				'[cols=a]\n|===\n|\n----\nb c\n----\n|===\n\nimage::assets/a-fox.webp[a fox]',
			],
			['the end of a quote', '"a ⟦b"⟧\n-- C', '"a b"\n-- C\n\nimage::assets/a-fox.webp[a fox]'],
			['within a quote', '"a ⟦b⟧ c"\n-- D', '"a b image:assets/a-fox.webp[a fox] c"\n-- D'],
			['the mark of a quote', '⟦⟧> a\n> -- B', '> a image:assets/a-fox.webp[a fox]\n> -- B'],
			['the source of a quote', '> a\n> -- ⟦B⟧', '> a\n> -- B\n\nimage::assets/a-fox.webp[a fox]'],
			[
				'terms in a row',
				'⟦a⟧::\nb::\n  c\nd:: e',
				'a::\nb::\n  c\n+\nimage::assets/a-fox.webp[a fox]\nd:: e',
			],
			['an address in pass marks', 'link:++⟦a⟧ b++[c] d', 'link:++a b++[c] image:assets/a-fox.webp[a fox] d'],
			['a list in a cell', '|===\n|a |⟦⟧* b\n|===', '|===\n|a |* b image:assets/a-fox.webp[a fox]\n|==='],
			['a paragraph', '⟦A fox.⟧', 'A fox.\n\nimage::assets/a-fox.webp[a fox]'],
			['a line within a paragraph', '⟦A fox.⟧\nB', 'A fox.\nB\n\nimage::assets/a-fox.webp[a fox]'],
			[
				'an attribute entry',
				'= A\n⟦:a: b⟧\n:c: d\n\nE',
				'= A\n:a: b\n:c: d\n\nimage::assets/a-fox.webp[a fox]\n\nE',
			],
			[
				'an attribute entry of several lines',
				'A\n\n:a: ⟦b⟧ \\\nc\n\nD',
				'A\n\n:a: b \\\nc\n\nimage::assets/a-fox.webp[a fox]\n\nD',
			],
			[
				'attributes of a block',
				'A\n\n⟦[NOTE]⟧\n====\nB\n====',
				'A\n\nimage::assets/a-fox.webp[a fox]\n\n[NOTE]\n====\nB\n====',
			],
			[
				'the title of a block',
				'.⟦A fox⟧\n----\na\n----',
				'image::assets/a-fox.webp[a fox]\n\n.A fox\n----\na\n----',
			],
			['an anchor of a section', '⟦[[a]]⟧\n== A', 'image::assets/a-fox.webp[a fox]\n\n[[a]]\n== A'],
			[
				'a condition',
				'A\n\n⟦ifdef::b[]⟧\nC\nendif::[]',
				'A\n\nifdef::b[]\n\nimage::assets/a-fox.webp[a fox]\n\nC\nendif::[]',
			],
			[
				'an indented paragraph',
				'A\n\n  ⟦a fox⟧\n  b\n\nC',
				'A\n\n  a fox\n  b\n\nimage::assets/a-fox.webp[a fox]\n\nC',
			],
			[
				'a paragraph of code',
				'[source]\n⟦a fox⟧\nb',
				'[source]\na fox\nb\n\nimage::assets/a-fox.webp[a fox]',
			],
			[
				'the mark of a listing',
				'----⟦⟧\na\n----\n\nB',
				'----\na\n----\n\nimage::assets/a-fox.webp[a fox]\n\nB',
			],
			['the mark of an example', '====\nA\n⟦====⟧', '====\nA\n====\n\nimage::assets/a-fox.webp[a fox]'],
			['in an example', '====\n⟦A fox⟧\n====', '====\nA fox\n\nimage::assets/a-fox.webp[a fox]\n\n===='],
			['a passthrough', '++++\n⟦<b>⟧\n++++', '++++\n<b>\n++++\n\nimage::assets/a-fox.webp[a fox]'],
			['a description', '⟦A:: a fox⟧\nB:: b', 'A:: a fox\n+\nimage::assets/a-fox.webp[a fox]\nB:: b'],
			['a term without text', '⟦A⟧::\n\nb\n\nC:: d', 'A::\n\nb\n+\nimage::assets/a-fox.webp[a fox]\n\nC:: d'],
			[
				'an item that goes on',
				'⟦* a fox⟧\nruns\n* b',
				'* a fox\nruns\n+\nimage::assets/a-fox.webp[a fox]\n* b',
			],
			['between two items', '* a\n⟦⟧\n* b', '* a\n+\nimage::assets/a-fox.webp[a fox]\n\n* b'],
			[
				'attached code',
				'* a\n+\n----\nb\n⟦----⟧\n* c',
				'* a\n+\n----\nb\n----\n+\nimage::assets/a-fox.webp[a fox]\n* c',
			],
			['a title', '⟦== A⟧ fox\nB', '== A fox\n\nimage::assets/a-fox.webp[a fox]\n\nB'],
			[
				'text of a macro',
				'see link:a.html[⟦a fox⟧ b] here',
				'see link:a.html[a fox b] image:assets/a-fox.webp[a fox] here',
			],
			['a line that breaks', 'a fox⟦ +⟧\nb', 'a fox image:assets/a-fox.webp[a fox] +\nb'],
			[
				'a value of a table of commas',
				',===\na,⟦b⟧\n,===',
				',===\na,b\n,===\n\nimage::assets/a-fox.webp[a fox]',
			],
			[
				'the marks of a cell',
				'|===\n2⟦+⟧|a fox\n|===',
				'|===\n2+| image:assets/a-fox.webp[a fox] a fox\n|===',
			],
			['within a line', 'see ⟦a fox⟧ here', 'see a fox image:assets/a-fox.webp[a fox] here'],
			['quotes', 'see "`a ⟦fox⟧`" here', 'see "`a fox`" image:assets/a-fox.webp[a fox] here'],
			['before a row', '|===\n⟦⟧|a |b\n|===', '|===\n| image:assets/a-fox.webp[a fox] a |b\n|==='],
			['a cell of blocks', '|===\n⟦a⟧|\n* b\n|===', '|===\na|\n* b\n|===\n\nimage::assets/a-fox.webp[a fox]'],
			['a list item', '⟦* a fox⟧\n* b', '* a fox\n+\nimage::assets/a-fox.webp[a fox]\n* b'],
			['a comment', '⟦// a fox⟧\nB', '// a fox\n\nimage::assets/a-fox.webp[a fox]\n\nB'],
			[
				'within a comment',
				'// TODO image: ⟦a fox⟧\n',
				'// TODO image: a fox\n\nimage::assets/a-fox.webp[a fox]\n',
			],
			['a comment block', '////\n⟦a fox⟧\n////\n', '////\na fox\n////\n\nimage::assets/a-fox.webp[a fox]\n'],
			['a listing', '----\n⟦a fox⟧\n----\n', '----\na fox\nassets/a-fox.webp\n----\n'],
			['after a listing', '----\na\n----\n\n⟦b⟧', '----\na\n----\n\nb\n\nimage::assets/a-fox.webp[a fox]'],
			['a table cell', '|===\n⟦|a fox⟧\n|===', '|===\n|a fox image:assets/a-fox.webp[a fox]\n|==='],
		],
		[
			['a paragraph', '⟦a fox⟧\n\nB', 'image::assets/a-fox.webp[a fox]\n\nB'],
			['within a line', 'see ⟦a fox⟧ here', 'see image:assets/a-fox.webp[a fox] here'],
			['a list item', '⟦* a fox⟧', '* image:assets/a-fox.webp[a fox]'],
			['all of a comment', '// TODO image: ⟦a fox⟧', 'image::assets/a-fox.webp[a fox]'],
		],
	],
	latex: [
		[
			[
				'the beginning of text as it is',
				'A\n\\begin{lstlisting}[language=⟦C⟧]\na\n\\end{lstlisting}\nB',
				'A\n\\begin{lstlisting}[language=C]\na\n\\end{lstlisting}\n\\includegraphics{assets/a-fox.webp}\nB',
			],
			[
				'the end of text as it is',
				'\\begin{verbatim}\na\n\\⟦end⟧{verbatim}',
				'\\begin{verbatim}\na\n\\end{verbatim}\n\\includegraphics{assets/a-fox.webp}',
			],
			[
				'the name in a definition',
				'\\def\\⟦a⟧#1{b {c} #1} d',
				'\\def\\a#1{b {c} #1} \\includegraphics{assets/a-fox.webp} d',
			],
			['the body of a definition', '\\gdef\\a{⟦b⟧ c}', '\\gdef\\a{b c} \\includegraphics{assets/a-fox.webp}'],
			[
				'text that is skipped',
				'\\iffalse\n⟦A⟧\n\\ifx a b \\fi\n\\fi',
				'\\iffalse\nA\nassets/a-fox.webp\n\\ifx a b \\fi\n\\fi',
			],
			[
				'text that is not skipped',
				'\\iffalse A \\else\n⟦B⟧\n\\fi',
				'\\iffalse A \\else\nB\n\\includegraphics{assets/a-fox.webp}\n\\fi',
			],
			[
				'text below a macro with a condition that is never met',
				'\\let\\ifa\\iffalse\n\\def\\b{\\fi\\iffalse}\n⟦A⟧',
				'\\let\\ifa\\iffalse\n\\def\\b{\\fi\\iffalse}\nA\n\\includegraphics{assets/a-fox.webp}',
			],
			['a line', '⟦A fox.⟧\n', 'A fox.\n\\includegraphics{assets/a-fox.webp}\n'],
			['within a line', 'see ⟦a fox⟧ here', 'see a fox \\includegraphics{assets/a-fox.webp} here'],
			[
				'what follows the document, whose last line has a percent sign',
				'a 50\\% b \\end{document}\n⟦c⟧',
				'a 50\\% b \\end{document}\nc\n% assets/a-fox.webp',
			],
			['text as it is', 'see \\verb|a ⟦b⟧| c', 'see \\verb|a b| \\includegraphics{assets/a-fox.webp} c'],
			[
				'the end of the document',
				'\\begin{document}\nA\n⟦\\end{document}⟧\n',
				'\\begin{document}\nA\n\\includegraphics{assets/a-fox.webp}\n\\end{document}\n',
			],
			[
				'after the document',
				'\\begin{document}\nA\n\\end{document}\n⟦notes⟧',
				'\\begin{document}\nA\n\\end{document}\nnotes\n% assets/a-fox.webp',
			],
			[
				'a list of sources before its first one',
				'⟦\\begin{thebibliography}{9}⟧\n\\bibitem{a} b\n\\end{thebibliography}',
				'\\begin{thebibliography}{9}\n\\bibitem{a} b\n\\end{thebibliography}\n\\includegraphics{assets/a-fox.webp}',
			],
			[
				'a formula over several lines',
				'\\begin{split}\n⟦a⟧ &= b\n\\end{split}',
				'\\begin{split}\na &= b\n\\end{split}\n\\includegraphics{assets/a-fox.webp}',
			],
			['an argument', '\\section{⟦a fox⟧} b', '\\section{a fox} \\includegraphics{assets/a-fox.webp} b'],
			['a comment', '  ⟦% a fox⟧\n', '  % a fox\n  \\includegraphics{assets/a-fox.webp}\n'],
			[
				'within a comment',
				'% TODO image: ⟦a fox⟧\n',
				'% TODO image: a fox\n\\includegraphics{assets/a-fox.webp}\n',
			],
			['a percent sign', '100\\% ⟦a fox⟧ b', '100\\% a fox \\includegraphics{assets/a-fox.webp} b'],
			[
				'a preamble',
				'\\documentclass{a}\n⟦% a fox⟧\n\\begin{document}\n',
				'\\documentclass{a}\n% a fox\n% assets/a-fox.webp\n\\begin{document}\n',
			],
			[
				'code in a preamble',
				'⟦\\documentclass{a}⟧\n\\begin{document}\n',
				'\\documentclass{a}\n% assets/a-fox.webp\n\\begin{document}\n',
			],
			[
				'a document',
				'\\begin{document}\n⟦A fox.⟧\n\\end{document}',
				'\\begin{document}\nA fox.\n\\includegraphics{assets/a-fox.webp}\n\\end{document}',
			],
			[
				'verbatim text',
				'\\begin{verbatim}\n⟦a⟧\n\\end{verbatim}',
				'\\begin{verbatim}\na\nassets/a-fox.webp\n\\end{verbatim}',
			],
		],
		[
			[
				'text as it is with its marks',
				'⟦\\begin{verbatim}\na\n\\end{verbatim}⟧\nb',
				'\\includegraphics{assets/a-fox.webp}\nb',
			],
			['text', 'see ⟦a fox⟧ here', 'see \\includegraphics{assets/a-fox.webp} here'],
			['all of a comment', '% TODO image: ⟦a fox⟧', '\\includegraphics{assets/a-fox.webp}'],
			['part of a comment', '% see ⟦a fox⟧', '% see assets/a-fox.webp'],
		],
	],
	typst: [
		[
			[
				'a call over several lines',
				'#⟦figure⟧(\n  image("a.png"), // )\n  caption: [b],\n) c',
				'#figure(\n  image("a.png"), // )\n  caption: [b],\n) #box(image("assets/a-fox.webp", alt: "a fox")) c',
			],
			[
				'the beginning of raw text',
				'```⟦py⟧\na\n```\nb',
				'```py\na\n```\n#image("assets/a-fox.webp", alt: "a fox")\nb',
			],
			[
				'the line that begins raw text',
				'⟦```py⟧\na\n```',
				'```py\na\n```\n#image("assets/a-fox.webp", alt: "a fox")',
			],
			[
				'the path of another image',
				'#image("⟦a⟧.png", width: 1cm)',
				'#image("a.png" /* assets/a-fox.webp */, width: 1cm)',
			],
			[
				'a chain of calls',
				'#context a()⟦⟧.b() c',
				'#context a().b() #box(image("assets/a-fox.webp", alt: "a fox")) c',
			],
			[
				'an address in text',
				'https://⟦a⟧.example/b c',
				'https://a.example/b #box(image("assets/a-fox.webp", alt: "a fox")) c',
			],
			[
				'the word before what depends on its place',
				'#⟦context⟧ { a } b',
				'#context { a } #box(image("assets/a-fox.webp", alt: "a fox")) b',
			],
			[
				'the word before a chain of calls',
				'#⟦context⟧ a(b).c() d',
				'#context a(b).c() #box(image("assets/a-fox.webp", alt: "a fox")) d',
			],
			['the name of a call', '#⟦a⟧.b(1)[c] d', '#a.b(1)[c] #box(image("assets/a-fox.webp", alt: "a fox")) d'],
			['a line', '⟦A fox.⟧\n', 'A fox.\n#image("assets/a-fox.webp", alt: "a fox")\n'],
			['within a line', 'see ⟦a fox⟧ here', 'see a fox #box(image("assets/a-fox.webp", alt: "a fox")) here'],
			['a heading', '⟦= A fox⟧', '= A fox\n#image("assets/a-fox.webp", alt: "a fox")'],
			['a label', '= A <⟦b⟧>', '= A <b> #box(image("assets/a-fox.webp", alt: "a fox"))'],
			['a definition', '#let a = ⟦1⟧\n\nB', '#let a = 1\n#image("assets/a-fox.webp", alt: "a fox")\n\nB'],
			[
				'a condition',
				'#if a == ⟦1⟧ [b] else [c]\n',
				'#if a == 1 [b] else [c]\n#image("assets/a-fox.webp", alt: "a fox")\n',
			],
			['after one', '#if a [b] ⟦c⟧ d', '#if a [b] c #box(image("assets/a-fox.webp", alt: "a fox")) d'],
			['a formula', 'See $a + ⟦b⟧$ c', 'See $a + b$ #box(image("assets/a-fox.webp", alt: "a fox")) c'],
			[
				'a formula on lines of its own',
				'$\n⟦a⟧\n$\n',
				'$\na\n$\n#image("assets/a-fox.webp", alt: "a fox")\n',
			],
			['content of one', '#let a = [⟦b⟧]', '#let a = [b #box(image("assets/a-fox.webp", alt: "a fox"))]'],
			['one in content', '#[#let a = ⟦1⟧]', '#[#let a = 1; #box(image("assets/a-fox.webp", alt: "a fox"))]'],
			[
				'a module',
				'#import "⟦a⟧.typ": b\n',
				'#import "a.typ": b\n#image("assets/a-fox.webp", alt: "a fox")\n',
			],
			['a list item', '⟦- a fox⟧\n- b', '- a fox\n  #image("assets/a-fox.webp", alt: "a fox")\n- b'],
			['a comment', '⟦// a fox⟧\nB', '// a fox\n#image("assets/a-fox.webp", alt: "a fox")\nB'],
			[
				'within a comment',
				'/* TODO image: ⟦a fox⟧ */',
				'/* TODO image: a fox */\n#image("assets/a-fox.webp", alt: "a fox")',
			],
			['a string', '#x("⟦a fox⟧")', '#x("a fox assets/a-fox.webp")'],
			['arguments', '#x(\n  ⟦// a fox⟧\n  a,\n)', '#x(\n  // a fox\n  // assets/a-fox.webp\n  a,\n)'],
			[
				'a code block',
				'#{\n  ⟦// a fox⟧\n  a()\n}',
				'#{\n  // a fox\n  image("assets/a-fox.webp", alt: "a fox")\n  a()\n}',
			],
			['content in a call', '#x[⟦a fox⟧]', '#x[a fox #box(image("assets/a-fox.webp", alt: "a fox"))]'],
			['raw text', '```\n⟦a fox⟧\n```', '```\na fox\nassets/a-fox.webp\n```'],
			[
				'an address',
				'https://example.com ⟦a fox⟧ b',
				'https://example.com a fox #box(image("assets/a-fox.webp", alt: "a fox")) b',
			],
			['quotes in text', 'a "b ⟦a fox⟧" c', 'a "b a fox #box(image("assets/a-fox.webp", alt: "a fox"))" c'],
		],
		[
			['text', 'see ⟦a fox⟧ here', 'see #box(image("assets/a-fox.webp", alt: "a fox")) here'],
			['a string', '#image("⟦TODO⟧")', '#image("assets/a-fox.webp")'],
			['a comment', '⟦// a fox⟧', '#image("assets/a-fox.webp", alt: "a fox")'],
		],
	],
};

suite('links in other markup', () => {
	for (const [languageId, [inserts, replaces]] of Object.entries(cases)) {
		suite(languageId, () => {
			for (const [name, before, after] of inserts) {
				test(`insert: ${name}`, () => {
					assert.equal(linked(languageId, before), after);
				});
			}
			for (const [name, before, after] of replaces) {
				test(`replace: ${name}`, () => {
					assert.equal(linked(languageId, before, { mode: 'replace' }), after);
				});
			}
		});
	}

	test('without an alternative text the option is left out', () => {
		assert.equal(linked('restructuredtext', '⟦A⟧', { alt: '' }), 'A\n\n.. image:: assets/a-fox.webp');
	});

	test('languages that VS Code does not know are found by their extension', () => {
		assert.equal(linked('plaintext', '⟦a⟧', { fileName: 'a.adoc' }), 'a\n\nimage::assets/a-fox.webp[a fox]');
		assert.equal(
			linked('plaintext', '⟦a⟧', { fileName: 'B.TYP' }),
			'a\n#image("assets/a-fox.webp", alt: "a fox")',
		);
	});
});

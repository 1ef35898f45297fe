import assert from 'node:assert/strict';
import { linked } from './selected.ts';

type Case = readonly [name: string, before: string, after: string];

const img = '![a fox](assets/a-fox.webp)';

const inserts: readonly Case[] = [
	['a paragraph', '⟦A fox.⟧', `A fox.\n\n${img}`],
	['a paragraph before another', '⟦A fox.⟧\n\nB', `A fox.\n\n${img}\n\nB`],
	['a line selection', '⟦A fox.\n⟧\nB', `A fox.\n\n${img}\n\nB`],
	['a line within a paragraph', 'A\n⟦a fox⟧\nB', `A\na fox\nB\n\n${img}`],
	['CRLF', '⟦A fox.⟧\r\nB\r\n', `A fox.\r\nB\r\n\r\n${img}\r\n`],
	['within a line', 'See ⟦a fox⟧, here', `See a fox ${img}, here`],
	['the kind of a box', '!!! ⟦note⟧ "A"\n    B\n\nC', `!!! note "A"\n    ${img}\n\n    B\n\nC`],
	['a tab', '⟦=== "A"⟧\n\n    B', `=== "A"\n    ${img}\n\n    B`],
	['a blank line above a quote in a list', '- a\n⟦⟧\n  > b\n', `- a\n  ${img}\n\n  > b\n`],
	['front matter with CRLF', '⟦---⟧\r\na: b\r\n---\r\n\r\nC', `---\r\na: b\r\n---\r\n\r\n${img}\r\n\r\nC`],
	[
		'HTML in a list item',
		'1. <div>\n   a ⟦fox⟧\n   </div>',
		'1. <div>\n   a fox <img src="assets/a-fox.webp" alt="a fox">\n   </div>',
	],
	[
		'the first line of HTML in a list item',
		'⟦- <div>⟧\n  a\n  </div>\n- b',
		'- <div>\n  <img src="assets/a-fox.webp" alt="a fox">\n  a\n  </div>\n- b',
	],
	['a comment of MyST', 'A\n\n% a ⟦fox⟧ here\n\nB', `A\n\n% a fox here\n\n${img}\n\nB`],
	['a break of MyST', 'A\n\n+++ {"a": "⟦b⟧"}\n\nB', `A\n\n+++ {"a": "b"}\n\n${img}\n\nB`],
	[
		'a pragma above a heading',
		'⟦<!-- markdownlint-disable-next-line -->⟧\n### A\n',
		`<!-- markdownlint-disable-next-line -->\n### A\n\n${img}\n`,
	],
	[
		'a pragma above a table',
		'⟦<!-- prettier-ignore -->⟧\n\n|a|\n|-|\n|b|\n',
		`<!-- prettier-ignore -->\n\n|a|\n|-|\n|b|\n\n${img}\n`,
	],
	[
		'a pragma above a table in a list',
		'- a\n  ⟦<!-- prettier-ignore -->⟧\n  |a|b|\n  |-|-|\n  |c|d|\n',
		`- a\n  <!-- prettier-ignore -->\n  |a|b|\n  |-|-|\n  |c|d|\n\n  ${img}\n`,
	],
	['a heading like a pragma', '# nolint⟦⟧ a\n\nB', `# nolint ${img} a\n\nB`],
	['a title like a coding', '# Coding: ⟦robots⟧\n\nB', `# Coding: robots ${img}\n\nB`],
	['a formula', 'See $a + ⟦b⟧$ here', `See $a + b$ ${img} here`],
	['prices', 'From $5 to ⟦six⟧ or $7', `From $5 to six ${img} or $7`],
	['a formula on lines of its own', '$$\n⟦a⟧ + b\n$$\n\nC', `$$\na + b\n$$\n\n${img}\n\nC`],
	['a shortcode', '{{< figure src="⟦a⟧.png" >}}', `{{< figure src="a.png" >}} ${img}`],
	['a tag of Liquid', 'a {% include ⟦b⟧.html %} c', `a {% include b.html %} ${img} c`],
	...[
		['{% highlight js %}', '{% endhighlight %}'],
		['{%- comment -%}', '{%- endcomment -%}'],
		['{{< highlight go "a=1" >}}', '{{< /highlight >}}'],
		['{{< mermaid >}}', '{{</ mermaid >}}'],
	].map(([open = '', close = '']): Case => [
		`a block of a site: ${open}`,
		`A\n\n${open}\nb(⟦c⟧)\n\nd\n${close}\n\nE`,
		`A\n\n${open}\nb(c)\n\nd\n${close}\n\n${img}\n\nE`,
	]),
	[
		'marks of a block in code',
		'A `{% comment %}` b ⟦c⟧ `{% endcomment %}`',
		`A \`{% comment %}\` b c ${img} \`{% endcomment %}\``,
	],
	[
		'marks of a block in fenced code',
		'```\n{% highlight a %}\n```\n\n⟦b⟧ c\n\n```\n{% endhighlight %}\n```',
		`\`\`\`\n{% highlight a %}\n\`\`\`\n\nb ${img} c\n\n\`\`\`\n{% endhighlight %}\n\`\`\``,
	],
	[
		'a mark of a block further on in code',
		'A `b {% comment %}`\n\n⟦c⟧ d\n\n`{% endcomment %}`',
		`A \`b {% comment %}\`\n\nc ${img} d\n\n\`{% endcomment %}\``,
	],
	[
		'pages of others with and without a caption',
		'{% embed url="a" %}\n\n⟦b⟧ c\n\n{% embed url="d" %}\ne\n{% endembed %}',
		`{% embed url="a" %}\n\nb ${img} c\n\n{% embed url="d" %}\ne\n{% endembed %}`,
	],
	['the label of a footnote', '[^⟦a⟧]: b\n\n    c', `[^a]: b\n    ${img}\n\n    c`],
	['a footnote', '⟦[^a]: b⟧\n    c\n\n[^d]: e', `[^a]: b\n    c\n    ${img}\n\n[^d]: e`],
	['a later paragraph of a footnote', '[^a]: b\n\n    ⟦c⟧\n\nD', `[^a]: b\n\n    c\n\n    ${img}\n\nD`],
	['an address in a footnote', '[^a]: https://b.example/⟦c⟧', `[^a]: https://b.example/c ${img}`],
	['a term', '⟦A⟧\n: b\n: c', `A\n: b\n    ${img}\n: c`],
	...[
		['below', '|a|\n|-|\n|b|\n\n', ''],
		['right below', '|a|\n|-|\n|b|\n', ''],
		['above', '', '\n\n|a|\n|-|\n|b|'],
		['of code', '```\na\n```\n\n', ''],
		['of a simple table', '\ta  b\n-- --\n1  2\n3  4\n\n', ''],
	].map(([where = '', before = '', after = '']): Case => [
		`a caption ${where}`,
		`${before}⟦: c⟧${after}`,
		`${before}: c\n\n${img}${after}`,
	]),
	['a definition apart', 'A\n\n⟦:   b⟧\n\nC', `A\n\n:   b\n    ${img}\n\nC`],
	['a definition of a term', 'A\n⟦:   b⟧\n:   c', `A\n:   b\n    ${img}\n:   c`],
	['a mark for a table of contents', '[⟦TOC⟧]\n\nA', `[TOC]\n\n${img}\n\nA`],
	['the name of an emoji', 'a :⟦fox⟧: b', `a :fox: ${img} b`],
	['a time', 'at ⟦10⟧:30', `at 10 ${img}:30`],
	[
		'a tag of Liquid above a list',
		'⟦{% include a.html %}⟧\n{% for b in c %}\n* {{ b }}\n{% endfor %}',
		`{% include a.html %}\n\n${img}\n\n{% for b in c %}\n* {{ b }}\n{% endfor %}`,
	],
	[
		'an item that Liquid repeats',
		'{% for a in b %}\n⟦* {{ a }}⟧\n{% endfor %}',
		`{% for a in b %}\n* {{ a }}\n  ${img}\n{% endfor %}`,
	],
	[
		'the end of a list that Liquid makes',
		'{% for a in b %}\n* {{ a }}\n⟦{% endfor %}⟧\n\nC',
		`{% for a in b %}\n* {{ a }}\n{% endfor %}\n\n${img}\n\nC`,
	],
	[
		'a branch of Liquid',
		'{% if a %}\n⟦b⟧\n{% else %}\nc\n{% endif %}',
		`{% if a %}\nb\n\n${img}\n\n{% else %}\nc\n{% endif %}`,
	],
	[
		'a tag of Liquid between rows',
		'| A |\n|---|\n⟦{% for b in c %}⟧\n| {{ b }} |\n{% endfor %}\n\nD',
		`| A |\n|---|\n{% for b in c %}\n| {{ b }} |\n{% endfor %}\n\n${img}\n\nD`,
	],
	['an address', '(see https://⟦a⟧.example/b), c', `(see https://a.example/b ${img}), c`],
	['the address of a mailbox', 'to a@⟦b⟧.example. c', `to a@b.example ${img}. c`],
	['the attributes of a heading', '# A {#⟦b⟧}\n\nC', `# A {#b}\n\n${img}\n\nC`],
	['a heading with attributes', '# ⟦A⟧ {#b}', `# A ${img} {#b}`],
	['the kind of an alert', '> [!⟦NOTE⟧]\n> a', `> [!NOTE]\n> a\n>\n> ${img}`],
	['the title of a directive', ':::note[⟦A⟧]\n\nB\n\n:::', `:::note[A]\n\n${img}\n\nB\n\n:::`],
	['an abbreviation', '*[A]: ⟦B⟧\n\nC', `*[A]: B\n\n${img}\n\nC`],
	['front matter of JSON', '{\n  "title": "⟦A⟧"\n}\n\nB', `{\n  "title": "A"\n}\n\n${img}\n\nB`],
	['a heading that is closed', '⟦#⟧ A ##', `# A ${img} ##`],
	['the end of a line that breaks', 'a ⟦fox\\⟧\nb', `a fox ${img}\\\nb`],
	['a backslash that ends a paragraph', 'a C:\\⟦fox\\⟧\n\nb', `a C:\\fox\\ ${img}\n\nb`],
	['spaces that break a line', 'a ⟦fox⟧  \nb', `a fox ${img}  \nb`],
	['a reference', 'a &⟦amp⟧; b', `a &amp; ${img} b`],
	['emphasis within a word', 'a **⟦b⟧**c', `a **b** ${img} c`],
	['attributes', '![⟦a⟧](b.png){width=1} c', `![a](b.png){width=1} ${img} c`],
	['within attributes', '[a](b){.⟦c⟧} d', `[a](b){.c} ${img} d`],
	['a rule', '⟦*⟧ * *\n\nB', `* * *\n${img}\n\nB`],
	['a row without bars', '| a |\n⟦|---|⟧\nb\n\nC', `| a |\n|---|\nb\n\n${img}\n\nC`],
	['the indentation of a row', '- a\n\n⟦⟧  | b |\n  |---|', `- a\n\n  | ${img} b |\n  |---|`],
	['between the items of a loose list', '- a\n\n⟦⟧\n- b', `- a\n  ${img}\n\n\n- b`],
	['an empty line of a quoted list', '> - a\n>⟦⟧\n>   b', `> - a\n>   ${img}\n>\n>   b`],
	['a quote in an item', '- ⟦⟧> a', `- > a ${img}`],
	[
		'a block of HTML in a list',
		'- a\n\n  <div>\n  ⟦b⟧ c\n  </div>',
		'- a\n\n  <div>\n  b <img src="assets/a-fox.webp" alt="a fox"> c\n  </div>',
	],
	['the closing fence', '> ```\n> a\n⟦>⟧ ```\n\nB', `> \`\`\`\n> a\n> \`\`\`\n>\n> ${img}\n\nB`],
	[
		'a directive between fences',
		'```{figure} a.png\n⟦b⟧\n```\n',
		`\`\`\`{figure} a.png\nb\n\`\`\`\n\n${img}\n`,
	],
	['a listing', '```{code-block} js\nx(⟦a⟧)\n```', '```{code-block} js\nx(a assets/a-fox.webp)\n```'],
	[
		'a directive between colons',
		'::::{grid}\n:::{figure} a.png\n\n⟦b⟧\n:::\n::::',
		`::::{grid}\n:::{figure} a.png\n\nb\n:::\n\n${img}\n\n::::`,
	],
	['a template over paragraphs', '{{ a("b\n\n⟦c⟧\n\nd") }}\n\nE', `{{ a("b\n\nc\n\nd") }}\n\n${img}\n\nE`],
	['marks of templates in code', 'A `{{`\n\n⟦b⟧\n\nC `}}`', `A \`{{\`\n\nb\n\n${img}\n\nC \`}}\``],
	['between two templates', '{{ a }}\n\n⟦b⟧\n\n{{ c }}', `{{ a }}\n\nb\n\n${img}\n\n{{ c }}`],
	['a heading', '⟦# A fox⟧\n\nB', `# A fox\n\n${img}\n\nB`],
	['a heading with a rule', '⟦A fox⟧\n=====\nB', `A fox\n=====\n\n${img}\n\nB`],
	['a list item', '- a\n⟦- a fox⟧\n- b', `- a\n- a fox\n  ${img}\n- b`],
	['an item with numbers', '⟦1. a fox⟧\n2. b', `1. a fox\n   ${img}\n2. b`],
	['a task', '- [ ] ⟦a fox⟧', `- [ ] a fox ${img}`],
	['a whole task', '⟦- [ ] a fox⟧', `- [ ] a fox\n  ${img}`],
	['a nested item', '- a\n  ⟦- a fox⟧\n  - b', `- a\n  - a fox\n    ${img}\n  - b`],
	['the text of an item', '- a\n  ⟦a fox⟧\n- b', `- a\n  a fox\n  ${img}\n- b`],
	['a quote', '⟦> a fox⟧\n\nB', `> a fox\n>\n> ${img}\n\nB`],
	['a quote that goes on', '⟦> a fox⟧\n> b', `> a fox\n> b\n>\n> ${img}`],
	['a list in a quote', '⟦> - a fox⟧\n> - b', `> - a fox\n>   ${img}\n> - b`],
	['a table cell', '| a | b |\n|---|---|\n| ⟦a fox⟧ | c |', `| a | b |\n|---|---|\n| a fox ${img} | c |`],
	['a table row', '| a | b |\n|---|---|\n⟦| a fox | c |⟧', `| a | b |\n|---|---|\n| a fox | c ${img} |`],
	['a table without outer bars', 'a | b\n--|--\n⟦a fox | c⟧', `a | b\n--|--\na fox | c ${img}`],
	['a line with a bar that is no table', '⟦a | fox⟧', `a | fox\n\n${img}`],
	['a comment', '⟦<!-- a fox -->⟧\n\nB', `<!-- a fox -->\n${img}\n\nB`],
	['within a comment', '<!-- TODO image: ⟦a fox⟧ -->\nB', `<!-- TODO image: a fox -->\n${img}\n\nB`],
	[
		'a comment directly below HTML',
		'<div>\nA\n</div>\n<!-- ⟦a fox⟧ -->\n',
		`<div>\nA\n</div>\n<!-- a fox -->\n\n${img}\n`,
	],
	['within a comment of several lines', '<!--\n⟦a fox⟧\n-->', `<!--\na fox\n-->\n${img}`],
	['a comment in text', 'A <!-- ⟦a fox⟧ --> b', `A <!-- a fox --> ${img} b`],
	['a comment in a quote', '> <!-- ⟦a fox⟧ -->', `> <!-- a fox -->\n> ${img}`],
	['fenced code', '```js\n⟦a fox⟧\n```', '```js\na fox\nassets/a-fox.webp\n```'],
	['within fenced code', '~~~\nx(⟦a fox⟧)\n~~~', '~~~\nx(a fox assets/a-fox.webp)\n~~~'],
	['a whole fence', '⟦```\na fox\n```⟧\nB', `\`\`\`\na fox\n\`\`\`\n\n${img}\n\nB`],
	['a fence that does not end', '```\n⟦a fox⟧', '```\na fox\nassets/a-fox.webp'],
	['a comment mark in a fence', '```\n<!--\n```\n⟦a fox⟧', `\`\`\`\n<!--\n\`\`\`\na fox\n\n${img}`],
	['front matter', '---\n⟦title: a fox⟧\n---\n', '---\ntitle: a fox\n# assets/a-fox.webp\n---\n'],
	['within front matter', '---\ntitle: ⟦a fox⟧\n---\n', '---\ntitle: a fox\n# assets/a-fox.webp\n---\n'],
	['front matter of TOML', '+++\n⟦a = 1⟧\n+++\n', '+++\na = 1\n# assets/a-fox.webp\n+++\n'],
	[
		'front matter that names its language',
		'---toml\na = "⟦b⟧"\n---\n',
		'---toml\na = "b"\n# assets/a-fox.webp\n---\n',
	],
	[
		'front matter of a language without comments',
		'---json\n{ "a": "⟦b⟧" }\n---\n',
		`---json\n{ "a": "b" }\n---\n\n${img}\n`,
	],
	['a rule is no front matter', 'A\n\n---\n\n⟦a fox⟧', `A\n\n---\n\na fox\n\n${img}`],
	['a code span', 'See `⟦a fox⟧` here', `See \`a fox\` ${img} here`],
	['a link text', 'See [⟦a fox⟧](x) here', `See [a fox](x) ${img} here`],
	['an image without a path', '![⟦a fox⟧]()', '![a fox](assets/a-fox.webp)'],
	['a whole image without a path', '⟦![a fox]()⟧', '![a fox](assets/a-fox.webp)'],
	['an image with empty brackets', '![⟦a fox⟧](<>)', '![a fox](assets/a-fox.webp)'],
	['an image with a path', '![⟦a fox⟧](old.png)', `![a fox](old.png) ${img}`],
	['an element without a source', '<img alt="⟦a fox⟧">', '<img src="assets/a-fox.webp" alt="a fox">'],
	[
		'an attribute',
		'<a title="⟦a fox⟧">b</a>',
		'<a title="a fox"> <img src="assets/a-fox.webp" alt="a fox"> b</a>',
	],
	['text in an element', '<b>⟦a fox⟧</b>', `<b>a fox ${img}</b>`],
	['text in a block of HTML', '<p>\n⟦a⟧ fox</p>', '<p>\na <img src="assets/a-fox.webp" alt="a fox"> fox</p>'],
	[
		'a comment before text',
		'<!-- ⟦a fox⟧ --> b',
		'<!-- a fox --> <img src="assets/a-fox.webp" alt="a fox"> b',
	],
	['after a row of a table', '| a |\n|---|\n| b⟦ |⟧', `| a |\n|---|\n| b ${img} |`],
	['the second row of a table', '| a |\n⟦|---|⟧\n| b |', `| a |\n|---|\n| b |\n\n${img}`],
	['the mark of an item', '⟦-⟧ a fox', `- a fox ${img}`],
	['from text into code', '⟦a `fox⟧ b` c', `a \`fox b\` ${img} c`],
	['a comparison is no tag', 'a < b ⟦a fox⟧ > c', `a < b a fox ${img} > c`],
	['the mark of front matter', '---⟦⟧\ntitle: a\n---\n\nB', `---\ntitle: a\n---\n\n${img}\n\nB`],
	['a definition', '[a]: /⟦b⟧/c\n[d]: /e', `[a]: /b/c\n[d]: /e\n\n${img}`],
	['a label', 'See [a ⟦fox⟧][b] here', `See [a fox][b] ${img} here`],
	['an empty document', '⟦⟧', img],
	['an empty line', 'A\n⟦⟧', `A\n\n${img}`],
	['an empty line between two paragraphs', 'A\n⟦⟧\nB', `A\n\n${img}\n\nB`],
	['the second of two empty lines', 'A\n\n⟦⟧', `A\n\n${img}`],
	['the first of two empty lines', 'A\n⟦⟧\n\nB', `A\n\n${img}\n\nB`],
	['an empty line at the start', '⟦⟧\nA', `${img}\n\nA`],
	[
		'front matter that is all of the document',
		'---\n# <!-- ⟦a fox⟧ -->\n---',
		'---\n# <!-- a fox assets/a-fox.webp -->\n---',
	],
	['indented code', 'A\n\n    ⟦a fox⟧\n\nB', 'A\n\n    a fox\n    assets/a-fox.webp\n\nB'],
	['within indented code', 'A\n\n    x(⟦a fox⟧)\n', 'A\n\n    x(a fox assets/a-fox.webp)\n'],
	['below indented code', '    a\n\n⟦a fox⟧', `    a\n\na fox\n\n${img}`],
	['a code span over two lines', 'See `⟦a fox⟧\nruns` here', `See \`a fox\nruns\` ${img} here`],
	['a link text over two lines', 'See [⟦a fox⟧\nruns](x) here', `See [a fox\nruns](x) ${img} here`],
	['a link text with code in it', 'See [a `⟦fox⟧` b](x)', `See [a \`fox\` b](x) ${img}`],
	['below a fence that its item ended', '- ```\n  a\n\n⟦a fox⟧', `- \`\`\`\n  a\n\na fox\n\n${img}`],
	['below a fence that its quote ended', '> ```\n> a\n\n⟦a fox⟧', `> \`\`\`\n> a\n\na fox\n\n${img}`],
	[
		'the last line of a fence that its quote ends',
		'> ```\n⟦> a fox⟧\n\nB',
		'> ```\n> a fox\n> assets/a-fox.webp\n\nB',
	],
	['code that shows a fence', '    * ```\n\n⟦a fox⟧', `    * \`\`\`\n\na fox\n\n${img}`],
	[
		'below a comment that shows a fence',
		'```js\n/**\n * ```\n */\n```\n⟦a fox⟧',
		`\`\`\`js\n/**\n * \`\`\`\n */\n\`\`\`\na fox\n\n${img}`,
	],
	[
		'front matter after a byte order mark',
		'\ufeff---\n⟦title: a fox⟧\n---\n',
		'\ufeff---\ntitle: a fox\n# assets/a-fox.webp\n---\n',
	],
	[
		'below front matter after a byte order mark',
		'\ufeff---\ntitle: b\n---\n⟦a fox⟧',
		`\ufeff---\ntitle: b\n---\na fox\n\n${img}`,
	],
];

const replaces: readonly Case[] = [
	['a paragraph', 'A\n\n⟦a fox⟧\n\nB', `A\n\n${img}\n\nB`],
	['within a line', 'See ⟦a fox⟧, here', `See ${img}, here`],
	['a list item', '⟦- a fox⟧\n- b', `- ${img}\n- b`],
	['a task', '⟦- [ ] a fox⟧', `- [ ] ${img}`],
	['a quote', '⟦> a fox⟧', `> ${img}`],
	['a comment', '⟦<!-- a fox -->⟧\nB', `${img}\nB`],
	['all of a comment', '<!-- TODO image: ⟦a fox⟧ -->', img],
	['part of a comment', '<!-- see ⟦a fox⟧ -->', '<!-- see assets/a-fox.webp -->'],
	['a link text', '[⟦a fox⟧](x)', `[${img}](x)`],
	['a code span', 'See `⟦a fox⟧`', `See ${img}`],
	['an alternative text', '![⟦a fox⟧](old.png)', img],
	['a path', '![a fox](⟦old.png⟧)', '![a fox](assets/a-fox.webp)'],
	['a path in a link', '[a fox](⟦old.png⟧)', '[a fox](assets/a-fox.webp)'],
	['fenced code', '```\nx(⟦a⟧)\n```', '```\nx(assets/a-fox.webp)\n```'],
	['a source', '<img src="⟦TODO⟧" alt="">', '<img src="assets/a-fox.webp" alt="">'],
];

suite('links in Markdown', () => {
	for (const [name, before, after] of inserts) {
		test(`insert: ${name}`, () => {
			assert.equal(linked('markdown', before), after);
		});
	}

	for (const [name, before, after] of replaces) {
		test(`replace: ${name}`, () => {
			assert.equal(linked('markdown', before, { mode: 'replace' }), after);
		});
	}

	test('MDX by its extension: comments in braces, closed elements', () => {
		const extra = { fileName: 'a.mdx', path: 'a (b) c.webp' };
		assert.equal(
			linked('plaintext', '{/* ⟦a fox⟧ */}\n', extra),
			'{/* a fox */}\n\n![a fox](a%20%28b%29%20c.webp)\n',
		);
		assert.equal(linked('mdx', '<img alt="⟦a fox⟧" />', extra), '<img src="a%20(b)%20c.webp" alt="a fox" />');
	});

	test('an expression of MDX stays whole', () => {
		assert.equal(linked('mdx', 'Hello {⟦name⟧} there'), `Hello {name} ${img} there`);
	});

	test('an element in an expression of MDX stays in it', () => {
		assert.equal(linked('mdx', 'a {b.map(c => <i>{c}</⟦i⟧>)} d'), `a {b.map(c => <i>{c}</i>)} ${img} d`);
		assert.equal(
			linked('mdx', '<A>\n⟦⟧  <B>\n  c\n  </B>\n</A>'),
			`<A>\n  <B>\n\n  ${img}\n\n  c\n  </B>\n</A>`,
		);
	});

	test('text in an element of MDX has its image in the same element', () => {
		assert.equal(
			linked('mdx', '<A>\n  <B>\n    ⟦c⟧\n  </B>\n  <B>\n    d\n  </B>\n</A>'),
			`<A>\n  <B>\n    c\n\n    ${img}\n\n  </B>\n  <B>\n    d\n  </B>\n</A>`,
		);
	});

	test('a summary of MDX stays the first of its element', () => {
		assert.equal(
			linked('mdx', '⟦<details>⟧\n\n<summary>a</summary>\n\nb\n</details>'),
			`<details>\n\n<summary>a</summary>\n\n${img}\n\nb\n</details>`,
		);
	});

	test('a module of MDX stays whole', () => {
		for (const script of ['`\n⟦# b⟧\n\nc`', '1 /* b\n\n⟦c⟧ */']) {
			const a = `export const a = ${script.replace(/[⟦⟧]/g, '')}`;
			assert.equal(linked('mdx', `export const a = ${script}\n\nD`), `${a}\n\n${img}\n\nD`);
		}
		assert.equal(linked('mdx', "import A ⟦from⟧ 'a';\n\nB"), `import A from 'a';\n\n${img}\n\nB`);
	});

	test('a module of MDX ends at a blank line below marks that open nothing', () => {
		for (const script of [
			'a = /`/g',
			'a = /\\`/g',
			'A = () => <p>src/*.png</p>',
			'A = () => (<p>src/*.png</p>)',
			'A = () => (<p>b /* c</p>)',
			'A = () => <p>{/* :( */}{/* :( */}</p>',
			'A = () => <p>b `c</p>',
			'A = () => (<p>b `c</p>)',
		]) {
			const text = (b: string) => `export const ${script}\n\n${b}\n\n\`d\`\n\n/* e */`;
			assert.equal(linked('mdx', text('⟦B⟧')), text(`B\n\n${img}`));
		}
		assert.equal(linked('mdx', 'export const a = `b\n\n⟦C⟧'), `export const a = \`b\n\nC\n\n${img}`);
	});

	test('a template of an element has its values escaped as attributes', () => {
		const extra = {
			template: '<img src="${path}" alt="${alt}" width="${width}" height="${height}" ${other}>',
			alt: '"[b]"',
			path: 'a b.webp',
			width: 300,
		};
		assert.equal(
			linked('markdown', '⟦a⟧', extra),
			'a\n\n<img src="a%20b.webp" alt="&quot;[b]&quot;" width="300" height="" ${other}>',
		);
	});
});

import assert from 'node:assert/strict';
import { findImageReferences } from '../../../../src/core/documents/references/findImageReferences.ts';
import { mayHaveImages } from '../../../../src/core/documents/references/imageMarks.ts';
import { hostilePaths } from '../hostile.ts';
import { pathForAttribute, pathForCss, pathForMarkdown } from '../../../../src/core/documents/escapes.ts';
import { seededRandom } from '../../../emulator/random.ts';
import { readCorpus } from './corpus.ts';

type Case = readonly [name: string, text: string, ...paths: string[]];

const markdown: readonly Case[] = [
	['an image', '![a](x.png)', 'x.png'],
	['a link', '[a](x.png)'],
	['an image in a link', '[![a](x.png)](y.png)', 'x.png'],
	['an escaped mark', '\\![a](x.png)'],
	['an exclamation mark and a link', 'Wow\\! [a](x.png) and ! [a](y.png)'],
	['code over two lines', 'a `b\n![a](x.png)` c'],
	['code in a link text', '![a `](x.png)` b](y.png)', 'y.png'],
	['a destination on the next line', '![a](\n  x.png\n  "t")', 'x.png'],
	['a title that is none', '![a](x.png t)'],
	['two titles', '![a](x.png "a" "b")'],
	['balanced parentheses', '![a](x(1).png)', 'x(1).png'],
	['unbalanced ones', '![a](x(1.png)'],
	['blanks that are not ASCII', '![a](x\u00a0y.png) ![b](x\u202fy.png "t")', 'x\u00a0y.png', 'x\u202fy.png'],
	['the same in a definition', '![a]\n\n[a]: x\u00a0y.png "t"', 'x\u00a0y.png'],
	['joiners', '![a](می‌خواهم.png) ![b](👩‍🚀.png)', 'می‌خواهم.png', '👩‍🚀.png'],
	['escaped ones', '![a](x\\(1.png)', 'x(1.png'],
	['a character reference', '![a](x&amp;y.png)', 'x&y.png'],
	['a label in other case and spacing', '![a][B  c]\n\n[b C]: x.png', 'x.png'],
	['a definition in a quote', '![b]\n\n> [b]: x.png', 'x.png'],
	['a definition after text', '![b]\ntext\n[b]: x.png'],
	['definitions in a row', '![a] ![b]\n\n[a]: x.png\n[b]: y.png "t"', 'x.png', 'y.png'],
	['a definition with text after', '![a]\n\n[a]: x.png text'],
	['tilde fences', '~~~\n![a](x.png)\n~~~\n![a](y.png)', 'y.png'],
	['a shorter fence inside', '````\n```\n![a](x.png)\n````\n![a](y.png)', 'y.png'],
	['a fence with text after its end', '```\n``` no\n![a](x.png)\n```\n![a](y.png)', 'y.png'],
	['ticks in the info', '``` a`b\n![a](x.png)\n', 'x.png'],
	['tabs in a list', '-\t![a](x.png)\n\n\t![b](y.png)\n\n\t\t\t![c](z.png)', 'x.png', 'y.png'],
	['a thematic break', '* * *\n![a](x.png)', 'x.png'],
	['a number that opens no list in a paragraph', 'a\n14. ![a](x.png)', 'x.png'],
	['HTML up to a blank line', '<div>\n![a](x.png)\n\n![b](y.png)', 'y.png'],
	['a comment with a blank line', '<!--\n\n![a](x.png)\n-->\n\n![b](y.png)', 'y.png'],
	['an inline comment', 'a <!-- ![a](x.png) --> ![b](y.png)', 'y.png'],
	['a script', '<script>\n\nimport "./x.png"\n\n</script>\n![b](y.png)', './x.png', 'y.png'],
	['front matter only at the beginning', '\n---\nimage: x.png\n---\n'],
	['front matter without an end', '---\nimage: x.png\n'],
	[
		'keys that end otherwise',
		'---\nauthor_image_url: x.png\ncoverPath: y.png\nsource_file: z.png\n---\n',
		'x.png',
		'y.png',
	],
	[
		'the shortcode of Hugo',
		'{{< figure src="x.png" title="a > b" >}}\n![a](y.png)\n\n- {{<figure src="z.png">}}\n\n`{{< figure src="a.png" >}}`',
		'x.png',
		'y.png',
		'z.png',
	],
	[
		'shortcodes that are none',
		'{{</* figure src="x.png" */>}} {{< figures src="x.png" >}}\n\n```\n{{< figure src="x.png" >}}\n```',
	],
	[
		'what a chunk of R shows',
		'```{r, echo = FALSE}\nknitr::include_graphics( "x.png", dpi = 90)\ninclude_graphics(\'y.png\')\n```\n\n```r\ninclude_graphics("z.png")\n```\n\n-   a\n\n    ```{r}\n    include_graphics("b.png")\n    ```\n',
		'x.png',
		'y.png',
		'b.png',
	],
	[
		'what a chunk of R does not show',
		'```{r}\n# include_graphics("x.png")\nx <- "#1"; include_graphics("y.png") # "y.png"\n```\n\n```{r eval=FALSE}\ninclude_graphics("z.png")\n```\n',
		'y.png',
	],
	[
		'what a chunk shows that a chunk makes',
		'```{r}\npng("x.png")\ninclude_graphics("x.png")\nggsave("y.png", path = "fig")\n```\n\n```{python}\nsave("z.png")\n```\n\n```{r}\ninclude_graphics("fig/y.png")\ninclude_graphics("fig/z.png")\ninclude_graphics("a.png")\n```\n',
		'a.png',
	],
	[
		'below a chunk of Documenter, but for what it draws',
		'```@example a\nplot(x)\npng("x") #hide\nsave("y.png", f)\n```\n\n![](x.png) ![](y.png) ![](a.png)\n\n```julia\nsave("b.png", f)\n```\n\n![](b.png)\n',
		'a.png',
		'b.png',
	],
	[
		'a shortcode of many lines',
		'{{< figure\n  src="x.png"\n  alt="a"\n>}}\n\n- a\n\n  {{< figure\n    src="y.png"\n  >}}\n\n> a\n\n![](z.png)',
		'x.png',
		'y.png',
		'z.png',
	],
	['a filter with the quotes of its attribute', '<img src="{{ "x.png" | relURL }}" alt="a">', '/x.png'],
	['other keys of front matter', '---\ndownload: x.png\n---\n'],
	['a table', '| a | b |\n|---|---|\n| ` | ![a](x.png) |\n| ` | ![a](y.png) |', 'x.png', 'y.png'],
];

const html: readonly Case[] = [
	['no quotes', '<img src=x.png>', 'x.png'],
	[
		'a filter with the quotes of its attribute',
		'<link href="{{ "x.png" | relURL }}" rel="icon"><img src="{{ "/y.png" | url }}" alt="a">',
		'/x.png',
		'/y.png',
	],
	[
		'blanks that are not ASCII',
		'<img src="x\u202fy.png"><img src=x\u00a0y.png>',
		'x\u202fy.png',
		'x\u00a0y.png',
	],
	['the same in srcset', '<img srcset="x\u00a0y.png 1x, z\u202f.png 2x">', 'x\u00a0y.png', 'z\u202f.png'],
	['a tag in an attribute', '<p title="<img src=x.png>">'],
	['an attribute twice', '<img src="x.png" SRC="y.png">', 'x.png', 'y.png'],
	['srcset without spaces', '<img srcset="x.png,y.png 2x">', 'x.png', 'y.png'],
	['srcset with commas after', '<img srcset=", x.png , y.png, ">', 'x.png', 'y.png'],
	['srcset with more commas', '<img srcset="x.png,, y.png ,,2x">', 'x.png', 'y.png'],
	['srcset with brackets', '<img srcset="x.png (1x, 2x), y.png">', 'x.png', 'y.png'],
	['srcset with a bracket left open', '<img srcset="x.png (1x, y.png">', 'x.png'],
	['srcset with a data URI', '<img srcset="data:image/png;base64,a.png 1x, y.png 2x">', 'y.png'],
	['an empty attribute', '<img src="" srcset=" " poster>'],
	['an input of text', '<input src="x.png">'],
	['an input of an image', '<input src="x.png" type=image>', 'x.png'],
	['a link of another kind', '<link rel="alternate" href="x.png">'],
	['a comment without an end', '<!-- <img src="x.png">'],
	['CDATA and doctype', '<!DOCTYPE html><![CDATA[ <img src="x.png"> ]]>', 'x.png'],
	['styles', '<style media="print">a{background:url(x.png)}</style>', 'x.png'],
	['a style with quotes', `<p style='background:url("x.png")'>`, 'x.png'],
];

const script: readonly Case[] = [
	['a comment in an import', "import /* a */ x from /* './x.png' */ './y.png'", './y.png'],
	['an import on several lines', "import\n\tx\nfrom\n\t'./x.png';", './x.png'],
	['a package', "import x from 'pkg/x.png'"],
	['an alias', "import x from '@/x.png'", '@/x.png'],
	['a string', "const x = './x.png'"],
	['a regular expression', "const x = /require('.\\/x.png')/"],
	['import in a template', "const x = `${require('./x.png')}`", './x.png'],
	['a URL without a base', "new URL('./x.png')"],
	['a URL from the page', "new URL('./x.png', location.href)"],
	['a URL from the module', "new URL('x.png', import.meta.url)", 'x.png'],
	['an escape', "require('./\\x78.png')", './x.png'],
	['a percent sign in an import', "import x from './a%20b.png'", './a%20b.png'],
	['a percent sign in require', "require('./a%20b.png?url')", './a%20b.png'],
	['a percent sign in a dynamic import', "import('./100%.png')", './100%.png'],
	['a percent sign in a URL', "new URL('./a%20b.png', import.meta.url)", './a b.png'],
	['a quote in a name', `require("./it's.png")`, "./it's.png"],
	['JSX', "<img src='x.png' />", 'x.png'],
	['a nested condition', "<img src={a ? b ? 'x.png' : 'y.png' : `z.png`} />", 'x.png', 'y.png', 'z.png'],
	['a nested interpolation', "<img src={`/a/${b ? 'x.png' : 'y.png'}`} />"],
	['an object', "<img src={{ a: 'x.png' }[a]} />"],
	['an argument', "<img src={f('x.png')} />"],
	['a condition that is a string', "<img src={a === 'x.png' ? 'y.png' : b} />", 'y.png'],
	['a fragment in a condition', '{a && <><img src="x.png" /></>}', 'x.png'],
	['a type argument', "const f = <T,>(a: T) => <img src='x.png' />", 'x.png'],
	['less than', "a < b; require('./x.png'); c > d", './x.png'],
];

const styles: readonly Case[] = [
	['no quotes', 'a{background:url(x.png)}', 'x.png'],
	['blanks that are not ASCII', 'a{background:url(x\u00a0y.png)}', 'x\u00a0y.png'],
	['spaces', 'a{background:url(  "x.png"  )}', 'x.png'],
	['two', 'a{background:url(x.png),url(y.png)}', 'x.png', 'y.png'],
	['a comment', '/* url(x.png) */ a{background:url(y.png)}', 'y.png'],
	['a comment in image-set', 'a{b:image-set(/* "x.png" */ "y.png" 1x)}', 'y.png'],
	['a string', 'a{content:"url(x.png)"}'],
	['a broken string', 'a{content:"b\n}c{d:url(x.png)}', 'x.png'],
	['another function', 'a{b:my-url(x.png) curl(y.png)}'],
	['an escape', 'a{b:url(a\\ b.png)}', 'a b.png'],
	['an escaped line break', 'a{b:url("a\\\nb.png")}', 'ab.png'],
	['an escape by number', 'a{b:url("\\78.png")}', 'x.png'],
];

/** What the references of a text share a picture with: `a+b` for each picture, in order of the first. */
function picturesOf(text: string, languageId: string): readonly string[] {
	const found = findImageReferences({ text, languageId, fileName: '' });
	const shared = found.filter(({ picture }) => picture !== undefined);
	const groups = Object.values(Object.groupBy(shared, ({ picture = 0 }) => text.slice(picture, picture + 8)));
	return groups.map(group => (group ?? []).map(({ path }) => path.replace('.png', '')).join('+'));
}

/** The places in a text that show one picture begin with different tags, so that those tell the pictures apart. */
const pictures: readonly Case[] = [
	['alone', '<img src="a.png"><img srcset="b.png">'],
	['candidates', '<img src="a.png" srcset="b.png 2x, c.png 3x">', 'a+b+c'],
	['candidates without src', '<img srcset="b.png 2x, c.png 3x">', 'b+c'],
	['two elements', '<img  src="a.png" srcset="b.png 2x"><img src="c.png" srcset="d.png 2x">', 'a+b', 'c+d'],
	[
		'sources',
		'<picture><source srcset="a.png, b.png 2x"><img src="c.png" srcset="d.png 2x"></picture>',
		'a+b+c+d',
	],
	[
		'art direction',
		'<picture><source media="print" srcset="a.png, b.png 2x"><source srcset="c.png"><img src="d.png"></picture>',
		'c+d',
	],
	[
		'one source of art direction',
		'<picture><source media="print" srcset="a.png"><img src="d.png"></picture>',
	],
	['a picture without an image', '<picture><source srcset="a.png, b.png 2x"></picture>'],
	['sources of other media', '<video poster="a.png"><source src="b.png"></video>'],
	['a style', '<img src="a.png" style="background:url(b.png)">'],
];

const jsxPictures: readonly Case[] = [
	['JSX', '<img src="a.png" srcSet={`b.png 2x`} />', 'a+b'],
	['a condition', "<img src={a ? 'a.png' : 'b.png'} />"],
	['a condition and candidates', "<img src={a ? 'a.png' : 'b.png'} srcSet='c.png 2x, d.png 3x' />", 'c+d'],
	['an alternative', "<img src={a || 'a.png'} srcSet='b.png 2x' />"],
	[
		'media',
		'<picture><source media={m} srcSet="a.png" /><img src="b.png" srcSet="c.png 2x" /></picture>',
		'b+c',
	],
];

const tables = { markdown, html, javascriptreact: script, css: styles };

/** Texts where all that is repeated belongs together. */
const oneOfAll: readonly (readonly [languageId: string, before: string, piece: string, after: string])[] = [
	['html', '<img src="x.png" srcset="', 'x.png (, ', '">'],
	['html', '<img src="x.png" srcset="', '(', '">'],
	['html', '<img srcset="', 'x.png,', ' 2x" width="20" height="10">'],
	['html', '<img ', 'src=x.png ', '>'],
	['html', '<img ', 'style="background:url(x.png)" ', '>'],
	['html', '<picture><source ', 'srcset=x.png ', '><img width=2 height=3></picture>'],
	['html', '<img src=x.png><meta name=image ', 'content=x.png ', '>'],
	['html', '<img src=x.png><input ', 'src=x.png ', '>'],
	['html', '<img src=x.png><link rel=icon ', 'href=x.png ', '>'],
	['vue', '<img ', `:src="'x.png'" `, '/>'],
	['typescriptreact', '<img ', 'src="x.png" ', '/>'],
	['typescript', "import x from './x.png';", '.png', ''],
	['vue', '<img src="x.png"><script>', '.png', '</script>'],
];

suite('the image references of a text', () => {
	for (const [languageId, cases] of Object.entries(tables)) {
		for (const [name, text, ...paths] of cases) {
			test(`${languageId}: ${name}`, () => {
				const found = findImageReferences({ text, languageId, fileName: 'a' });
				assert.deepEqual(
					found.map(({ path }) => path),
					paths,
				);
			});
		}
	}

	for (const [languageId, cases] of Object.entries({ html: pictures, javascriptreact: jsxPictures })) {
		for (const [name, text, ...shared] of cases) {
			test(`${languageId} that show one picture: ${name}`, () => {
				assert.deepEqual(picturesOf(text, languageId), shared);
			});
		}
	}

	test('are described by the options of the chunk of R that shows them', () => {
		const texts = (options: string) =>
			findImageReferences({
				text: `# A\n\n\`\`\`{r${options}\ninclude_graphics("a.png")\n\`\`\`\n`,
				languageId: 'quarto',
				fileName: 'a.qmd',
			})[0]?.texts;
		assert.deepEqual(texts('}\n#| fig-alt: "A hill"'), { alt: 'A hill', heading: 'A' });
		assert.deepEqual(texts('}\n#| echo: false\n#| fig-alt: |\n#|   A hill\n#|   at dawn\n#| x: y'), {
			alt: 'A hill at dawn',
			heading: 'A',
		});
		assert.deepEqual(texts(", fig.alt = 'A hill'}"), { alt: 'A hill', heading: 'A' });
		assert.deepEqual(texts('}'), { heading: 'A' });
	});

	test('begin a picture where its element does', () => {
		const text = '<p>a</p><picture><source srcset="a.png"><img src="b.png"></picture><img src="c.png">';
		const found = findImageReferences({ text, languageId: 'html', fileName: '' });
		assert.deepEqual(
			found.map(({ picture }) => picture),
			[8, 8, undefined],
		);
	});

	test('come back as they were escaped when they were written', () => {
		const skipped = /[{}[\]<>|*$]|:|#c|%25|&amp;/;
		for (const path of hostilePaths.filter(each => !skipped.test(each) && !each.includes('\\'))) {
			const written = [
				['markdown', `![a](${pathForMarkdown(path)})`],
				['html', `<img src="${pathForAttribute(path)}">`],
				['css', `a{b:url("${pathForCss(path)}")}`],
			] as const;
			for (const [languageId, text] of written) {
				const [found] = findImageReferences({ text, languageId, fileName: '' });
				assert.equal(found?.path, path, text);
			}
		}
	});

	test('do not exist in languages without images, and in texts that fail the pattern', () => {
		for (const languageId of ['plaintext', 'yaml', 'json', 'python', 'restructuredtext', 'latex']) {
			assert.deepEqual(findImageReferences({ text: '![a](x.png)', languageId, fileName: 'a' }), []);
		}
		assert.equal(mayHaveImages('![a](x.svg) image.gif png jpg'), false);
		assert.equal(mayHaveImages('x%2EJPEG'), true);
	});

	test('are found in a megabyte of anything', () => {
		for (const piece of [
			'<a>',
			'![](',
			'`a',
			'> ',
			'<figure>',
			'{',
			'url(',
			'[a]: b\n',
			'<img src=x.png>',
			"import a from './a.png'\n",
		]) {
			for (const languageId of ['markdown', 'mdx', 'svelte', 'typescriptreact', 'scss']) {
				const text = `x.png ${piece.repeat(1_000_000 / piece.length)}`;
				assert.ok(findImageReferences({ text, languageId, fileName: '' }).length >= 0);
			}
		}
	}).timeout(60_000);

	test('are found in a megabyte in one tag, one attribute, one line', () => {
		for (const [languageId, before, piece, after] of oneOfAll) {
			const text = before + piece.repeat(1_000_000 / piece.length) + after;
			assert.ok(findImageReferences({ text, languageId, fileName: '' }).length > 0);
		}
	}).timeout(20_000);

	test('are plausible in 10,000 texts of random pieces', () => {
		const random = seededRandom('references');
		const next = (limit: number) => Math.floor(random() * limit);
		let total = 0;
		const corpus = readCorpus().map(({ text }) => text.slice(0, 20_000));
		const ids = [
			'markdown',
			'mdx',
			'html',
			'vue',
			'svelte',
			'astro',
			'blade',
			'typescriptreact',
			'typescript',
			'scss',
		];
		const marks = [
			'<img src="',
			'![',
			'](',
			'`',
			'```\n',
			'{',
			'}',
			'${',
			"'",
			'"',
			'<!--',
			'-->',
			'/*',
			'*/',
			'\n\n',
			'> ',
			'- ',
			'url(',
			')',
			'x.png',
			'\\',
			'---\n',
			'<',
			'>',
			'/>',
			'require(',
			'\u0000',
			'\ud800',
			'%',
			'&#46;png',
			'    ',
		];
		for (let count = 0; count < 10_000; count++) {
			let text = '';
			for (let piece = next(12); piece >= 0; piece--) {
				const source = corpus[next(corpus.length)] ?? '';
				const from = next(source.length);
				text += next(3) === 0 ? source.slice(from, from + next(120)) : (marks[next(marks.length)] ?? '');
			}
			const languageId = ids[count % ids.length] ?? '';
			let before = -1;
			for (const { start, end, raw, path, texts } of findImageReferences({
				text,
				languageId,
				fileName: '',
			})) {
				assert.ok(start > before && end > start && end <= text.length, text);
				assert.equal(text.slice(start, end), raw);
				assert.match(path, /\.(?:png|jpe?g|webp)$/i);
				assert.ok(
					Object.values(texts).every(said => said !== '' && !said.includes('\n')),
					text,
				);
				before = start;
				total++;
			}
		}
		assert.ok(total > 2000, `${total}`);
	});
});

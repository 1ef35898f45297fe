import * as escapes from './escapes.ts';
import type { Escape } from './escapes.ts';

export type LinkFamily =
	'markdown' | 'markup' | 'script' | 'styles' | 'restructuredtext' | 'asciidoc' | 'latex' | 'typst';

/** How one language writes an image. Templates know `${path}`, `${alt}`, `${width}`, `${height}`. */
export interface LinkLanguage {
	readonly family: LinkFamily;
	/** VS Code's language ids, built in or of the language's usual extension. */
	readonly languageIds: readonly string[];
	/** Where VS Code knows no language id: how the file name ends. */
	readonly extensions: readonly string[];
	/** The image on lines of its own. */
	readonly block: string;
	/** The image within a line, where that is written differently. */
	readonly inline?: string;
	readonly escapePath: Escape;
	readonly escapeAlt: Escape;
	/**
	 * A path in its own folder is written `./x.webp`, because compilers take `x.webp` for a package or leave it
	 * unresolved.
	 */
	readonly dotSlash?: true;
	/** Comments of a markup language besides `<!-- -->`. */
	readonly comments?: readonly (readonly [open: string, close: string])[];
	/** Code within markup, and the language id whose rules hold there. */
	readonly islands?: readonly (readonly [open: string, close: string, languageId: string])[];
	/** An attribute's value may be an expression in braces. */
	readonly braces?: true;
	/** The file consists of blocks, and only the template is markup. */
	readonly blocks?: true;
	/** A script between two lines of `---` begins the file. */
	readonly frontMatter?: true;
}

const attribute = { escapePath: escapes.pathForAttribute, escapeAlt: escapes.altForAttribute };
const razor = { escapePath: escapes.pathForRazor, escapeAlt: escapes.altForRazor };
const html = '<img src="${path}" alt="${alt}">';
const jsx = '<img src="${path}" alt="${alt}" />';
const mustache = ['{{', '}}', ''] as const;
const tags = ['{%', '%}', ''] as const;
const scriptlets = (id: string) => ['<%', '%>', id] as const;

/** How HTML inside another document writes images. */
// prettier-ignore
export const htmlLanguage: LinkLanguage = { family: 'markup', languageIds: ['html', 'xhtml'], extensions: ['.html', '.htm', '.xhtml'], block: html, ...attribute, islands: [['<?', '?>', 'php']] };

/** How JavaScript inside another document writes images. */
// prettier-ignore
export const jsxLanguage: LinkLanguage = { family: 'script', languageIds: ['javascriptreact', 'typescriptreact', 'javascript'], extensions: ['.jsx', '.tsx', '.js', '.mjs', '.cjs'], block: jsx, ...attribute, dotSlash: true };

/** How a stylesheet inside another document writes images. */
// prettier-ignore
export const stylesLanguage: LinkLanguage = { family: 'styles', languageIds: ['css', 'scss', 'less', 'postcss', 'tailwindcss'], extensions: ['.css', '.scss', '.less', '.pcss'], block: 'background-image: url("${path}");', inline: 'url("${path}")', escapePath: escapes.pathForCss, escapeAlt: escapes.altForCss };

/** One entry per language. A language that is not listed has no image syntax; it gets a bare path, or a comment. */
// prettier-ignore
export const linkLanguages: readonly LinkLanguage[] = [
	{ family: 'markdown', languageIds: ['markdown', 'quarto', 'rmd', 'juliamarkdown'], extensions: ['.md', '.markdown', '.mkd', '.qmd', '.rmd'], block: '![${alt}](${path})', escapePath: escapes.pathForMarkdown, escapeAlt: escapes.altForMarkdown },
	{ family: 'markdown', languageIds: ['mdx'], extensions: ['.mdx'], block: '![${alt}](${path})', escapePath: escapes.pathForMdx, escapeAlt: escapes.altForMarkdown },
	htmlLanguage,
	{ family: 'markup', languageIds: ['vue', 'vue-html'], extensions: ['.vue'], block: jsx, ...attribute, dotSlash: true, islands: [mustache], blocks: true },
	{ family: 'markup', languageIds: ['svelte'], extensions: ['.svelte'], block: jsx, ...attribute, dotSlash: true, islands: [['{', '}', '']], braces: true },
	{ family: 'markup', languageIds: ['astro'], extensions: ['.astro'], block: jsx, ...attribute, dotSlash: true, comments: [['{/*', '*/}']], braces: true, frontMatter: true },
	{ family: 'markup', languageIds: ['blade'], extensions: ['.blade.php'], block: html, ...razor, comments: [['{{--', '--}}']], islands: [['@php\n', '@endphp', 'php'], ['@php\r\n', '@endphp', 'php'], ['@', ')', ''], ['@php ', '@endphp', 'php'], ['{!!', '!!}', ''], mustache, ['<?', '?>', 'php']] },
	{ family: 'markup', languageIds: ['php'], extensions: ['.php', '.phtml'], block: html, ...attribute, islands: [['<?', '?>', 'php']] },
	{ family: 'markup', languageIds: ['razor', 'aspnetcorerazor'], extensions: ['.cshtml', '.razor'], block: jsx, ...razor, comments: [['@*', '*@']] },
	{ family: 'markup', languageIds: ['handlebars', 'mustache', 'glimmer'], extensions: ['.hbs', '.handlebars', '.mustache'], block: html, ...attribute, comments: [['{{!--', '--}}'], ['{{!', '}}']], islands: [['{{{', '}}}', ''], mustache] },
	{ family: 'markup', languageIds: ['erb', 'html.erb'], extensions: ['.erb'], block: html, ...attribute, comments: [['<%#', '%>'], ['<%--', '--%>']], islands: [scriptlets('ruby')] },
	{ family: 'markup', languageIds: ['ejs', 'jsp'], extensions: ['.ejs', '.jsp'], block: html, ...attribute, comments: [['<%--', '--%>'], ['<%#', '%>']], islands: [scriptlets('java'), ['${', '}', '']] },
	{ family: 'markup', languageIds: ['html-eex', 'phoenix-heex'], extensions: ['.eex', '.heex', '.leex'], block: html, ...attribute, comments: [['<%!--', '--%>'], ['<%#', '%>']], islands: [scriptlets('elixir'), ['{', '}', '']], braces: true },
	{ family: 'markup', languageIds: ['jinja', 'jinja-html', 'django-html', 'twig', 'nunjucks', 'njk', 'liquid'], extensions: ['.jinja', '.jinja2', '.j2', '.twig', '.njk', '.liquid'], block: html, ...attribute, comments: [['{#', '#}']], islands: [mustache, tags] },
	jsxLanguage,
	stylesLanguage,
	{ family: 'restructuredtext', languageIds: ['restructuredtext'], extensions: ['.rst'], block: '.. image:: ${path}\n   :alt: ${alt}', escapePath: escapes.pathForRst, escapeAlt: escapes.altForRst },
	{ family: 'asciidoc', languageIds: ['asciidoc'], extensions: ['.adoc', '.asciidoc', '.asc'], block: 'image::${path}[${alt}]', inline: 'image:${path}[${alt}]', escapePath: escapes.pathForAsciiDoc, escapeAlt: escapes.altForAsciiDoc },
	{ family: 'latex', languageIds: ['latex', 'tex'], extensions: ['.tex', '.ltx'], block: '\\includegraphics{${path}}', escapePath: escapes.pathForLatex, escapeAlt: escapes.altForLatex },
	{ family: 'typst', languageIds: ['typst'], extensions: ['.typ'], block: '#image("${path}", alt: "${alt}")', inline: '#box(image("${path}", alt: "${alt}"))', escapePath: escapes.pathForTypst, escapeAlt: escapes.altForTypst },
];

/** Ids under which VS Code opens a file whose language no installed extension knows. */
const unknownIds = new Set(['plaintext', 'unknown', '']);

/**
 * How a document's language writes images, by VS Code's language id; where VS Code knows none, by the file's
 * extension. Undefined for a language without image syntax.
 */
export function linkLanguage(languageId: string, fileName = ''): LinkLanguage | undefined {
	const name = fileName.toLowerCase();
	const byName = linkLanguages.find(language => language.extensions.some(end => name.endsWith(end)));
	if (byName && (unknownIds.has(languageId) || name.endsWith('.blade.php'))) {
		return byName;
	}
	return linkLanguages.find(language => language.languageIds.includes(languageId));
}

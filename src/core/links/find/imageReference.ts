import { linkLanguage, linkLanguages, type LinkLanguage } from '../linkLanguages.ts';
import { findInMarkdown } from './findInMarkdown.ts';
import { findInMarkup } from './findInMarkup.ts';
import { findInScript } from './findInScript.ts';
import { findInStyles, hasLineComments } from './findInStyles.ts';
import { createFinds, hasImageMark, imageMarks } from './finds.ts';

/** A document as VS Code knows it; the file's name counts where the language id says nothing. */
export interface SourceDocument {
	readonly text: string;
	readonly languageId: string;
	readonly fileName: string;
}

/** A place in a document that shows or imports a PNG, JPEG or WebP file of the workspace. */
export interface ImageReference {
	/** Offsets (UTF-16) of the path as written, query and fragment included, quotes and brackets not. */
	readonly start: number;
	readonly end: number;
	readonly raw: string;
	/** Decoded, without query and fragment, with `/` between segments; still relative as it was written. */
	readonly path: string;
	/**
	 * `jsx` is an attribute's value that is JSX, or a JavaScript string in a bound attribute of Vue, Svelte or
	 * Astro; `import` also `require()` and `new URL()`; `markdown` also a front matter's value.
	 */
	readonly kind: 'markdown' | 'html' | 'srcset' | 'poster' | 'jsx' | 'import' | 'css';
	/** What describes the image, as plain text on one line; never empty. */
	readonly texts: {
		readonly alt?: string;
		readonly title?: string;
		readonly caption?: string;
		readonly ariaLabel?: string;
		/** The nearest one above. */
		readonly heading?: string;
	};
	/** Whole pixels, 1 to 8192, where the document says them; together no more than an image is brought to. */
	readonly width?: number;
	readonly height?: number;
	/**
	 * Where the `<img>` or `<picture>` begins whose picture this and other references show, in other sizes or
	 * formats; the same for all of them. Absent where one shows it alone, and for a `<source media>`.
	 */
	readonly picture?: number;
}

/** Whether a document can have image references at all: one pass of one pattern, which most documents fail. */
export function mayHaveImages(text: string): boolean {
	return hasImageMark(text);
}

/**
 * The image references of a document, in order of their places. Takes time in proportion to the text, whatever
 * it holds; never throws. None in a language that is not Markdown, markup, a script or a stylesheet.
 */
export function findImageReferences(document: SourceDocument): readonly ImageReference[] {
	const marks = imageMarks(document.text);
	const language = languageOf(document);
	if (marks.length === 0 || language === undefined) {
		return [];
	}
	const finds = createFinds(document.text, marks);
	const all = { start: 0, end: document.text.length };
	switch (language.family) {
		case 'markdown':
			findInMarkdown(finds, language.languageIds.includes('mdx'));
			break;
		case 'markup':
			findInMarkup(finds, language);
			break;
		case 'script':
			findInScript(finds, all, !isTypeScript(document));
			break;
		case 'styles':
			findInStyles(finds, all, { lineComments: hasLineComments(document.languageId, document.fileName) });
			break;
		case 'asciidoc':
		case 'latex':
		case 'restructuredtext':
		case 'typst':
			break;
	}
	return finds.finish();
}

function languageOf(document: SourceDocument): LinkLanguage | undefined {
	return isTypeScript(document)
		? linkLanguages.find(({ family }) => family === 'script')
		: linkLanguage(document.languageId, document.fileName);
}

/** TypeScript without JSX, where `<a>b` is a cast. */
function isTypeScript({ languageId, fileName }: SourceDocument): boolean {
	return languageId === 'typescript' || (languageId === 'plaintext' && /\.[mc]?ts$/i.test(fileName));
}

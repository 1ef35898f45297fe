import type { IconPurpose } from '../../images/icons/drawIcon.ts';
import type { Region } from '../tags.ts';

/** A document as VS Code knows it; the file's name counts where the language id says nothing. */
export interface SourceDocument {
	readonly text: string;
	readonly languageId: string;
	readonly fileName: string;
}

/** A place in a document that shows or imports a PNG, JPEG, WebP or ICO file of the workspace. */
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
	/**
	 * Where the path begins at the address of a site, which is the document's only where the project says so:
	 * `https://example.com`, in lower case.
	 */
	readonly site?: string;
	/** The path that the page says its site is served at, and that the path begins with (`<base href="/app/">`). */
	readonly base?: string;
	/** Set for an icon of a site, an app or an extension: a square. `sizes` are those in an ICO, in pixels. */
	readonly icon?: { readonly purpose: IconPurpose; readonly sizes?: readonly number[] };
	/** Something else shows it, perhaps elsewhere: a theme shows what front matter names, a component what it is given. */
	readonly givenTo?: 'theme' | 'component';
	/** Angular's `ngSrc` shows it, through a loader if the app has one. */
	readonly isLoaded?: true;
	/** What describes the image, as plain text on one line; never empty. */
	readonly texts: {
		readonly alt?: string;
		readonly title?: string;
		readonly caption?: string;
		readonly ariaLabel?: string;
		/** The nearest one above. */
		readonly heading?: string;
	};
	/** Whole pixels, 1 to 8192, where the document says them; together no more than an image can have. */
	readonly width?: number;
	readonly height?: number;
	/** The digits of both, where the tag that shows the image says them. */
	readonly sizeAt?: { readonly width: Region; readonly height: Region };
	/**
	 * Where the `<img>` or `<picture>` begins whose picture this and other references show, in other sizes or
	 * formats; the same for all of them. Absent where one shows it alone, and for a `<source media>`.
	 */
	readonly picture?: number;
}

import type { Replacement } from '../draft.ts';

/** A request for a link. Offsets are UTF-16 code units into `text`, as `TextDocument.offsetAt` gives them. */
export interface LinkRequest {
	/** The whole document, with its own line breaks. */
	readonly text: string;
	/** VS Code's language id. */
	readonly languageId: string;
	/** The document's file name or path; only its extension is read. */
	readonly fileName: string;
	readonly start: number;
	readonly end: number;
	readonly mode: 'insert' | 'replace';
	/** The relative path from the document to the asset, as `relativePath` gives it: POSIX separators, not escaped. */
	readonly path: string;
	/** The alternative text, usually the prompt; not escaped. */
	readonly alt: string;
	/** Pixels of the asset, as it is shown. */
	readonly width?: number | undefined;
	readonly height?: number | undefined;
	/** The user asked for that size; an element then states it, however large it is. */
	readonly sizeAsked?: boolean | undefined;
	/** Replaces the language's own templates: `${path}`, `${alt}`, `${width}`, `${height}`. */
	readonly template?: string | undefined;
}

/** One replacement in the document, and where the link itself is in the document afterwards. */
export interface LinkEdit extends Replacement {
	readonly linkStart: number;
	readonly linkEnd: number;
}

/**
 * Why a link can't be inserted: the language has neither images nor comments there, or an image there would not be
 * shown.
 */
export type NoPlace = 'noComment' | 'notShown';

/** A planner's result: the edit, or why there is none. */
export type Planned = LinkEdit | NoPlace;

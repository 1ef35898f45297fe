/** What a link is asked for. Offsets are UTF-16 code units into `text`, as `TextDocument.offsetAt` gives them. */
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
	/** The way from the document to the asset, as `relativePath` gives it: POSIX separators, not escaped. */
	readonly path: string;
	/** The alternative text, usually the prompt; not escaped. */
	readonly alt: string;
	/** Pixels of the asset, as it is shown. */
	readonly width?: number | undefined;
	readonly height?: number | undefined;
	/** Somebody wanted the asset to have that size; an element says it then, however large it is. */
	readonly sizeAsked?: boolean | undefined;
	/** Stands in for the language's own templates: `${path}`, `${alt}`, `${width}`, `${height}`. */
	readonly template?: string | undefined;
}

/** One replacement in the document, and where the link itself lies in the document afterwards. */
export interface LinkEdit {
	readonly start: number;
	readonly end: number;
	readonly text: string;
	readonly linkStart: number;
	readonly linkEnd: number;
}

/** Why a link has no place: the language has neither images nor comments there; or nothing would show an image there. */
export type NoPlace = 'noComment' | 'notShown';

/** What a planner gives: the edit, or why there is none. */
export type Planned = LinkEdit | NoPlace;

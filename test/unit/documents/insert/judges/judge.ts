/** Documents of one language, made of pieces, and what a parser that others keep says of them. */
export interface Judge {
	readonly name: string;
	readonly languageId: string;
	/** For a language that VS Code knows by its file's extension alone. */
	readonly fileName?: string;
	/** How many documents are tried. */
	readonly seeds?: number;
	readonly pieces: readonly string[];
	readonly separators: readonly string[];
	/** What a document begins and ends with, where its pieces stand in something. */
	readonly around?: readonly (readonly [before: string, after: string])[];
	/** Images of the language are not looked for in documents. */
	readonly isNotFound?: true;
	/** Whether a link is an image of the language; others are paths in code and comments. */
	readonly isImage: (link: string) => boolean;
	/** The document's tree; throws where the parser finds a fault. */
	readonly tree: (text: string) => unknown;
	/** The tree without the image at the path; throws where it is none. */
	readonly without: (text: string, path: string) => unknown;
	/** Whether the parser takes the place of a bare path for code or a comment. */
	readonly isCode: (text: string, path: string) => boolean | Promise<boolean>;
}

export const path = 'assets/new.webp';

// Loaded when the extension starts: it imports nothing.

/** Commands behind quick fixes and lenses; the palette does not know them. */
export const internalCommands = {
	fixMissing: 'imageAssets._fixMissing',
	fixTodo: 'imageAssets._fixTodo',
} as const;

/** What is offered for an image that is not there: make it, draw a stand-in, or look at the prompt first. */
export type Fix = 'generate' | 'placeholder' | 'prompt';

/** The same, or make it from an image that exists and shows the same picture. */
export type ImageFix = Fix | 'derive';

export const fixTitles = {
	generate: 'Generate Image',
	placeholder: 'Create Free Placeholder',
	prompt: 'Edit Prompt First…',
} as const satisfies Record<Fix, string>;

/** For an image that a document refers to. */
export interface MissingFix {
	readonly fix: ImageFix;
	/** A URI. */
	readonly document: string;
	/** The absolute path of the image. */
	readonly target: string;
}

/** For a comment that asks for an image. */
export interface TodoFix {
	readonly fix: Fix;
	/** A URI. */
	readonly document: string;
	/** Where the comment's mark begins: an offset. */
	readonly start: number;
}

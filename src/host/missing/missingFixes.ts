// Loaded when the extension starts, so it imports nothing.

/** The commands of quick fixes and code lenses. Internal, not contributed. */
export const internalCommands = {
	fixMissing: 'imageAssets._fixMissing',
	fixTodo: 'imageAssets._fixTodo',
	renderPlaceholder: 'imageAssets._renderPlaceholder',
} as const;

/** What is offered for a missing image: generate it, draw a placeholder, or edit the prompt first. */
export type Fix = 'generate' | 'placeholder' | 'prompt';

/** Also: make it from an existing image that shows the same picture. */
export type ImageFix = Fix | 'derive';

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
	/** The offset of the start of the comment's marker. */
	readonly start: number;
}

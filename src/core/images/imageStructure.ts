/** Pixels. */
export interface ImageSize {
	width: number;
	height: number;
}

/** What a structural check found: the size of a whole image, or the first thing that is wrong with it. */
export type Structure =
	| { ok: true; size: ImageSize }
	/** `truncated`: the file ends too early; `damaged`: it is complete, but its content is wrong. */
	| { ok: false; code: 'truncated' | 'damaged'; detail: string };

export const truncated = (detail: string): Structure => ({ ok: false, code: 'truncated', detail });
export const damaged = (detail: string): Structure => ({ ok: false, code: 'damaged', detail });

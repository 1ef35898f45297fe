import type { OutputFormat } from '../../../src/shared/model.ts';

/** Everything that determines an image's bytes. */
export interface ImageSpec {
	prompt: string;
	/** A different number gives a different image for the same prompt; 0 by default. */
	variant?: number;
	/** In pixels. */
	width: number;
	height: number;
	format: OutputFormat;
	/** 0–100; has no effect on PNG. 90 by default. */
	compression?: number;
}

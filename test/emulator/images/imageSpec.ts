import type { OutputFormat } from '../../../src/shared/model.ts';

/** All that decides an image's bytes. */
export interface ImageSpec {
	prompt: string;
	/** Another number, another picture for the same prompt; 0 unless said. */
	variant?: number;
	/** In pixels. */
	width: number;
	height: number;
	format: OutputFormat;
	/** 0–100; has no effect on PNG. 90 unless said. */
	compression?: number;
}

import type { OutputFormat } from '../../shared/model.ts';

/** An image that a tool has saved; paths are workspace-relative, with `/`. */
export interface SavedResult {
	readonly file: string;
	/** Pixels. */
	readonly width: number;
	readonly height: number;
	readonly format: OutputFormat;
	/** What it cost; 0 if it was free. */
	readonly credits: number;
	/** As it should be written in the document that was named. */
	readonly link?: string;
	/** What differs from the request, and what the user can do about it. */
	readonly note?: string;
}

export interface FailedResult {
	readonly file: string;
	readonly reason: string;
	/** Whether credits were spent on it, or may have been. */
	readonly charged: boolean;
}

/** What a tool reports to the model about images. */
export interface ImagesResult {
	readonly saved: readonly SavedResult[];
	readonly failed: readonly FailedResult[];
	readonly creditsToday: number;
	readonly agentCreditsLeft: number;
}

/** A missing image as a tool lists it. */
export interface MissingResult {
	readonly file: string;
	readonly document: string;
	/** From 1. */
	readonly line: number;
	/** Empty if nothing says what it shows. */
	readonly prompt: string;
	/** `WxH` */
	readonly size?: string;
	/** At low quality; 0 for one that is made from an existing image. */
	readonly credits: number;
}

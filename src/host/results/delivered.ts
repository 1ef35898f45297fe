import type { Uri } from 'vscode';
import type { Job } from '../../core/jobs/job.ts';
import type { Replacement } from '../../core/assets/replacement.ts';
import type { SavedFile } from './savedFile.ts';

/** What became of an image that takes another one's place by itself. */
export type Placing =
	| { readonly type: 'placed'; readonly uri: Uri; readonly replacement: Replacement | undefined }
	/** It stays where it was saved; `why` is the rest of a sentence that begins with the other one's name. */
	| { readonly type: 'beside'; readonly original: Uri; readonly why: string };

/** A saved image of a job. */
export interface Delivered extends SavedFile {
	readonly job: Job;
	/** Where it takes another image's place by itself; its `uri` is that place then. */
	readonly placing?: Placing | undefined;
	/** Further files that show the same picture, and cost nothing. */
	readonly variants: readonly SavedFile[];
}

import type { Uri } from 'vscode';
import type { Job } from '../../core/jobs/job.ts';
import type { Replacement } from '../../core/assets/replacement.ts';
import type { CutOutRefusal } from '../../core/images/cutOut/keyColor.ts';
import type { SavedFile } from './savedFile.ts';

/** What became of an image that replaces another one without asking. */
export type Placement =
	| { readonly type: 'placed'; readonly uri: Uri; readonly replacement: Replacement | undefined }
	/** It stays where it was saved; `why` is a sentence on why it didn't replace the other image. */
	| { readonly type: 'beside'; readonly original: Uri; readonly why: string };

/** A saved image of a job. */
export interface Delivered extends SavedFile {
	readonly job: Job;
	/** Set if it replaces another image without asking; `uri` is the other's path once it has. */
	readonly placement?: Placement | undefined;
	/** Further files that show the same picture, free of charge. */
	readonly variants: readonly SavedFile[];
	/** Why its background, which should have been cut out, was left. */
	readonly uncut?: CutOutRefusal | undefined;
}

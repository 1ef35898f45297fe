import type { ExtensionContext } from 'vscode';
import { type DailyLedger } from '../core/jobs/dailyLedger.ts';
import { type FileClaims } from '../core/jobs/fileClaims.ts';
import type { Clock } from '../core/clock/clock.ts';
import { type Journal } from '../core/jobs/journal/journal.ts';
import { type Submissions } from '../core/jobs/submissions.ts';
import type { ReferenceStore } from '../core/references/referenceStore.ts';
import type { StateFiles } from '../core/state/stateFiles.ts';
import { type StorageKeeper } from '../core/state/storageKeeper.ts';
import { type LastEditor } from './editor/lastEditor.ts';
import { type JobBoard } from '../core/jobs/jobBoard.ts';
import { type JobService } from '../core/jobs/jobService.ts';
import { type ImageEngine } from './images/imageEngine.ts';
import { type ApiKeys } from './storage/apiKeys.ts';
import { type AssetRecords } from './storage/assetRecords.ts';
import { type KeptFiles } from './storage/keptFiles.ts';
import { type PromptHistory } from './storage/promptHistory.ts';
import { type ReplacedFiles } from './storage/replacedFiles.ts';
import { type Thumbnails } from './storage/thumbnails.ts';
import { type Log } from './ui/log.ts';

/** What the commands work with; built when the first of them runs. */
export interface Services {
	readonly context: ExtensionContext;
	readonly log: Log;
	readonly apiKeys: ApiKeys;
	readonly prompts: PromptHistory;
	/** The extension's own folder, shared by all windows, and what keeps it within its limits. */
	readonly state: StateFiles;
	readonly keeper: StorageKeeper;
	readonly kept: KeptFiles;
	readonly records: AssetRecords;
	readonly replaced: ReplacedFiles;
	/** Snapshots of input images. */
	readonly references: ReferenceStore;
	readonly thumbnails: Thumbnails;
	/** Draws, converts and shrinks images in its worker. */
	readonly engine: ImageEngine;
	readonly journal: Journal;
	readonly ledger: DailyLedger;
	readonly jobs: JobService;
	readonly board: JobBoard;
	/** Keeps two jobs from being paid for one file. */
	readonly claims: FileClaims;
	/** What jobs are timed by. */
	readonly clock: Clock;
	/** The text editor that was used last. */
	readonly lastEditor: LastEditor;
	/** Starts what the user asks for, a double click once. */
	readonly submissions: Submissions;
	dispose(): void;
}

/** The services, which are loaded and built when something first needs them. */
export type LoadServices = () => Promise<Services>;

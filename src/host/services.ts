import type { ExtensionContext } from 'vscode';
import { type CutOutOriginals } from '../core/assets/cutOutOriginals.ts';
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
import { type JobService } from '../core/jobs/service/jobService.ts';
import { type ImageEngine } from './images/imageEngine.ts';
import { type ApiKeys } from './storage/apiKeys.ts';
import { type AssetRecords } from './storage/assetRecords.ts';
import { type KeptFiles } from './storage/keptFiles.ts';
import { type PromptHistory } from './storage/promptHistory.ts';
import { type ReplacedFiles } from './storage/replacedFiles.ts';
import { type Thumbnails } from './storage/thumbnails.ts';
import { type Log } from './ui/log.ts';
import { type Messages } from './ui/messages.ts';

/** What commands work with; built when the first command runs. */
export interface Services extends Messages {
	readonly context: ExtensionContext;
	readonly log: Log;
	readonly apiKeys: ApiKeys;
	readonly prompts: PromptHistory;
	/** The extension's own folder, shared by all windows, and what enforces its limits. */
	readonly state: StateFiles;
	readonly keeper: StorageKeeper;
	readonly kept: KeptFiles;
	/** The originals of paid images whose background was cut out. */
	readonly cutOuts: CutOutOriginals;
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
	/** Prevents two jobs from being paid for the same file. */
	readonly claims: FileClaims;
	/** Times the jobs. */
	readonly clock: Clock;
	/** The most recently used text editor. */
	readonly lastEditor: LastEditor;
	/** Starts requests; a double click starts only one. */
	readonly submissions: Submissions;
	dispose(): void;
}

/** Loads and builds the services on first use. */
export type LoadServices = () => Promise<Services>;

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ExtensionContext } from 'vscode';
import { policyTimeouts } from '../core/api/client.ts';
import { createDailyLedger, type DailyLedger } from '../core/jobs/dailyLedger.ts';
import { alignClock } from '../core/clock/alignedClock.ts';
import { createFileClaims, type FileClaims } from '../core/jobs/fileClaims.ts';
import type { Clock } from '../core/clock/clock.ts';
import { createJournal, type Journal } from '../core/jobs/journal/journal.ts';
import { createOrders, type Orders } from '../core/jobs/orders.ts';
import { policy } from '../core/policy.ts';
import type { Problem } from '../core/jobs/problem.ts';
import { createSystemClock } from '../core/clock/systemClock.ts';
import { createJobReferences } from '../core/jobs/uploads/jobReferences.ts';
import { referencesInUse } from '../core/jobs/uploads/referencesInUse.ts';
import type { ReferenceStore } from '../core/references/referenceStore.ts';
import { createLeases } from '../core/state/leases.ts';
import type { StateFiles } from '../core/state/stateFiles.ts';
import { createStorageKeeper, type StorageKeeper } from '../core/state/storageKeeper.ts';
import { onlyKnownKinds, storageKinds } from '../core/state/storageKinds.ts';
import { developmentOf } from './development.ts';
import { createLastEditor, type LastEditor } from './editor/lastEditor.ts';
import { createJobBoard, type JobBoard } from '../core/jobs/jobBoard.ts';
import { createJobService, type JobService } from '../core/jobs/jobService.ts';
import { finisher } from './images/finishImage.ts';
import { createImageEngine, type ImageEngine } from './images/imageEngine.ts';
import { createHttp } from './network/http.ts';
import { createApiKeys, type ApiKeys } from './storage/apiKeys.ts';
import { createAssetRecords, type AssetRecords } from './storage/assetRecords.ts';
import { createAssetSink } from './storage/assetSink.ts';
import { diskState } from './storage/diskState.ts';
import { createKeptFiles, type KeptFiles } from './storage/keptFiles.ts';
import { createPromptHistory, type PromptHistory } from './storage/promptHistory.ts';
import { foreignFiles } from './storage/foreignFiles.ts';
import { createReferenceStore } from './storage/referenceStore.ts';
import { createReplacedFiles, type ReplacedFiles } from './storage/replacedFiles.ts';
import { createThumbnails, type Thumbnails } from './storage/thumbnails.ts';
import { showRunningJobs } from './jobs/jobsStatus.ts';
import { createLog, type Log } from './ui/log.ts';
import { notify } from './ui/messages.ts';
import { dailyCreditLimit, parallelJobs } from './workspace/settings.ts';

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
	/** What the user sees without being told. */
	readonly presence: { panelVisible: boolean };
	/** Ids of parked jobs that this window goes on with by itself when their time has come. */
	readonly attended: Set<string>;
	/** Ids of parked jobs that this window tried, and told of, with what stopped them; tried again when that has changed. */
	readonly triedInVain: Map<string, Problem['kind']>;
	/** What the user orders, a double click once. */
	readonly orders: Orders;
	dispose(): void;
}

export function createServices(context: ExtensionContext): Services {
	const log = createLog();
	const development = developmentOf(context);
	const apiKeys = createApiKeys(context.secrets, development.apiKey, log);
	const clock = alignClock(createSystemClock(development.waitScale));
	const state = onlyKnownKinds(diskState(context.globalStorageUri.fsPath, { clock: createSystemClock() }));
	const leases = createLeases(state, clock, policy.lease, randomUUID());
	const journal = createJournal({
		files: state,
		leases,
		clock,
		onUnreadable: (id, error) => {
			log.error(`Job ${id} could not be read or put away for now`, error);
		},
		onDamaged: (folder, detail) => {
			log.error(`A job could not be read and was set aside in ${folder}: ${detail}`);
			const message = 'The note of an image could not be read and was set aside; the others go on.';
			notify(log, 'warning', message, [
				{
					title: 'Show Log',
					run: () => {
						log.show();
					},
				},
			]);
		},
	});
	const keeper = createStorageKeeper({
		files: state,
		now: () => Date.now(),
		usedReferences: async () => referencesInUse(await journal.list()),
		onTrouble: (kind, error) => {
			log.error(`Old files (${kind}) could not be removed`, error);
		},
	});
	const ledger = createDailyLedger(state, leases, clock, dailyCreditLimit);
	const references = createReferenceStore({
		root: context.globalStorageUri.fsPath,
		clock: createSystemClock(),
		foreign: foreignFiles,
		onAdded: bytes => void keeper.added('reference', bytes),
	});
	const engine = createImageEngine();
	const jobs = createJobService({
		http: createHttp(),
		timeouts: policyTimeouts(development.waitScale),
		clock,
		apiKeys,
		journal,
		ledger,
		sink: createAssetSink(),
		references: createJobReferences(references, clock),
		finish: finisher(engine),
		log,
		parallelJobs,
	});
	const board = createJobBoard(journal, jobs, clock);
	const status = showRunningJobs(jobs);
	const lastEditor = createLastEditor();
	return {
		context,
		log,
		apiKeys,
		prompts: createPromptHistory(context.globalState),
		state,
		keeper,
		kept: createKeptFiles(context.globalStorageUri, state, keeper),
		records: createAssetRecords(state, leases, log),
		replaced: createReplacedFiles(state, keeper),
		references,
		thumbnails: createThumbnails({
			folder: join(context.globalStorageUri.fsPath, storageKinds.thumbnail.folder),
			engine,
			clock: createSystemClock(),
		}),
		engine,
		journal,
		ledger,
		jobs,
		board,
		clock,
		claims: createFileClaims(leases, board),
		lastEditor,
		presence: { panelVisible: false },
		attended: new Set(),
		triedInVain: new Map(),
		orders: createOrders(createSystemClock(), log),
		dispose: () => {
			// Nobody waits for this when a window closes: what does not get done is found out by the leases.
			void jobs.dispose().finally(() => {
				leases.dispose();
			});
			status.dispose();
			lastEditor.dispose();
			engine.dispose();
			log.dispose();
		},
	};
}

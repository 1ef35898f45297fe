import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type ExtensionContext, l10n, workspace } from 'vscode';
import { createCutOutOriginals } from '../core/assets/cutOutOriginals.ts';
import { policyTimeouts } from '../core/api/client.ts';
import { createDailyLedger } from '../core/jobs/dailyLedger.ts';
import { alignClock } from '../core/clock/alignedClock.ts';
import { createFileClaims } from '../core/jobs/fileClaims.ts';
import { createJournal } from '../core/jobs/journal/createJournal.ts';
import { createSubmissions } from '../core/jobs/submissions.ts';
import { policy } from '../core/policy.ts';
import { createSystemClock } from '../core/clock/systemClock.ts';
import { createJobReferences } from '../core/jobs/uploads/jobReferences.ts';
import { referencesInUse } from '../core/jobs/uploads/referencesInUse.ts';
import { createLeases } from '../core/state/leases.ts';
import { createStorageKeeper } from '../core/state/storageKeeper.ts';
import { onlyKnownKinds, storageKinds } from '../core/state/storageKinds.ts';
import { developmentOf } from './development.ts';
import { createLastEditor } from './editor/lastEditor.ts';
import { createJobBoard } from '../core/jobs/jobBoard.ts';
import { createJobService } from '../core/jobs/service/createJobService.ts';
import { finisher } from './images/finishImage.ts';
import { createImageEngine } from './images/imageEngine.ts';
import { createHttp } from './network/http.ts';
import { createApiKeys } from './storage/apiKeys.ts';
import { createAssetRecords } from './storage/assetRecords.ts';
import { createAssetSink } from './storage/assetSink.ts';
import { diskState } from './storage/diskState.ts';
import { createKeptFiles } from './storage/keptFiles.ts';
import { createPromptHistory } from './storage/promptHistory.ts';
import { foreignFiles } from './storage/foreignFiles.ts';
import { createReferenceStore } from './storage/referenceStore.ts';
import { createReplacedFiles } from './storage/replacedFiles.ts';
import { createThumbnails } from './storage/thumbnails.ts';
import { isForThisWindow } from './jobs/jobsHere.ts';
import { showJobsStatus } from './jobs/jobsStatus.ts';
import { createLog } from './ui/log.ts';
import { createMessages } from './ui/messages.ts';
import { agentCreditLimit, dailyCreditLimit, parallelJobs, remembered } from './workspace/settings.ts';

import type { Services } from './services.ts';
import { stepAction } from './ui/nextSteps.ts';

/** Builds the services and starts their background work. */
export function createServices(context: ExtensionContext): Services {
	const log = createLog();
	const messages = createMessages(log);
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
			log.error(`Job ${id} could not be read or archived for now`, error);
		},
		onDamaged: (folder, detail) => {
			log.error(`A job could not be read and was set aside in ${folder}: ${detail}`);
			const message = l10n.t(
				"The notes about an image couldn't be read and were set aside. The other images aren't affected.",
			);
			messages.notify('warning', message, [stepAction({ type: 'showLog' })]);
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
	const ledger = createDailyLedger(state, leases, clock, dailyCreditLimit, agentCreditLimit);
	const references = createReferenceStore({
		root: context.globalStorageUri.fsPath,
		clock: createSystemClock(),
		foreign: foreignFiles,
		onAdded: bytes => void keeper.added('reference', bytes),
	});
	const engine = createImageEngine();
	const cutOuts = createCutOutOriginals(state, keeper);
	// It is read before each request, and many jobs send dozens of those per second.
	const parallel = remembered(parallelJobs);
	const jobs = createJobService({
		http: createHttp(),
		timeouts: policyTimeouts(development.waitScale),
		clock,
		apiKeys,
		journal,
		ledger,
		sink: createAssetSink(),
		references: createJobReferences(references, clock),
		finish: finisher(engine, cutOuts),
		log,
		parallelJobs: parallel.get,
	});
	const board = createJobBoard(journal, jobs, clock, job => workspace.isTrusted && isForThisWindow(job));
	const status = showJobsStatus({ board, jobs, log });
	const lastEditor = createLastEditor();
	return {
		context,
		log,
		...messages,
		apiKeys,
		prompts: createPromptHistory(context.globalState),
		state,
		keeper,
		cutOuts,
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
		submissions: createSubmissions(createSystemClock(), log),
		dispose: () => {
			// VS Code doesn't wait for this when a window closes. Other windows learn from the leases what was left undone.
			void jobs.dispose().finally(() => {
				leases.dispose();
			});
			parallel.dispose();
			status.dispose();
			lastEditor.dispose();
			engine.dispose();
			log.dispose();
		},
	};
}

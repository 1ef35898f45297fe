import type { ExtensionContext, Uri } from 'vscode';
import { createMemoryJournal } from '../core/jobs/memoryJournal.ts';
import { createSystemClock } from '../core/jobs/systemClock.ts';
import { developmentOf } from './development.ts';
import { createJobService, type JobService } from './jobs/jobService.ts';
import { createHttp } from './network/http.ts';
import { createApiKeys, type ApiKeys } from './storage/apiKeys.ts';
import { createAssetSink } from './storage/assetSink.ts';
import { createKeptFiles, type KeptFiles } from './storage/keptFiles.ts';
import { createPromptHistory, type PromptHistory } from './storage/promptHistory.ts';
import { createLog, type Log } from './ui/log.ts';
import { parallelJobs } from './workspace/settings.ts';

/** What the commands work with; built when the first of them runs. */
export interface Services {
	readonly context: ExtensionContext;
	readonly log: Log;
	readonly apiKeys: ApiKeys;
	readonly prompts: PromptHistory;
	readonly kept: KeptFiles;
	readonly jobs: JobService;
	/** Actions that began within the last second, by what they do: the same again is a double click. */
	readonly recentActions: Map<string, Promise<Uri[]>>;
	dispose(): void;
}

export function createServices(context: ExtensionContext): Services {
	const log = createLog();
	const development = developmentOf(context);
	const apiKeys = createApiKeys(context.secrets, development.apiKey, log);
	const jobs = createJobService({
		http: createHttp(),
		clock: createSystemClock(development.waitScale),
		apiKeys,
		journal: createMemoryJournal(),
		sink: createAssetSink(),
		log,
		parallelJobs,
	});
	return {
		context,
		log,
		apiKeys,
		prompts: createPromptHistory(context.globalState),
		kept: createKeptFiles(context.globalStorageUri),
		jobs,
		recentActions: new Map(),
		dispose: () => {
			log.dispose();
		},
	};
}

import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { policyTimeouts } from '../../../src/core/api/client.ts';
import { createDailyLedger, type DailyLedger } from '../../../src/core/jobs/dailyLedger.ts';
import { createFileClaims, type FileClaims } from '../../../src/core/jobs/fileClaims.ts';
import type { Job } from '../../../src/core/jobs/job.ts';
import type { Intent } from '../../../src/core/jobs/intent.ts';
import { createJobBoard, type JobBoard } from '../../../src/core/jobs/jobBoard.ts';
import { createJobService } from '../../../src/core/jobs/service/createJobService.ts';
import type { JobService, KeyStore } from '../../../src/core/jobs/service/jobService.ts';
import { createJournal } from '../../../src/core/jobs/journal/createJournal.ts';
import type { Journal } from '../../../src/core/jobs/journal/journal.ts';
import { policy } from '../../../src/core/policy.ts';
import type { JobReferences, JobSink } from '../../../src/core/jobs/ports.ts';
import { createRecoverer, type Recoverer } from '../../../src/core/jobs/recoverer.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { createLeases } from '../../../src/core/state/leases.ts';
import type { StateFiles } from '../../../src/core/state/stateFiles.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import { noReferences } from '../../support/noReferences.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { apiKey } from './jobBench.ts';

/** Waits are so much shorter than in earnest: a heartbeat is 40 ms, and a window is gone after 0.3 s. */
const waitScale = 0.02;

/** A lock is waited for as long as in earnest: the disk is no faster. */
const patience = policy.lease.patience / waitScale;

export interface JobWindowOptions {
	/** By default the folder's, on the disk. */
	readonly files?: StateFiles;
	/** By default the key is there. */
	readonly keys?: KeyStore;
	/** By default 4. */
	readonly parallelJobs?: () => number;
	/** By default for jobs without input images. */
	readonly references?: JobReferences;
	/** Called before recovery delivers and tells; may throw. */
	readonly onTell?: (part: 'deliver' | 'tell') => void;
}

/** What the extension is in one window, short of VS Code. */
export interface JobWindow {
	readonly journal: Journal;
	readonly jobs: JobService;
	readonly ledger: DailyLedger;
	readonly board: JobBoard;
	readonly claims: FileClaims;
	readonly recoverer: Recoverer;
	/** The jobs that recovery reported, saved or stopped. */
	readonly notified: readonly Job[];
	/** The unforeseen errors that recovery reported. */
	readonly reported: readonly unknown[];
	/** Writes jobs down. */
	open(...intents: Intent[]): Promise<void>;
	/** Takes a job on as the user's own, tells how it ended, and gives it back. */
	run(intent: Intent): Promise<Job | undefined>;
	/** The job as the disk has it. */
	read(intent: Intent): Promise<Job>;
	/** Looks for what others left behind until the task says that it is enough, or so many times. */
	lookOn(times: number, isEnough?: () => boolean): Promise<void>;
	/** Killed: nothing of it reaches the disk or the service any more. */
	crash(): void;
}

/** Windows that share one folder on the disk. */
export interface JobWindows {
	/** Of the platform. */
	readonly root: string;
	readonly files: StateFiles;
	/** Every image that was saved, by any window; `id` is the job's. */
	readonly saved: readonly { readonly id: string }[];
	window(options?: JobWindowOptions): JobWindow;
	dispose(): Promise<void>;
}

export async function createJobWindows(): Promise<JobWindows> {
	const folder = await temporaryFolder('windows');
	const files = diskState(folder.path, { clock: createSystemClock() });
	const saved: { id: string }[] = [];
	const windows: JobWindow[] = [];
	return {
		root: folder.path,
		files,
		saved,
		window(options = {}) {
			const window = openWindow({ files, ...options }, saved);
			windows.push(window);
			return window;
		},
		async dispose() {
			windows.forEach(window => {
				window.crash();
			});
			// What was under way on the disk gets there.
			await delay(10);
			await folder.remove();
		},
	};
}

const never = () => new Promise<never>(() => undefined);

/** The same until the window is killed, after which no call comes back or does anything. */
function whileAlive<T extends object>(target: T, isAlive: () => boolean): T {
	return new Proxy(target, {
		get(from, name, receiver) {
			const value: unknown = Reflect.get(from, name, receiver);
			return typeof value === 'function'
				? (...given: unknown[]) =>
						isAlive() ? (value as (...all: unknown[]) => unknown).apply(from, given) : never()
				: value;
		},
	});
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

function openWindow(
	{
		files: given,
		keys = withKey,
		parallelJobs = () => 4,
		references = noReferences,
		onTell,
	}: JobWindowOptions & {
		readonly files: StateFiles;
	},
	saved: { id: string }[],
): JobWindow {
	let alive = true;
	const isAlive = () => alive;
	const files = whileAlive(given, isAlive);
	const system = createSystemClock(waitScale);
	const clock = {
		...system,
		sleep: async (ms: number, signal?: AbortSignal) => {
			await system.sleep(ms, signal);
			await (isAlive() ? undefined : never());
		},
	};
	const leases = createLeases(files, clock, { ...policy.lease, patience }, randomUUID());
	const journal = createJournal({ files, leases, clock, onDamaged: () => undefined });
	const ledger = createDailyLedger(files, leases, clock, () => 0);
	const jobs = createJobService({
		http: {
			fetch: (input, init) => (isAlive() ? fetch(input, init) : never()),
		},
		timeouts: policyTimeouts(),
		clock,
		apiKeys: keys,
		journal,
		ledger,
		sink: sinkInto(saved),
		references,
		log: quiet,
		parallelJobs,
	});
	const board = createJobBoard(journal, jobs, clock);
	const notified: Job[] = [];
	const reported: unknown[] = [];
	const recoverer = createRecoverer<{ readonly job: Job }>({
		journal,
		jobs,
		keys,
		clock,
		log: quiet,
		resumed: new Set(),
		lastFailureById: new Map(),
		isOpenHere: () => true,
		async deliver(job) {
			await Promise.resolve();
			onTell?.('deliver');
			return [{ job }];
		},
		notify: (delivered, stopped) => {
			onTell?.('tell');
			notified.push(...delivered.map(({ job }) => job), ...stopped);
		},
		report: error => {
			reported.push(error);
		},
	});
	return {
		journal,
		jobs,
		ledger,
		board,
		claims: createFileClaims(leases, board),
		recoverer,
		notified,
		reported,
		async open(...intents) {
			const opened = await jobs.open(intents);
			if ('limit' in opened) {
				throw new Error('There is no limit');
			}
		},
		async run(intent) {
			const job = await jobs.drive(await this.read(intent), { ask: true });
			await (job && jobs.markNotified(job));
			return job;
		},
		async read({ id }) {
			const job = await journal.read(id);
			if (job === undefined) {
				throw new Error('There is no such job');
			}
			return job;
		},
		async lookOn(times, isEnough = () => false) {
			for (let look = 0; look < times && !isEnough(); look += 1) {
				await recoverer.look();
				await clock.sleep(policy.lease.heartbeat);
			}
		},
		crash() {
			alive = false;
			leases.dispose();
		},
	};
}

/** Looks of another window, a heartbeat apart, after which it has what one left behind that was killed. */
export const looksUntilGone = 20;

const withKey: KeyStore = { get: () => Promise.resolve(apiKey), ask: () => Promise.resolve(apiKey) };

function sinkInto(saved: { id: string }[]): JobSink {
	return {
		async save({ id }, { format, width, height, sha256 }, onTarget) {
			const uri = `file:///site/assets/${id}.${format}`;
			await onTarget(uri);
			saved.push({ id });
			return { uri, format, width, height, sha256 };
		},
	};
}

/**
 * Runs jobs that the service accepted a while ago, as a window does that resumed them, and prints what that costs this
 * process, as JSON: `node test/bench/runJobs.ts <baseUrl> <folder> <jobs> <seconds since accepted> <parts> <ms>`.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from '../../src/core/api/client.ts';
import { limitClient } from '../../src/core/jobs/limitedClient.ts';
import { alignClock } from '../../src/core/clock/alignedClock.ts';
import { createJournal } from '../../src/core/jobs/journal/createJournal.ts';
import type { Job } from '../../src/core/jobs/job.ts';
import { createLimiter } from '../../src/core/limiter.ts';
import { createMemoryJournal } from '../support/memoryJournal.ts';
import { policy } from '../../src/core/policy.ts';
import type { JobPorts } from '../../src/core/jobs/ports.ts';
import { newJob, reduceJob, type JobEvent } from '../../src/core/jobs/reducer.ts';
import { runJob } from '../../src/core/jobs/runner.ts';
import { stageImage } from '../../src/core/jobs/stageImage.ts';
import { createSystemClock } from '../../src/core/clock/systemClock.ts';
import { createLeases } from '../../src/core/state/leases.ts';
import type { StateFiles } from '../../src/core/state/stateFiles.ts';
import { createJobBoard } from '../../src/core/jobs/jobBoard.ts';
import { diskState } from '../../src/host/storage/diskState.ts';
import { noReferences } from '../support/noReferences.ts';
import { intentFor } from './intent.ts';

/**
 * What a window does besides asking the service, by name so that the cost of each can be measured. `apart`: every job
 * wakes separately.
 */
export const parts = ['journal', 'cancels', 'looks', 'board', 'apart'] as const;

/** What `runJobs.ts` prints. */
export interface RunCost {
	/** The share of one core. */
	readonly share: number;
	/** Per second, as is `diskCalls`. */
	readonly requests: number;
	readonly diskCalls: number;
}

/** The panel's minimum time between two looks at the jobs of other windows; milliseconds. */
const boardEvery = 3000;

async function measure(): Promise<RunCost> {
	const [baseUrl = '', folder = '', jobs, age, wantedParts = '', duration] = process.argv.slice(2);
	const wanted = new Set(wantedParts.split(','));
	const does = (part: (typeof parts)[number]) => wanted.has(part);
	const clock = does('apart') ? createSystemClock() : alignClock(createSystemClock());
	let requests = 0;
	let diskCalls = 0;
	const files = counted(diskState(folder, { clock }), () => (diskCalls += 1));
	const leases = createLeases(files, clock, policy.lease, randomUUID());
	const journal = createJournal({ files, leases, clock, onDamaged: () => undefined });
	const client = createClient({
		http: {
			fetch: (input, init) => {
				requests += 1;
				return fetch(input, init);
			},
		},
		baseUrl: new URL(baseUrl),
		apiKey: 'cdt_bench',
		now: () => Date.now(),
	});
	const ports: Omit<JobPorts, 'journal'> = {
		api: limitClient(
			client,
			createLimiter(() => 4),
		),
		clock,
		budget: {
			reserve: () => Promise.resolve(undefined),
			isReserved: () => true,
			release: () => Promise.resolve(),
		},
		keyFingerprint: '',
		references: noReferences,
		sink: { save: () => Promise.reject(new Error('Nothing is made')) },
		verify: stageImage,
	};
	const running: Job[] = [];
	for (let count = 0; count < Number(jobs); count += 1) {
		const intent = intentFor(baseUrl);
		const { id: predictionId } = await client.create(intent.request, { idempotencyKey: intent.id });
		const events: JobEvent[] = [
			{ type: 'sending', send: 1, keyFingerprint: '' },
			{ type: 'accepted', predictionId, at: Date.now() - Number(age) * 1000 },
		];
		const ownJournal = does('journal') ? journal : createMemoryJournal();
		await ownJournal.open(intent);
		for (const event of events) {
			await ownJournal.record(intent.id, event);
		}
		const job = events.reduce(reduceJob, newJob(intent));
		running.push(job);
		void runJob(job, { ...ports, journal: ownJournal }, new AbortController().signal);
	}
	const every = async (ms: number, task: () => Promise<unknown>) => {
		for (;;) {
			await delay(ms, undefined, { ref: false });
			await task();
		}
	};
	if (does('cancels')) {
		void every(policy.lease.heartbeat, async () => {
			for (const { intent } of running) {
				await journal.isCancelRequested(intent.id);
			}
		});
	}
	if (does('looks')) {
		void every(policy.journal.look, () => journal.pending());
	}
	if (does('board')) {
		const board = createJobBoard(journal, { running: () => running }, clock);
		void every(boardEvery, () => board.list());
	}
	await delay(3000);
	[requests, diskCalls] = [0, 0];
	const before = process.cpuUsage();
	const started = performance.now();
	await delay(Number(duration));
	const seconds = (performance.now() - started) / 1000;
	const { user, system } = process.cpuUsage(before);
	leases.dispose();
	return {
		share: (user + system) / 1_000_000 / seconds,
		requests: requests / seconds,
		diskCalls: diskCalls / seconds,
	};
}

function counted(files: StateFiles, count: () => void): StateFiles {
	const entries = Object.entries(files) as [string, (...args: unknown[]) => unknown][];
	const wrapped = entries.map(([name, method]): [string, unknown] => [
		name,
		(...args: unknown[]) => {
			count();
			return method(...args);
		},
	]);
	return Object.fromEntries(wrapped) as unknown as StateFiles;
}

if (import.meta.main) {
	console.log(JSON.stringify(await measure()));
	process.exit(0);
}

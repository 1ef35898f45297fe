import { randomUUID } from 'node:crypto';
import nodeFs from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createJournal } from '../../../src/core/jobs/journal/createJournal.ts';
import type { Journal } from '../../../src/core/jobs/journal/journal.ts';
import type { Job } from '../../../src/core/jobs/job.ts';
import { policy } from '../../../src/core/policy.ts';
import type { Clock } from '../../../src/core/clock/clock.ts';
import type { JobEvent } from '../../../src/core/jobs/reducer.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { createLeases, type Leases } from '../../../src/core/state/leases.ts';
import type { StateFiles } from '../../../src/core/state/stateFiles.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { createSharedTime, type SharedTime, type WindowClock } from '../state/sharedTime.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';

/** One window's journal, and its clock. */
export interface JournalWindow {
	readonly journal: Journal;
	readonly leases: Leases;
	readonly clock: WindowClock;
}

/** A journal on the disk, as several windows share it. */
export interface JournalFolder {
	/** Of the platform. */
	readonly root: string;
	readonly files: StateFiles;
	readonly time: SharedTime;
	/** What the windows reported as damaged. */
	readonly damaged: { folder: string; detail: string }[];
	/** A new window. By default it works on `files`, by the shared time. */
	window(options?: { files?: StateFiles; clock?: Clock }): JournalWindow;
	/** From now on, nothing is heard of the windows so far. */
	suspend(): void;
	/** Until they wake up. */
	resume(): void;
	/** Every file of the folder with its bytes, the hidden ones too. */
	contents(folder: string): Promise<Map<string, Buffer>>;
	dispose(): Promise<void>;
}

export async function createJournalFolder(): Promise<JournalFolder> {
	const temporary = await temporaryFolder('journal');
	const files = diskState(temporary.path, { clock: createSystemClock() });
	const time = createSharedTime();
	const damaged: JournalFolder['damaged'] = [];
	const disposables: { dispose(): void }[] = [];
	const clocks: WindowClock[] = [];
	return {
		root: temporary.path,
		files,
		time,
		damaged,
		window(options = {}) {
			const clock = time.clock();
			clocks.push(clock);
			const given = { files, clock, ...options };
			const leases = createLeases(given.files, given.clock, policy.lease, randomUUID());
			disposables.push(leases);
			const journal = createJournal({
				...given,
				leases,
				onDamaged: (folder, detail) => {
					damaged.push({ folder, detail });
				},
			});
			return { journal, leases, clock };
		},
		suspend() {
			clocks.forEach(clock => {
				clock.suspend();
			});
		},
		resume() {
			clocks.forEach(clock => {
				clock.resume();
			});
		},
		async contents(folder) {
			const found = new Map<string, Buffer>();
			const top = join(temporary.path, folder);
			const entries = await nodeFs.readdir(top, { recursive: true, withFileTypes: true }).catch(() => []);
			for (const entry of entries.filter(each => each.isFile())) {
				const path = join(entry.parentPath, entry.name);
				found.set(path.slice(top.length + 1).replaceAll('\\', '/'), await nodeFs.readFile(path));
			}
			return found;
		},
		async dispose() {
			disposables.forEach(each => {
				each.dispose();
			});
			await temporary.remove();
		},
	};
}

/** Writes down one event after the other. */
export async function recordAll(journal: Journal, id: string, events: readonly JobEvent[]): Promise<void> {
	for (const event of events) {
		await journal.record(id, event);
	}
}

/** A new job that the window has, with its first events written down; resolves to its id. */
export async function openJob({ journal }: JournalWindow, ...events: JobEvent[]): Promise<string> {
	const intent = sampleIntent();
	await journal.open(intent);
	await recordAll(journal, intent.id, events);
	return intent.id;
}

/** Takes a job over from a window of which nothing was heard for too long, and which then goes on. */
export async function takeOver(folder: JournalFolder, id: string): Promise<JournalWindow> {
	folder.suspend();
	const window = folder.window();
	await whileTimePasses(folder, claimed(window, id));
	folder.resume();
	return window;
}

/** The job, once the window has got it; others may have to be found gone first. */
export async function claimed(window: JournalWindow, id: string): Promise<Job> {
	for (;;) {
		const job = await window.journal.claim(id);
		if (job !== undefined) {
			return job;
		}
		await window.clock.sleep(policy.lease.heartbeat);
	}
}

/** What a task comes to that waits for the shared time. */
export async function whileTimePasses<T>(folder: JournalFolder, task: Promise<T>): Promise<T> {
	const done = new AbortController();
	const result = task.finally(() => {
		done.abort();
	});
	while (!done.signal.aborted) {
		await delay(2);
		folder.time.advance(policy.lease.heartbeat);
	}
	return result;
}

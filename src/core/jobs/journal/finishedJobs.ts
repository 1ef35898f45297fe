import * as z from 'zod/mini';
import type { Lease, Leases } from '../../state/leases.ts';
import type { StateFiles } from '../../state/stateFiles.ts';
import type { Job } from '../job.ts';
import { isOpen } from '../jobActions.ts';
import { policy } from '../../policy.ts';
import type { Clock } from '../../clock/clock.ts';
import { readJob, type JobTexts } from './jobFiles.ts';
import { isJobId } from './jobsFolder.ts';

/** Jobs that are over: a line for each, with the texts of its folder, in a file for each day. */
export interface FinishedJobs {
	/** Adds a job; false while another window adds one: try again later. @throws StateError */
	add(id: string, texts: JobTexts): Promise<boolean>;
	/** The texts of a job as they were added last. */
	find(id: string): Promise<JobTexts | undefined>;
	/** Those that the user may still want to see: what failed and was not dismissed, and what was saved within a day. */
	list(): Promise<readonly Job[]>;
	/** Removes what is older than a week, and the oldest beyond the ceiling. */
	sweep(): Promise<void>;
}

const folder = 'jobs/finished';
const lock = 'locks/finished';
/** Another window's additions are waited for so often, so many milliseconds each time. */
const patience = 10;
const pause = 20;
/** Lines that are read before others get a turn; some 20 ms. */
const linesAtOnce = 200;
const day = 24 * 60 * 60 * 1000;

const lineSchema = z.object({
	id: z.string().check(z.refine(isJobId)),
	texts: z.record(z.string(), z.string()),
});

export function createFinishedJobs(files: StateFiles, leases: Leases, clock: Clock): FinishedJobs {
	/** Bytes of each file that were read. */
	const read = new Map<string, number>();
	const listed = new Map<string, Job>();
	/** Additions of this window, one after the other. */
	let adding: Promise<unknown> = Promise.resolve();

	/** The names of the files, the oldest first. */
	async function fileNames(): Promise<string[]> {
		return (await files.list(folder)).filter(name => /^\d{4}-\d\d-\d\d\.jsonl$/.test(name)).sort();
	}

	async function append(line: string): Promise<boolean> {
		let lease: Lease | undefined;
		for (let tries = 0; lease === undefined; tries += 1) {
			if (tries === patience) {
				return false;
			}
			await (tries > 0 && clock.sleep(pause));
			lease = await leases.acquire(lock);
		}
		try {
			const today = new Date(clock.now()).toISOString().slice(0, 10);
			// The break before it ends a line that a crash cut short.
			await files.append(`${folder}/${today}.jsonl`, `\n${line}\n`);
			return true;
		} finally {
			await lease.release();
		}
	}

	/** Reads what was added to a file since the last time, by this window or another. */
	async function readNew(name: string): Promise<void> {
		const path = `${folder}/${name}`;
		const from = read.get(name) ?? 0;
		if ((await files.sizeOf(path)) === from) {
			return;
		}
		const bytes = (await files.read(path, from)) ?? new Uint8Array();
		// What is behind the last break is being written.
		const whole = bytes.lastIndexOf(0x0a) + 1;
		const lines = linesOf(bytes.subarray(0, whole));
		for (const [index, { id, texts }] of lines.entries()) {
			if (index % linesAtOnce === linesAtOnce - 1) {
				// The process is shared: thousands of jobs take a second.
				await clock.sleep(0);
			}
			const found = readJob(texts);
			if (found.type === 'job' && isShown(found.job)) {
				listed.set(id, found.job);
			} else {
				listed.delete(id);
			}
		}
		read.set(name, from + whole);
	}

	function isShown(job: Job): boolean {
		return isOpen(job) || (job.phase === 'saved' && job.dismissed !== true && isRecent(job));
	}

	const isRecent = (job: Job) => clock.now() - job.intent.createdAt < policy.journal.showSaved;

	return {
		add(id, texts) {
			const line = JSON.stringify({ id, texts: Object.fromEntries(texts) });
			const added = adding.then(() => append(line));
			adding = added.catch(() => undefined);
			return added;
		},
		async find(id) {
			for (const name of (await fileNames()).reverse()) {
				const bytes = await files.read(`${folder}/${name}`);
				const lines = bytes === undefined ? [] : linesOf(bytes).filter(line => line.id === id);
				const last = lines.at(-1);
				if (last !== undefined) {
					return last.texts;
				}
			}
			return undefined;
		},
		async list() {
			for (const name of await fileNames()) {
				await readNew(name);
			}
			for (const [id, job] of listed) {
				if (!isShown(job)) {
					listed.delete(id);
				}
			}
			return [...listed.values()];
		},
		async sweep() {
			let total = 0;
			for (const name of (await fileNames()).reverse()) {
				const path = `${folder}/${name}`;
				const age = Math.abs(clock.now() - Date.parse(name.slice(0, 10)));
				total += (await files.sizeOf(path)) ?? 0;
				// A file holds a whole day, the last moment of which counts.
				if (age > policy.journal.keep + day || total > policy.journal.finishedBytes) {
					await files.remove(path);
				}
			}
		},
	};
}

function linesOf(bytes: Uint8Array): { readonly id: string; readonly texts: JobTexts }[] {
	const found: { id: string; texts: JobTexts }[] = [];
	for (const line of new TextDecoder().decode(bytes).split('\n')) {
		if (line !== '') {
			const parsed = lineSchema.safeParse(parseJson(line));
			if (parsed.success) {
				const { id, texts } = parsed.data;
				found.push({ id, texts: new Map(Object.entries(texts)) });
			}
		}
	}
	return found;
}

function parseJson(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}

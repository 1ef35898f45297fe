import * as z from 'zod/mini';
import type { Lease, Leases } from '../../state/leases.ts';
import type { StateFiles } from '../../state/stateFiles.ts';
import type { Job } from '../job.ts';
import { isOpen } from '../jobActions.ts';
import { policy } from '../../policy.ts';
import type { Clock } from '../../clock/clock.ts';
import { readJob, type JobTexts } from './jobFiles.ts';
import { isJobId } from './jobsFolder.ts';
import { parseJson } from '../../text/parseJson.ts';

const folder = 'jobs/finished';
const lock = 'locks/finished';
/** How many times to wait for another window's addition, and for how many milliseconds each time. */
const patience = 10;
const pause = 20;
/** Lines that are read before other work gets a turn; some 20 ms. */
const linesAtOnce = 200;
const day = 24 * 60 * 60 * 1000;

const lineSchema = z.object({
	id: z.string().check(z.refine(isJobId)),
	texts: z.record(z.string(), z.string()),
});

/** The start of a line of ours. */
const idPattern = /^\{"id":"([^"\\]+)"/;
/** Matches a line with a file that only jobs have that aren't open. Within a text, quotes are escaped. */
const savedOrDismissed = /[{,]"(?:saved|dismissed)\.json":"/;

/** How far the files were read, and what is listed of them. */
interface Reading {
	/** Bytes of each file that were read. */
	readonly read: Map<string, number>;
	readonly listed: Map<string, Job>;
	/** Whether a line is worth parsing. */
	readonly mayBeShown: (line: string) => boolean;
}

function createReading(mayBeShown: Reading['mayBeShown'] = () => true): Reading {
	return { read: new Map(), listed: new Map(), mayBeShown };
}

/** Jobs that are over: a line for each, with the texts of its folder, in one file per day. */
export function createFinishedJobs(files: StateFiles, leases: Leases, clock: Clock) {
	const shown = createReading();
	const open = createReading(line => !savedOrDismissed.test(line));
	/** Additions of this window, one after the other. */
	let adding: Promise<unknown> = Promise.resolve();

	/** The names of the files, oldest first. */
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
			// The leading line break ends a line that a crash cut short.
			await files.append(`${folder}/${today}.jsonl`, `\n${line}\n`);
			return true;
		} finally {
			await lease.release();
		}
	}

	/** Reads what was added to a file since the last time, by this window or another. */
	async function readNew(name: string, { read, listed, mayBeShown }: Reading): Promise<void> {
		const path = `${folder}/${name}`;
		const from = read.get(name) ?? 0;
		if ((await files.sizeOf(path)) === from) {
			return;
		}
		const bytes = (await files.read(path, from)) ?? new Uint8Array();
		// Whatever follows the last line break is still being written.
		const whole = bytes.lastIndexOf(0x0a) + 1;
		let parsed = 0;
		for (const line of rawLinesOf(bytes.subarray(0, whole))) {
			if (!mayBeShown(line)) {
				listed.delete(idPattern.exec(line)?.[1] ?? '');
				continue;
			}
			parsed += 1;
			if (parsed % linesAtOnce === 0) {
				// The process is shared: thousands of jobs take a second.
				await clock.sleep(0);
			}
			const { id, texts } = parseLine(line) ?? {};
			if (id !== undefined && texts !== undefined) {
				const found = readJob(texts);
				if (found.type === 'job' && isShown(found.job)) {
					listed.set(id, found.job);
				} else {
					listed.delete(id);
				}
			}
		}
		read.set(name, from + whole);
	}

	async function readAll(reading: Reading): Promise<readonly Job[]> {
		for (const name of await fileNames()) {
			await readNew(name, reading);
		}
		for (const [id, job] of reading.listed) {
			if (!isShown(job)) {
				reading.listed.delete(id);
			}
		}
		return [...reading.listed.values()];
	}

	function isShown(job: Job): boolean {
		return isOpen(job) || (job.phase === 'saved' && job.dismissed !== true && isRecent(job));
	}

	const isRecent = (job: Job) => clock.now() - job.intent.createdAt < policy.journal.showSaved;

	return {
		/** Adds a job; false while another window adds one: try again later. @throws StateError */
		add(id: string, texts: JobTexts): Promise<boolean> {
			const line = JSON.stringify({ id, texts: Object.fromEntries(texts) });
			const added = adding.then(() => append(line));
			adding = added.catch(() => undefined);
			return added;
		},
		/** The texts of a job as last added. */
		async find(id: string): Promise<JobTexts | undefined> {
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
		/** Those that the user may still want to see: what failed and was not dismissed, and what was saved within a day. */
		list: (): Promise<readonly Job[]> => readAll(shown),
		/** Those of them that aren't saved. Cheap however many there are: the lines of saved jobs aren't parsed. */
		listOpen: (): Promise<readonly Job[]> => readAll(open),
		/** Removes what is older than a week, and the oldest beyond the ceiling. */
		async sweep() {
			let total = 0;
			for (const name of (await fileNames()).reverse()) {
				const path = `${folder}/${name}`;
				const age = Math.abs(clock.now() - Date.parse(name.slice(0, 10)));
				total += (await files.sizeOf(path)) ?? 0;
				// A file holds a whole day: its age counts from the end of that day.
				if (age > policy.journal.keep + day || total > policy.journal.finishedBytes) {
					await files.remove(path);
				}
			}
		},
	};
}

function linesOf(bytes: Uint8Array): FinishedLine[] {
	return rawLinesOf(bytes).flatMap(line => parseLine(line) ?? []);
}

function rawLinesOf(bytes: Uint8Array): string[] {
	return new TextDecoder()
		.decode(bytes)
		.split('\n')
		.filter(line => line !== '');
}

interface FinishedLine {
	readonly id: string;
	readonly texts: JobTexts;
}

function parseLine(line: string): FinishedLine | undefined {
	const parsed = lineSchema.safeParse(parseJson(line));
	return parsed.success
		? { id: parsed.data.id, texts: new Map(Object.entries(parsed.data.texts)) }
		: undefined;
}

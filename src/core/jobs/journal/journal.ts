import { withLock, type Lease, type Leases } from '../../state/leases.ts';
import { readText, StateError, type StateFiles } from '../../state/stateFiles.ts';
import { isTerminal, type Job } from '../job.ts';
import type { JobJournal } from '../ports.ts';
import type { Clock } from '../../clock/clock.ts';
import { policy } from '../../policy.ts';
import { reduceJob, type JobEvent } from '../reducer.ts';
import { isSuccessorId } from '../successor.ts';
import { createFinishedJobs } from './finishedJobs.ts';
import { JobExistsError } from './jobExistsError.ts';
import { LeaseLostError } from './leaseLostError.ts';
import { folderOf, isJobId, jobsFolder } from './jobsFolder.ts';
import { createOwedNotes } from './owedNotes.ts';
import { writeEvent, writeJson } from './writeEvent.ts';
import {
	removedIntent,
	jobFiles,
	journalVersion,
	readJob,
	stageFile,
	type JobFile,
	type ReadJob,
} from './jobFiles.ts';

/** Where entries go that cannot be read. */
const quarantineFolder = 'jobs/damaged';
/** A file for each job that another window is to cancel: one look finds all of them. */
const cancelsFolder = 'jobs/cancels';

/** The journal of every window, on the disk. A window changes a job only while it holds its lease. */
export interface Journal extends JobJournal {
	/** Every job that is not over, and some that are, as they stand on the disk. What cannot be read is left out. */
	list(): Promise<Job[]>;
	/** The jobs that are over, and that the user may still want to see. */
	finished(): Promise<readonly Job[]>;
	/** Those that are not yet over and told, and not held by this window; cheap where there are none. */
	pending(): Promise<Job[]>;
	/**
	 * The ids of those in `list`, and when anything about each was last written (milliseconds since the epoch).
	 *
	 * @param except ids that are not looked at.
	 */
	changes(except?: ReadonlySet<string>): Promise<ReadonlyMap<string, number>>;
	/** One job as it stands on the disk; undefined where it cannot be read. */
	read(id: string): Promise<Job | undefined>;
	/** Takes a job for this window, and reads it; undefined while another window has it. */
	claim(id: string): Promise<Job | undefined>;
	/** Whether this window still has the job. */
	holds(id: string): Promise<boolean>;
	/**
	 * Gives a job back to whoever wants it next; one that is over is put away. As long as the disk does not take what the
	 * user was told of it, this window keeps it, so that no other one goes by what the disk says.
	 */
	release(id: string): Promise<void>;
	/** Whether a window that is alive has the job. */
	isTaken(id: string): Promise<boolean>;
	/** Asks the window that has the job to cancel it. */
	requestCancel(id: string): Promise<void>;
	isCancelRequested(id: string): Promise<boolean>;
	/** The jobs that somebody asked to cancel, by their ids. */
	cancelRequests(): Promise<ReadonlySet<string>>;
	/** A cancel that was asked for before counts no more. */
	forgetCancel(id: string): Promise<void>;
	/** Removes what ended more than a week ago. Unknown jobs stay until they are dismissed. */
	sweep(): Promise<void>;
}

export interface JournalOptions {
	readonly files: StateFiles;
	readonly leases: Leases;
	readonly clock: Clock;
	/** Called for an entry that cannot be read, once it was set aside in `folder`. */
	readonly onDamaged: (folder: string, detail: string) => void;
	/** Called for an entry that cannot be read for now; the others go on. */
	readonly onUnreadable?: (id: string, error: unknown) => void;
}

/** Jobs that are over and were left in their folders by a crash; so many are put away at each look. */
const putAwayAtOnce = 50;

export function createJournal({ files, leases, clock, onDamaged, onUnreadable }: JournalOptions): Journal {
	const finished = createFinishedJobs(files, leases, clock);
	/** Jobs that this window is giving back. */
	const releasing = new Map<string, Promise<void>>();
	const held = new Map<string, Lease>();
	/** Answers that could not be written down yet; nothing else of their jobs counts on the disk without them. */
	const unwritten = new Map<string, JobEvent>();
	const owed = createOwedNotes(files);
	/** Given back here, and kept until what the user was told of them is noted: whoever took them would not know it. */
	const leaving = new Set<string>();

	async function requireLease(id: string): Promise<void> {
		if (!(await isHeld(id))) {
			owed.forget(id);
			// Whoever worked on it here stops now; some day it may be this window's again.
			await release(id).catch(() => undefined);
			throw new LeaseLostError(id);
		}
	}

	async function isHeld(id: string): Promise<boolean> {
		return (await held.get(id)?.isHeld()) === true;
	}

	/** Writes an answer down; it is a fact whoever has the job by now, and the one that must not be lost. */
	async function writeAnswer(id: string): Promise<void> {
		const answer = unwritten.get(id);
		if (answer !== undefined) {
			await writeEvent(files, id, answer);
			unwritten.delete(id);
		}
	}

	/** Whether nothing is left to note of a job that this window has. */
	async function isNoted(id: string): Promise<boolean> {
		try {
			await writeAnswer(id);
			if (owed.has(id) && (await isHeld(id))) {
				await owed.write(id);
			}
			owed.forget(id);
			return true;
		} catch (error) {
			onUnreadable?.(id, error);
			return false;
		}
	}

	async function release(id: string): Promise<void> {
		const lease = held.get(id);
		if (lease === undefined) {
			return;
		}
		if (!(await isNoted(id))) {
			leaving.add(id);
			return;
		}
		leaving.delete(id);
		held.delete(id);
		const given = giveBack(id, lease).finally(() => {
			releasing.delete(id);
		});
		releasing.set(id, given);
		await given;
	}

	async function giveBack(id: string, lease: Lease): Promise<void> {
		try {
			await putAway(id, lease);
		} catch (error) {
			// It stays in its folder until a later look.
			onUnreadable?.(id, error);
		}
		await lease.release();
	}

	/** Moves a job that is over out of the way of those that are not. */
	async function putAway(id: string, lease: Lease): Promise<void> {
		const names = await files.list(folderOf(id));
		if (!mayBePutAway(names)) {
			return;
		}
		const texts = await readTexts(id);
		const found = readJob(texts);
		if (found.type !== 'job' || !isOver(found.job) || !(await lease.isHeld())) {
			return;
		}
		if (await finished.add(id, texts)) {
			await removeFolder(id);
		}
	}

	/** Brings a job back that was put away, so that something can be done about it. */
	async function bringBack(id: string): Promise<Job | undefined> {
		const texts = await finished.find(id);
		const intent = texts?.get('intent.json');
		if (texts === undefined || intent === undefined) {
			return undefined;
		}
		for (const [name, text] of texts) {
			if (name !== 'intent.json') {
				await files.write(`${folderOf(id)}/${name}`, text, 'quick');
			}
		}
		// Last, and for sure: without it, the rest is nothing.
		await files.write(`${folderOf(id)}/intent.json`, intent);
		return readStored(id);
	}

	/** Without its intent a job is nothing any more, whatever a crash leaves of the rest. */
	async function removeFolder(id: string): Promise<void> {
		await files.remove(`${folderOf(id)}/intent.json`, 'durable');
		await files.remove(folderOf(id));
	}

	async function readTexts(id: string): Promise<Map<string, string>> {
		const wanted = (await files.list(folderOf(id))).filter(
			name => name === 'intent.json' || isJobFile(name) || /^(?:un)?sent\.\d+$/.test(name),
		);
		const texts = new Map<string, string>();
		for (const name of wanted) {
			// Gone since it was listed: somebody has just taken it back.
			const text = await readText(files, `${folderOf(id)}/${name}`);
			if (text !== undefined) {
				texts.set(name, text);
			}
		}
		return texts;
	}

	async function readStored(id: string): Promise<Job | undefined> {
		const found = readJob(await readTexts(id));
		if (found.type === 'damaged') {
			await quarantine(id, found);
		}
		return found.type === 'job' && found.job.intent.id === id ? withUnwritten(found.job) : undefined;
	}

	/** The job as this window knows it: an answer comes first, since nothing was noted without it. */
	function withUnwritten(job: Job): Job {
		const answer = unwritten.get(job.intent.id);
		return owed.apply(answer === undefined ? job : reduceJob(job, answer));
	}

	async function quarantine(id: string, { detail }: Extract<ReadJob, { type: 'damaged' }>): Promise<void> {
		const to = `${quarantineFolder}/${id}-${clock.now()}`;
		try {
			await files.move(folderOf(id), to);
		} catch {
			// Another window was faster, or the disk refuses: the entry is passed over either way.
			return;
		}
		onDamaged(to, detail);
	}

	/** The names in a job's folder; none where it cannot be read for now. */
	async function listOf(id: string): Promise<string[]> {
		try {
			return await files.list(folderOf(id));
		} catch (error) {
			onUnreadable?.(id, error);
			return [];
		}
	}

	async function readFinished(id: string): Promise<Job | undefined> {
		const texts = await finished.find(id);
		const found = texts && readJob(texts);
		return found?.type === 'job' ? found.job : undefined;
	}

	/** Jobs that a crash, or a window that was busy with another one, left in their folders. */
	async function putAwayAll(settled: readonly string[]): Promise<void> {
		let left = putAwayAtOnce;
		for (const id of settled) {
			if (left === 0) {
				return;
			}
			try {
				const names = await files.list(folderOf(id));
				const found = mayBePutAway(names) ? readJob(await readTexts(id)) : undefined;
				const lease =
					found?.type === 'job' && isOver(found.job) ? await leases.acquire(folderOf(id)) : undefined;
				if (lease !== undefined) {
					left -= 1;
					held.set(id, lease);
					await release(id);
				}
			} catch (error) {
				onUnreadable?.(id, error);
			}
		}
	}

	/** Whether there is such a job, under way or put away. */
	async function isThere(id: string): Promise<boolean> {
		if ((await files.touchedAt(`${folderOf(id)}/intent.json`)) !== undefined) {
			return true;
		}
		return isSuccessorId(id) && (await finished.find(id)) !== undefined;
	}

	async function ids(): Promise<string[]> {
		return (await files.list(jobsFolder)).filter(isJobId);
	}

	/** The oldest first. */
	async function readAll(some: readonly string[]): Promise<Job[]> {
		const jobs: Job[] = [];
		await forEachAtOnce(some, async id => {
			try {
				const job = await readStored(id);
				if (job !== undefined) {
					jobs.push(job);
				}
			} catch (error) {
				onUnreadable?.(id, error);
			}
		});
		return jobs.sort((a, b) => a.intent.createdAt - b.intent.createdAt);
	}

	async function record(id: string, event: JobEvent): Promise<void> {
		if (event.type === 'accepted') {
			unwritten.set(id, event);
		}
		try {
			await writeAnswer(id);
			await requireLease(id);
			await owed.write(id);
			if (event.type !== 'accepted') {
				await writeEvent(files, id, event);
				// While this window stood still at that, another one may have ended the job, and told of it.
				await requireLease(id);
			}
		} catch (error) {
			if (error instanceof StateError) {
				owed.add(id, event);
			}
			throw error;
		}
	}

	return {
		async open(intent) {
			const lease = await leases.acquire(folderOf(intent.id));
			if (lease === undefined) {
				throw new LeaseLostError(intent.id);
			}
			held.set(intent.id, lease);
			if (await isThere(intent.id)) {
				await release(intent.id);
				throw new JobExistsError(intent.id);
			}
			await writeJson(files, `${folderOf(intent.id)}/intent.json`, { version: journalVersion, ...intent });
		},
		record,
		staged: (id, index) => files.read(`${folderOf(id)}/${stageFile(index)}`),
		list: async () => readAll(await ids()),
		finished: () =>
			finished.list().catch((error: unknown) => {
				onUnreadable?.('finished', error);
				return [];
			}),
		async changes(except) {
			const changes = new Map<string, number>();
			const wanted = (await ids()).filter(id => except?.has(id) !== true);
			await forEachAtOnce(wanted, async id => {
				const at = await files.touchedAt(folderOf(id)).catch(() => undefined);
				if (at !== undefined) {
					changes.set(id, at);
				}
			});
			return changes;
		},
		async pending() {
			for (const id of leaving) {
				await release(id);
			}
			const pending: string[] = [];
			const settled: string[] = [];
			await forEachAtOnce(await ids(), async id => {
				const names = held.has(id) ? [] : await listOf(id);
				if (names.includes('intent.json')) {
					(isSettled(names) ? settled : pending).push(id);
				}
			});
			const jobs = await readAll(pending);
			const over = jobs.filter(isOver).map(({ intent }) => intent.id);
			await putAwayAll([...settled, ...over]);
			return jobs.filter(job => !(isTerminal(job.phase) && job.told));
		},
		async read(id) {
			const isThere = (await files.list(folderOf(id))).length > 0;
			return isThere ? readStored(id) : readFinished(id);
		},
		async claim(id) {
			// While this window gives it back, it is neither held nor free.
			await releasing.get(id)?.catch(() => undefined);
			const isBack = leaving.delete(id);
			if (held.has(id) && !isBack) {
				return undefined;
			}
			const lease = isBack ? held.get(id) : await leases.acquire(folderOf(id));
			if (lease === undefined) {
				return undefined;
			}
			held.set(id, lease);
			let job: Job | undefined;
			try {
				job = (await readStored(id)) ?? (await bringBack(id));
			} finally {
				if (job === undefined) {
					await release(id);
				}
			}
			return job;
		},
		holds: async id => !leaving.has(id) && (await isHeld(id)),
		release,
		async discard(id) {
			await requireLease(id);
			await files.remove(`${folderOf(id)}/intent.json`, 'durable');
			owed.forget(id);
			try {
				// A full disk takes no note that the lease is free; it goes with the folder.
				await release(id).catch((error: unknown) => onUnreadable?.(id, error));
				await files.remove(folderOf(id));
			} catch (error) {
				// Without its intent, what is left is nothing.
				onUnreadable?.(id, error);
			}
		},
		isTaken: async id => !leaving.has(id) && (await leases.isTaken(folderOf(id))),
		requestCancel: id => files.write(`${cancelsFolder}/${id}`, '', 'quick'),
		forgetCancel: id => files.remove(`${cancelsFolder}/${id}`),
		isCancelRequested: async id => (await files.touchedAt(`${cancelsFolder}/${id}`)) !== undefined,
		cancelRequests: async () => new Set(await files.list(cancelsFolder)),
		sweep: () =>
			withLock(leases, 'locks/sweep', async () => {
				await forEachAtOnce(await ids(), async id => {
					try {
						const job = await readStored(id);
						if (await isOutdated(files, clock, id, job)) {
							await removeFolder(id);
						}
					} catch (error) {
						onUnreadable?.(id, error);
					}
				});
				for (const id of await files.list(cancelsFolder)) {
					if (isJobId(id) && (await files.list(folderOf(id))).length === 0) {
						await files.remove(`${cancelsFolder}/${id}`);
					}
				}
				await finished.sweep();
				await leases.sweep();
			}),
	};
}

function isJobFile(name: string): name is JobFile {
	return (jobFiles as readonly string[]).includes(name);
}

/** Whether nothing is left to do, as far as the names alone can tell: an answer may come after an unknown end was told. */
function isSettled(names: readonly string[]): boolean {
	const mayBeLate = names.includes('job.json') && names.includes('end.json');
	return names.includes('dismissed.json') || (names.includes('told.json') && !mayBeLate);
}

/** As far as the names alone can tell: told or dismissed, and no bytes of an image are kept in the folder. */
function mayBePutAway(names: readonly string[]): boolean {
	return (
		(names.includes('told.json') || names.includes('dismissed.json')) &&
		!names.some(name => /^stage\.\d+$/.test(name))
	);
}

/** Whether nothing is to come of a job any more, and the user knows. */
function isOver(job: Job): boolean {
	return job.dismissed === true || (isTerminal(job.phase) && job.phase !== 'unknown' && job.told === true);
}

/** Whether a job's folder may go: all is done and told, or it never came to an intent, and a week has passed. */
async function isOutdated(
	files: StateFiles,
	clock: Clock,
	id: string,
	job: Job | undefined,
): Promise<boolean> {
	const names = await files.list(folderOf(id));
	const intent = job === undefined ? await readText(files, `${folderOf(id)}/intent.json`) : undefined;
	const isKept = job === undefined ? intent !== undefined && intent !== removedIntent : !mayBeForgotten(job);
	if (isKept) {
		return false;
	}
	// The folder itself counts, too: one that is empty may have been made just now.
	const paths = [folderOf(id), ...names.map(name => `${folderOf(id)}/${name}`)];
	const times = await Promise.all(paths.map(path => files.touchedAt(path)));
	const last = Math.max(0, ...times.filter(time => time !== undefined));
	return clock.now() - last > policy.journal.keep;
}

function mayBeForgotten(job: Job): boolean {
	return job.dismissed === true || (isTerminal(job.phase) && job.phase !== 'unknown');
}

/** Runs a task for each item, a few at a time: an open file each, of which a process has only so many. */
async function forEachAtOnce<T>(items: readonly T[], task: (item: T) => Promise<void>): Promise<void> {
	const queue = items.values();
	const work = async () => {
		for (const item of queue) {
			await task(item);
		}
	};
	await Promise.all(Array.from({ length: 16 }, work));
}

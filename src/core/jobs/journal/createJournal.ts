import { withLock, type Lease } from '../../state/leases.ts';
import { StateError } from '../../state/stateFiles.ts';
import { isTerminal, type Job } from '../job.ts';
import type { JobEvent } from '../reducer.ts';
import { isSuccessorId } from '../successor.ts';
import { createTurns } from '../turns.ts';
import { createFinishedJobs } from './finishedJobs.ts';
import { isOver, looksOver, mayBeArchived } from './isOver.ts';
import { createJobEntries } from './jobEntries.ts';
import { JobExistsError } from './jobExistsError.ts';
import { journalVersion, readJob, stageFile } from './jobFiles.ts';
import { cancelsFolder, folderOf } from './jobsFolder.ts';
import type { Journal, JournalOptions } from './journal.ts';
import { LeaseLostError } from './leaseLostError.ts';
import { createOwedNotes } from './owedNotes.ts';
import { sweepJobs } from './sweepJobs.ts';
import { writeEvent, writeJson } from './writeEvent.ts';

/** How many jobs that are over, left in their folders by a crash, are archived at each look. */
const archivedPerLook = 50;

export function createJournal(options: JournalOptions): Journal {
	const { files, leases, clock, onUnreadable } = options;
	const entries = createJobEntries(files, clock, options);
	const finished = createFinishedJobs(files, leases, clock);
	const owed = createOwedNotes(files);
	/** A job isn't given back while something about it is being written: another window would read half of that. */
	const inTurn = createTurns();
	/** Jobs that this window is giving back. */
	const releasing = new Map<string, Promise<void>>();
	const held = new Map<string, Lease>();
	/**
	 * Given back here, but kept until the disk notes what the user has read about them: other windows wouldn't know
	 * it.
	 */
	const leaving = new Set<string>();

	async function requireLease(id: string): Promise<void> {
		if (!(await isHeld(id))) {
			throw new LeaseLostError(id);
		}
	}

	async function isHeld(id: string): Promise<boolean> {
		return (await held.get(id)?.isHeld()) === true;
	}

	/** Writes what is still owed for a job that this window has; resolves to whether nothing is left to note. */
	async function isNoted(id: string): Promise<boolean> {
		try {
			await owed.writeAnswer(id);
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
			await archive(id, lease);
		} catch (error) {
			// It stays in its folder until a later look.
			onUnreadable?.(id, error);
		}
		await lease.release();
	}

	/** Moves a job that is over to the archive, out of the way of those that are not. */
	async function archive(id: string, lease: Lease): Promise<void> {
		const names = await files.list(folderOf(id));
		if (!mayBeArchived(names)) {
			return;
		}
		const texts = await entries.textsOf(id);
		const found = readJob(texts);
		if (found.type !== 'job' || !isOver(found.job) || !(await lease.isHeld())) {
			return;
		}
		if (await finished.add(id, texts)) {
			await entries.remove(id);
		}
	}

	function noneReadable(error: unknown): readonly Job[] {
		onUnreadable?.('finished', error);
		return [];
	}

	/**
	 * Archives jobs that a crash, or a window that was busy with another one, left in their folders. Resolves to
	 * those that aren't over, whatever their file names say: what one of the files said is lost.
	 */
	async function archiveAll(ids: readonly string[]): Promise<Job[]> {
		const open: Job[] = [];
		let left = archivedPerLook;
		for (const id of ids) {
			if (left === 0) {
				break;
			}
			try {
				const names = await files.list(folderOf(id));
				const found = mayBeArchived(names) ? readJob(await entries.textsOf(id)) : undefined;
				if (found?.type === 'job' && !isOver(found.job)) {
					open.push(owed.apply(found.job));
					continue;
				}
				const lease = found?.type === 'job' ? await leases.acquire(folderOf(id)) : undefined;
				if (lease !== undefined) {
					left -= 1;
					held.set(id, lease);
					await release(id);
				}
			} catch (error) {
				onUnreadable?.(id, error);
			}
		}
		return open;
	}

	/** Brings back an archived job, so that something can be done about it. */
	async function bringBack(id: string): Promise<Job | undefined> {
		const texts = await finished.find(id);
		const intent = texts?.get('intent.json');
		if (texts === undefined || intent === undefined) {
			return undefined;
		}
		for (const [name, text] of texts) {
			if (name !== 'intent.json') {
				await files.write(`${folderOf(id)}/${name}`, text);
			}
		}
		// Last: without the intent, the rest counts for nothing; with it, the rest must survive a power loss whole.
		await files.write(`${folderOf(id)}/intent.json`, intent);
		return readStored(id);
	}

	async function readStored(id: string): Promise<Job | undefined> {
		const job = await entries.read(id);
		return job && owed.apply(job);
	}

	async function readFinished(id: string): Promise<Job | undefined> {
		const texts = await finished.find(id);
		const found = texts && readJob(texts);
		return found?.type === 'job' ? found.job : undefined;
	}

	/** Oldest first. */
	async function readAll(some: readonly string[]): Promise<Job[]> {
		const jobs: Job[] = [];
		await entries.forEach(some, async id => {
			const job = await readStored(id);
			if (job !== undefined) {
				jobs.push(job);
			}
		});
		return jobs.sort((a, b) => a.intent.createdAt - b.intent.createdAt);
	}

	/** Whether there is such a job, under way or archived. */
	async function isThere(id: string): Promise<boolean> {
		if ((await files.touchedAt(`${folderOf(id)}/intent.json`)) !== undefined) {
			return true;
		}
		return isSuccessorId(id) && (await finished.find(id)) !== undefined;
	}

	async function record(id: string, event: JobEvent): Promise<void> {
		try {
			// The service's answer is true even if another window has the job now, and must never be lost.
			await owed.writeAnswer(id, event.type === 'accepted' ? event : undefined);
			await requireLease(id);
			await owed.write(id);
			if (event.type !== 'accepted') {
				await writeEvent(files, id, event);
				// While this window was stalled on that, another one may have ended the job, and reported it.
				await requireLease(id);
			}
		} catch (error) {
			if (error instanceof StateError) {
				owed.add(id, event);
			} else if (error instanceof LeaseLostError) {
				await leave(id);
			}
			throw error;
		}
	}

	async function discard(id: string): Promise<void> {
		await requireLease(id).catch(async (error: unknown) => {
			// If the disk doesn't say whose it is, it stays this window's: no one else may send it.
			if (error instanceof LeaseLostError) {
				await leave(id);
			}
			throw error;
		});
		await files.remove(`${folderOf(id)}/intent.json`, 'durable');
		owed.forget(id);
		try {
			// A full disk can't record that the lease is free; it goes with the folder.
			await release(id).catch((error: unknown) => onUnreadable?.(id, error));
			await files.remove(folderOf(id));
		} catch (error) {
			// Without its intent, whatever is left counts for nothing.
			onUnreadable?.(id, error);
		}
	}

	/** Work on the job stops here; this window may claim it again later. */
	async function leave(id: string): Promise<void> {
		owed.forget(id);
		await release(id).catch(() => undefined);
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
		record: (id, event) => inTurn(id, () => record(id, event)),
		staged: (id, index) => files.read(`${folderOf(id)}/${stageFile(index)}`),
		list: async () => readAll(await entries.ids()),
		finished: () => finished.list().catch(noneReadable),
		finishedOpen: () => finished.listOpen().catch(noneReadable),
		async changes(except) {
			const changes = new Map<string, number>();
			const wanted = (await entries.ids()).filter(id => except?.has(id) !== true);
			await entries.forEach(wanted, async id => {
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
			const done: string[] = [];
			await entries.forEach(await entries.ids(), async id => {
				const names = held.has(id) ? [] : await entries.namesOf(id);
				if (names.includes('intent.json')) {
					(looksOver(names) ? done : pending).push(id);
				}
			});
			const jobs = await readAll(pending);
			const over = jobs.filter(isOver).map(({ intent }) => intent.id);
			const open = await archiveAll([...done, ...over]);
			return [...jobs, ...open].filter(job => !(isTerminal(job.phase) && job.notified));
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
		release: id => inTurn(id, () => release(id)),
		discard: id => inTurn(id, () => discard(id)),
		isTaken: async id => !leaving.has(id) && (await leases.isTaken(folderOf(id))),
		isHeard: id => leases.isHeard(folderOf(id)),
		requestCancel: id => files.write(`${cancelsFolder}/${id}`, '', 'quick'),
		forgetCancel: id => files.remove(`${cancelsFolder}/${id}`),
		isCancelRequested: async id => (await files.touchedAt(`${cancelsFolder}/${id}`)) !== undefined,
		cancelRequests: async () => new Set(await files.list(cancelsFolder)),
		sweep: () =>
			withLock(leases, 'locks/sweep', async () => {
				await sweepJobs(files, clock, entries);
				await finished.sweep();
				await leases.sweep();
			}),
	};
}

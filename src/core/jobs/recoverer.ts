import { wasAccepted, type Job } from './job.ts';
import type { JobLog, JobService, KeyStore } from './service/jobService.ts';
import type { Journal } from './journal/journal.ts';
import type { Clock } from '../clock/clock.ts';
import type { Problem } from './problem.ts';
import { recoveryOf } from './recovery.ts';

export type Recoverer = ReturnType<typeof createRecoverer>;

/** What the recoverer works with, and what the window does about the jobs that came to rest. */
interface RecovererOptions<Delivered extends { readonly job: Job }> {
	readonly journal: Journal;
	readonly jobs: JobService;
	readonly keys: KeyStore;
	readonly clock: Clock;
	readonly log: JobLog;
	/** Ids of parked jobs that this window resumes by itself when their time has come. */
	readonly resumed: ReadonlySet<string>;
	/** By id, what stopped the parked jobs that this window tried and reported. */
	readonly lastFailureById: Map<string, Problem['kind']>;
	/** Whether the job's workspace folder is open in this window. */
	readonly isOpenHere: (job: Job) => boolean;
	/** Links a saved job's images, and puts them in place of the images that they should replace. */
	readonly deliver: (job: Job) => Promise<readonly Delivered[]>;
	/** Notifies the user of what was saved and what stopped. */
	readonly notify: (saved: readonly Delivered[], stopped: readonly Job[]) => void;
	/** Reports an unexpected error to the user. */
	readonly report: (error: unknown) => void;
}

/** Jobs that end within this time are reported together; milliseconds. */
const notifyDelay = 1000;
/** Looks after which a job whose folder is open elsewhere, or nowhere, is resumed here: its own window comes first. */
const patience = 2;

/** Resumes jobs that other windows left behind. */
export function createRecoverer<Delivered extends { readonly job: Job }>(
	options: RecovererOptions<Delivered>,
) {
	const { journal, jobs, keys, clock, log, resumed, lastFailureById, isOpenHere } = options;
	/** How often a job that belongs to another window's folder was seen. */
	const sightings = new Map<string, number>();
	/** By id, what went wrong with a job when last reported: the same error is not reported at every look. */
	const reported = new Map<string, string>();
	const finished: Delivered[] = [];
	const stopped: Job[] = [];
	let notifying: Promise<void> | undefined;
	let looking: Promise<void> | undefined;
	let isAskingKeyStore = false;

	/** Lets jobs that these problems stopped be tried again: a key was entered, a folder was opened. */
	function tryAgain(...kinds: readonly Problem['kind'][]): void {
		for (const [id, kind] of lastFailureById) {
			if (kinds.includes(kind)) {
				lastFailureById.delete(id);
			}
		}
	}

	/** An error of a job that is over elsewhere must not keep other jobs' errors from being reported. */
	function forgetOthers(some: readonly Job[]): void {
		const ids = new Set(some.map(({ intent }) => intent.id));
		for (const id of reported.keys()) {
			if (!ids.has(id)) {
				reported.delete(id);
			}
		}
	}

	function reportOnce(id: string, error: unknown): void {
		const message = String(error);
		// It recurs at every look and, if the disk is the cause, for every job.
		const isKnown = [...reported.values()].includes(message);
		reported.set(id, message);
		if (isKnown) {
			log.warn(`Job ${id}: still ${message}`);
		} else {
			options.report(error);
		}
	}

	async function lookOnce(): Promise<void> {
		const pending = await journal.pending();
		forgetOthers([...pending, ...jobs.running()]);
		tryKeyStore(pending);
		for (const job of pending) {
			try {
				if (isForUs(job)) {
					await adopt(job.intent.id);
				}
			} catch (error) {
				await giveUpFor(job.intent.id, error);
			}
		}
	}

	/** Gives up for now: a later look resumes it. */
	async function giveUpFor(id: string, error: unknown): Promise<void> {
		reportOnce(id, error);
		await jobs.putBack(id).catch(() => undefined);
	}

	/** Looks for such jobs and resumes them; resolves once each is under way. One that fails doesn't stop the others. */
	function look(): Promise<void> {
		looking ??= lookOnce().finally(() => {
			looking = undefined;
		});
		return looking;
	}

	/**
	 * Nothing reports that a keyring was unlocked, so the key store is queried, quietly, as long as a job waits for
	 * it. The look does not wait for the answer, which may never come.
	 */
	function tryKeyStore(pending: readonly Job[]): void {
		const waiting = pending.find(({ intent }) => lastFailureById.get(intent.id) === 'keyStore');
		if (waiting !== undefined && !isAskingKeyStore) {
			isAskingKeyStore = true;
			void keys
				.get(new URL(waiting.intent.apiBaseUrl).origin)
				.then(
					() => {
						tryAgain('keyStore');
					},
					() => undefined,
				)
				.finally(() => {
					isAskingKeyStore = false;
				});
		}
	}

	/** Whether this window should look at the job now. */
	function isForUs(job: Job): boolean {
		const { id } = job.intent;
		const { type } = recoveryOf(job, clock.now());
		if (resumed.has(id) || type === 'leave' || type === 'driveAt') {
			return false;
		}
		if (type === 'drive' && job.parked !== undefined && lastFailureById.has(id)) {
			return false;
		}
		if (isOpenHere(job)) {
			return true;
		}
		// Any window may fetch a result before its link expires; only the job's own window saves and reports it.
		const seen = (sightings.get(id) ?? 0) + 1;
		sightings.set(id, seen);
		return type === 'drive' && wasAccepted(job) && job.phase !== 'ready' && seen > patience;
	}

	async function adopt(id: string): Promise<void> {
		const job = await jobs.adopt(id);
		// The user may have done something about it meanwhile.
		if (job === undefined || !jobs.isLatest(job)) {
			return;
		}
		switch (recoveryOf(job, clock.now()).type) {
			case 'drive':
				void drive(job).catch((error: unknown) => giveUpFor(id, error));
				return;
			case 'notify':
				await end(job);
				return;
			case 'interrupt': {
				const parked = await jobs.park(job, { kind: 'interrupted' });
				await (parked && end(parked));
				return;
			}
			case 'driveAt':
			case 'leave':
				await jobs.putBack(id);
		}
	}

	async function drive(job: Job): Promise<void> {
		log.info(`Job ${job.intent.id} was left behind as ${job.phase}, and goes on here`);
		const ended = await jobs.drive(job, { ask: false });
		if (ended !== undefined) {
			await end(ended);
		}
	}

	/** Called when a job has stopped, before the user is notified. */
	async function end(job: Job): Promise<void> {
		if (job.phase === 'saved') {
			finished.push(...(await options.deliver(job)));
			notifySoon();
			return;
		}
		reported.delete(job.intent.id);
		if (job.parked !== undefined) {
			lastFailureById.set(job.intent.id, job.parked.problem.kind);
		}
		if (isOpenHere(job)) {
			stopped.push(job);
			notifySoon();
		} else {
			await jobs.putBack(job.intent.id);
		}
	}

	function notifySoon(): void {
		notifying ??= clock.sleep(notifyDelay).then(notify);
	}

	async function notify(): Promise<void> {
		notifying = undefined;
		const saved = finished.splice(0);
		// A job that was resumed since, here or in another window, is reported when it ends.
		const others = await jobs.standing(stopped.splice(0));
		const all = new Set([...saved.map(({ job }) => job), ...others]);
		try {
			options.notify(saved, others);
		} catch (error) {
			for (const { intent } of all) {
				void giveUpFor(intent.id, error);
			}
			return;
		}
		for (const job of all) {
			reported.delete(job.intent.id);
			void jobs.markNotified(job);
		}
	}

	return { look, tryAgain };
}

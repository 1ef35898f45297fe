import type { Clock } from '../clock/clock.ts';
import { readText, StateError, type StateFiles } from './stateFiles.ts';

/** The timing of leases. */
interface LeasePolicy {
	/** How often an owner signals that it is alive; milliseconds. */
	readonly heartbeat: number;
	/** How many looks in a row, a heartbeat apart, must see no sign of life before an owner counts as gone. */
	readonly looks: number;
	/** How long to wait for a folder; milliseconds. */
	readonly patience: number;
}

/** The right to work on a folder, held by one owner at a time. */
export interface Lease {
	/** Whether this owner still has it. Ask right before anything that must not be done twice. */
	isHeld(): Promise<boolean>;
	/** Gives it back, so that no other owner has to wait. */
	release(): Promise<void>;
}

export interface Leases {
	/** Takes the folder; undefined while a live owner, possibly this one, has it. */
	acquire(folder: string): Promise<Lease | undefined>;
	/**
	 * Takes the folder as soon as it is free.
	 *
	 * @throws StateError where another owner keeps it for longer than `patience`.
	 */
	wait(folder: string): Promise<Lease>;
	/** Whether a live owner has the folder. */
	isTaken(folder: string): Promise<boolean>;
	/**
	 * Whether the folder's owner has given a sign of life since it was first asked about. Until then it may be a
	 * window that is gone, which is certain only later.
	 */
	isHeard(folder: string): Promise<boolean>;
	/** Removes the files of owners that have been gone for more than a day. */
	sweep(): Promise<void>;
}

const ownersFolder = 'owners';
const released = 'released';
/** Milliseconds after which no one needs to know whether an owner is alive. */
const forgottenAfter = 24 * 60 * 60 * 1000;
/** Milliseconds between two attempts to take a folder that is waited for. */
const waitPause = 20;

/** What was seen of an owner that was asked about. */
interface Watched {
	/** The time on its file, as a mark that changes with each heartbeat; never compared with a clock. */
	mark: number | undefined;
	/** Consecutive timely looks that found the same mark. */
	silent: number;
	/** Whether the mark has ever changed. */
	heard: boolean;
	/** Looks since it was last asked about. */
	looksSinceAsked: number;
}

/**
 * Leases as numbered files `lease.<n>` in the folder: each is created exclusively, and the highest number owns it. An
 * owner is alive while its file in `owners/` is touched, which `beat` does for all its leases together. An owner that
 * was suspended and wakes up finds a higher number than its own, and so knows that it lost the folder.
 *
 * Whether an owner is gone is judged only by what this one saw itself, on the monotonic clock. No two clocks are
 * compared, so neither a clock change nor a machine that slept takes a lease from a live owner.
 *
 * @param owner unique for each window of the extension.
 */
export function createLeases(
	files: StateFiles,
	clock: Clock,
	policy: LeasePolicy,
	owner: string,
): Leases & { dispose(): void } {
	const ownerFile = `${ownersFolder}/${owner}`;
	const ending = new AbortController();
	let lastBeat: number | undefined;
	let lastMark = 0;
	let beating: Promise<void> | undefined;
	const watched = new Map<string, Watched>();
	let watching: Promise<void> | undefined;
	/** Leases held or being taken; with none, no one needs to know that this owner is alive. */
	let held = 0;
	/** Releases that the disk refused; while this owner is alive, no one else gets those leases. */
	const owed = new Set<() => Promise<void>>();

	async function beat(): Promise<void> {
		const now = clock.now();
		lastMark = now === lastMark ? now + 1 : now;
		if (!(await files.touch(ownerFile, lastMark))) {
			await files.write(ownerFile, '', 'quick');
			await files.touch(ownerFile, lastMark);
		}
		lastBeat = clock.monotonic();
	}

	async function keepBeating(): Promise<void> {
		while (!ending.signal.aborted && held + owed.size > 0) {
			try {
				await clock.sleep(policy.heartbeat, ending.signal);
				await beat();
				await giveBackOwed();
			} catch {
				// Disposed, or the disk refuses for now: callers check that they still hold their lease before they
				// go on.
			}
		}
		beating = undefined;
	}

	/** Looks at the owners that were asked about. A look that comes late, after sleep or under load, proves nothing. */
	async function keepWatching(): Promise<void> {
		while (!ending.signal.aborted && watched.size > 0) {
			const before = clock.monotonic();
			try {
				await clock.sleep(policy.heartbeat, ending.signal);
			} catch {
				break;
			}
			const wasInTime = clock.monotonic() - before < 2 * policy.heartbeat;
			// If this owner can't write its own heartbeat, the others may not be able to either.
			const works = await beat().then(
				() => true,
				() => false,
			);
			const inTime = wasInTime && works;
			for (const [path, seen] of watched) {
				await lookAt(path, seen, inTime).catch(() => undefined);
			}
		}
		watching = undefined;
	}

	async function lookAt(path: string, seen: Watched, inTime: boolean): Promise<void> {
		const mark = await files.touchedAt(path);
		if (mark !== seen.mark) {
			seen.mark = mark;
			seen.silent = 0;
			seen.heard = true;
		} else if (inTime) {
			seen.silent += 1;
		}
		seen.looksSinceAsked += 1;
		if (seen.looksSinceAsked > 2 * policy.looks) {
			watched.delete(path);
		}
	}

	/**
	 * Whether an owner has been silent for long enough; it is watched from the first question on. An owner that held
	 * nothing for a while was silent, too, so `ask` checks whether it has started again since the last look.
	 */
	async function isSilent(path: string): Promise<boolean> {
		const seen = await ask(path);
		return seen.silent >= policy.looks;
	}

	async function ask(path: string): Promise<Watched> {
		const mark = await files.touchedAt(path);
		const seen = watched.get(path) ?? { mark, silent: 0, heard: false, looksSinceAsked: 0 };
		if (mark !== seen.mark) {
			seen.mark = mark;
			seen.silent = 0;
			seen.heard = true;
		}
		seen.looksSinceAsked = 0;
		watched.set(path, seen);
		watching ??= keepWatching();
		return seen;
	}

	async function giveBackOwed(): Promise<void> {
		for (const release of owed) {
			await release().catch(() => undefined);
		}
	}

	async function highest(folder: string): Promise<number> {
		const numbers = (await files.list(folder)).map(name => Number(/^lease\.(\d+)$/.exec(name)?.[1] ?? 0));
		return Math.max(0, ...numbers);
	}

	/** `gone`: its owner was silent for too long. A lease file that has no owner yet is watched itself. */
	async function stateOf(path: string): Promise<'free' | 'live' | 'gone'> {
		const holder = await readText(files, path);
		if (holder === undefined || holder === released) {
			return 'free';
		}
		if (holder === owner) {
			return 'live';
		}
		return (await isSilent(holder === '' ? path : `${ownersFolder}/${holder}`)) ? 'gone' : 'live';
	}

	/** @param last the highest number in the folder */
	async function isLive(folder: string, last: number): Promise<boolean> {
		return last > 0 && (await stateOf(`${folder}/lease.${last}`)) === 'live';
	}

	async function acquire(folder: string): Promise<Lease | undefined> {
		held += 1;
		let lease: Lease | undefined;
		const isFresh = lastBeat !== undefined && clock.monotonic() - lastBeat < 2 * policy.heartbeat;
		try {
			if (beating === undefined || !isFresh) {
				await beat();
			}
			beating ??= keepBeating();
			await giveBackOwed();
			lease = await take(folder);
			return lease;
		} finally {
			held -= lease === undefined ? 1 : 0;
		}
	}

	async function take(folder: string): Promise<Lease | undefined> {
		const last = await highest(folder);
		if (await isLive(folder, last)) {
			return undefined;
		}
		const own = last + 1;
		const path = `${folder}/lease.${own}`;
		if (!(await files.create(path, owner, 'quick'))) {
			return undefined;
		}
		const isOurs = async () => (await readText(files, path)) === owner;
		// Check the owner, too: numbers start over in a folder that was removed and created again.
		const isHeld = async () => (await highest(folder)) === own && (await isOurs());
		const release = async () => {
			owed.add(release);
			if (await isHeld()) {
				await files.write(path, released, 'quick');
			}
			owed.delete(release);
		};
		try {
			if (!(await isHeld())) {
				// Others were faster: they took it, gave it back and removed the numbers in between.
				if (await isOurs()) {
					await files.remove(path);
				}
				return undefined;
			}
			if (last > 0) {
				await files.remove(`${folder}/lease.${last}`);
			}
		} catch (error) {
			owed.add(release);
			throw error;
		}
		let counts = true;
		const giveBack = () => {
			held -= counts ? 1 : 0;
			counts = false;
			return release();
		};
		return { isHeld, release: giveBack };
	}

	return {
		acquire,
		async wait(folder) {
			const start = clock.monotonic();
			for (;;) {
				const lease = await acquire(folder);
				if (lease !== undefined) {
					return lease;
				}
				if (clock.monotonic() - start > policy.patience) {
					throw new StateError(`Another window does not give back ${folder}`, { code: 'held' });
				}
				await clock.sleep(waitPause, ending.signal);
			}
		},
		async isTaken(folder) {
			return isLive(folder, await highest(folder));
		},
		async isHeard(folder) {
			const last = await highest(folder);
			const holder = last > 0 ? await readText(files, `${folder}/lease.${last}`) : undefined;
			if (holder === undefined || holder === released || holder === '') {
				return false;
			}
			return holder === owner || (await ask(`${ownersFolder}/${holder}`)).heard;
		},
		async sweep() {
			for (const name of await files.list(ownersFolder)) {
				const path = `${ownersFolder}/${name}`;
				const seen = await files.touchedAt(path);
				// A clock that was set back leaves timestamps in the future; a live owner touches its file again.
				if (name !== owner && seen !== undefined && Math.abs(clock.now() - seen) > forgottenAfter) {
					await files.remove(path);
				}
			}
		},
		dispose() {
			ending.abort();
		},
	};
}

/** Runs a task that no other window runs at the same time. */
export async function withLock<T>(leases: Leases, folder: string, task: () => Promise<T>): Promise<T> {
	const lease = await leases.wait(folder);
	try {
		return await task();
	} finally {
		await lease.release();
	}
}

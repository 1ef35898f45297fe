import type { Clock } from '../jobs/ports.ts';
import { readText, type StateFiles } from './stateFiles.ts';

/** What leases are timed by, in milliseconds. */
export interface LeasePolicy {
	/** How often an owner says that it is alive. */
	readonly heartbeat: number;
	/** An owner that has said nothing for so long is gone. */
	readonly stale: number;
}

/** The right to work on a folder, held by one owner at a time. */
export interface Lease {
	/** Whether it still is this owner's. To be asked right before whatever must not be done twice. */
	isHeld(): Promise<boolean>;
	/** Gives it back, so that another owner need not wait. */
	release(): Promise<void>;
}

export interface Leases {
	/** Takes the folder; undefined while another owner that is alive, or this one, has it. */
	acquire(folder: string): Promise<Lease | undefined>;
	/** Takes the folder as soon as it is free. */
	wait(folder: string): Promise<Lease>;
	/** Whether somebody who is alive has the folder. */
	isTaken(folder: string): Promise<boolean>;
	/** Removes what owners left behind that are gone for more than a day. */
	sweep(): Promise<void>;
}

const ownersFolder = 'owners';
const released = 'released';
/** Milliseconds after which nobody asks any more whether an owner is alive. */
const forgottenAfter = 24 * 60 * 60 * 1000;
/** Milliseconds between two looks at a folder that is waited for. */
const waitPause = 20;

/**
 * Leases as numbered files `lease.<n>` in the folder: each is created exclusively, and the highest number owns
 * it. An owner is alive while its file in `owners/` is touched, which `beat` does for all its leases together.
 * One that was suspended and wakes up finds a higher number than its own, and so knows that it lost the folder.
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
	let lastBeat = -Infinity;
	let beating: Promise<void> | undefined;
	/** Leases held or being taken; with none of them nobody needs to know that this owner is alive. */
	let held = 0;
	/** What could not be given back, because the disk refused; while this owner is alive, nobody else gets it. */
	const owed = new Set<() => Promise<void>>();

	async function beat(): Promise<void> {
		const now = clock.now();
		if (!(await files.touch(ownerFile, now))) {
			await files.write(ownerFile, '', 'quick');
			await files.touch(ownerFile, now);
		}
		lastBeat = now;
	}

	async function keepBeating(): Promise<void> {
		while (!ending.signal.aborted && held + owed.size > 0) {
			try {
				await clock.sleep(policy.heartbeat, ending.signal);
				await beat();
				await giveBackOwed();
			} catch {
				// Disposed, or the disk refuses for the moment: whoever goes on needs to hold its leases, and asks.
			}
		}
		beating = undefined;
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

	/** `silent`: its owner has not said anything for too long. A lease without an owner yet counts by its own age. */
	async function stateOf(path: string): Promise<'free' | 'live' | 'silent'> {
		const holder = await readText(files, path);
		if (holder === undefined || holder === released) {
			return 'free';
		}
		if (holder === owner) {
			return 'live';
		}
		const seen = await files.touchedAt(holder === '' ? path : `${ownersFolder}/${holder}`);
		return seen !== undefined && clock.now() - seen < policy.stale ? 'live' : 'silent';
	}

	/**
	 * Whether a lease may be taken over. Where this owner cannot tell a long sleep of the whole machine from the
	 * death of another one, because it was not beating itself, a silent owner has one more chance to wake up.
	 */
	async function isGone(path: string, wasBeating: boolean): Promise<boolean> {
		const state = await stateOf(path);
		if (state !== 'silent' || wasBeating) {
			return state !== 'live';
		}
		await clock.sleep(policy.heartbeat, ending.signal);
		return (await stateOf(path)) !== 'live';
	}

	async function acquire(folder: string): Promise<Lease | undefined> {
		held += 1;
		let lease: Lease | undefined;
		const wasBeating = clock.now() - lastBeat < 2 * policy.heartbeat + waitPause;
		try {
			if (beating === undefined || !wasBeating) {
				await beat();
			}
			beating ??= keepBeating();
			await giveBackOwed();
			lease = await take(folder, wasBeating);
			return lease;
		} finally {
			held -= lease === undefined ? 1 : 0;
		}
	}

	async function take(folder: string, wasBeating: boolean): Promise<Lease | undefined> {
		const last = await highest(folder);
		if (last > 0 && !(await isGone(`${folder}/lease.${last}`, wasBeating))) {
			return undefined;
		}
		const own = last + 1;
		const path = `${folder}/lease.${own}`;
		if (!(await files.create(path, owner, 'quick'))) {
			return undefined;
		}
		const isHeld = async () => (await highest(folder)) === own;
		const release = async () => {
			owed.add(release);
			if (await isHeld()) {
				await files.write(path, released, 'quick');
			}
			owed.delete(release);
		};
		try {
			if (!(await isHeld())) {
				// Slower than others who took it, gave it back and cleared away the numbers in between.
				await files.remove(path);
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
			for (;;) {
				const lease = await acquire(folder);
				if (lease !== undefined) {
					return lease;
				}
				await clock.sleep(waitPause, ending.signal);
			}
		},
		async isTaken(folder) {
			const last = await highest(folder);
			return last > 0 && (await stateOf(`${folder}/lease.${last}`)) === 'live';
		},
		async sweep() {
			for (const name of await files.list(ownersFolder)) {
				const path = `${ownersFolder}/${name}`;
				const seen = await files.touchedAt(path);
				if (name !== owner && seen !== undefined && clock.now() - seen > forgottenAfter) {
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

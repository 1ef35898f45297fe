import type { Intent } from './intent.ts';
import type { JobBudget } from './ports.ts';
import type { Clock } from '../clock/clock.ts';
import { withLock, type Leases } from '../state/leases.ts';
import type { StateFiles } from '../state/stateFiles.ts';
import { storageKinds } from '../state/storageKinds.ts';

/** What stands against the limit of a day; credits. */
export interface DailyUse {
	/** 0 = no limit. */
	readonly limit: number;
	/** Set aside or spent today, whatever became of it. */
	readonly spent: number;
}

export interface DailyLedger extends JobBudget {
	/** Sets all of them aside, or none: then it resolves to what stands against it. */
	reserveAll(intents: readonly Intent[]): Promise<DailyUse | undefined>;
	today(): Promise<DailyUse>;
}

const { folder } = storageKinds.ledger;
const lock = 'locks/credits';
/** Days of the ledger that are kept. */
const daysKept = 31;
const entryPattern = /^(.+)_(\d+)$/;

/**
 * What was spent on each day of the user's calendar: a folder for each day, and in it an empty file for each
 * job, whose name says what it costs. Windows take turns under a lock.
 *
 * @param limit credits a day, 0 = none; asked anew each time, so it must not throw.
 */
export function createDailyLedger(
	files: StateFiles,
	leases: Leases,
	clock: Clock,
	limit: () => number,
): DailyLedger {
	const dayNow = () => `${folder}/${dayOf(clock.now())}`;

	async function entries(day: string): Promise<{ name: string; id: string; credits: number }[]> {
		return (await files.list(day)).flatMap(name => {
			const [, id, credits] = entryPattern.exec(name) ?? [];
			return id === undefined ? [] : [{ name, id, credits: Number(credits) }];
		});
	}

	async function useOf(day: string): Promise<DailyUse> {
		const spent = (await entries(day)).reduce((sum, { credits }) => sum + credits, 0);
		return { limit: limit(), spent };
	}

	async function reserveAll(intents: readonly Intent[]): Promise<DailyUse | undefined> {
		return withLock(leases, lock, async () => {
			const day = dayNow();
			const known = new Set((await entries(day)).map(({ id }) => id));
			const added = intents.filter(({ id }) => !known.has(id));
			const use = await useOf(day);
			const wanted = added.reduce((sum, { credits }) => sum + credits, 0);
			if (use.limit > 0 && wanted > 0 && use.spent + wanted > use.limit) {
				return use;
			}
			try {
				for (const { id, credits } of added) {
					await files.create(`${day}/${id}_${credits}`, '');
					await removeElsewhere(id, day);
				}
			} catch (error) {
				for (const { id, credits } of added) {
					await files.remove(`${day}/${id}_${credits}`).catch(() => undefined);
				}
				throw error;
			}
			return undefined;
		});
	}

	/** A job that waited over midnight counts on the day on which it is sent. */
	async function removeElsewhere(id: string, today: string | undefined): Promise<void> {
		const days = (await files.list(folder)).map(name => `${folder}/${name}`);
		for (const day of days.filter(each => each !== today)) {
			const found = (await entries(day)).find(entry => entry.id === id);
			if (found !== undefined) {
				await files.remove(`${day}/${found.name}`);
			}
		}
	}

	async function sweep(): Promise<void> {
		const days = (await files.list(folder)).sort();
		for (const day of days.slice(0, -daysKept)) {
			await files.remove(`${folder}/${day}`);
		}
	}

	return {
		reserveAll,
		reserve: intent => reserveAll([intent]),
		async release(id) {
			await removeElsewhere(id, undefined);
			await sweep();
		},
		today: () => useOf(dayNow()),
	};
}

/** `2026-01-31` in the user's own time. */
export function dayOf(at: number): string {
	const date = new Date(at);
	const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
	return parts.map(part => String(part).padStart(2, '0')).join('-');
}

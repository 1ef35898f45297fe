import type { Intent } from './intent.ts';
import type { JobBudget } from './ports.ts';
import type { Clock } from '../clock/clock.ts';
import { withLock, type Leases } from '../state/leases.ts';
import type { StateFiles } from '../state/stateFiles.ts';
import { storageKinds } from '../state/storageKinds.ts';

/** What counts against a daily limit; credits. */
export interface DailyUse {
	/** 0 = no limit. */
	readonly limit: number;
	/** Set aside or spent today, whatever became of it. */
	readonly spent: number;
	/** Both numbers are for agents only; a limit of 0 then means no credits at all. */
	readonly by?: 'agent';
}

export interface DailyLedger extends JobBudget {
	/** Sets credits aside for all of them, or for none: then it resolves to the use that leaves no room. */
	reserveAll(intents: readonly Intent[]): Promise<DailyUse | undefined>;
	today(): Promise<DailyUse>;
	/** What counts against the agents' limit, which the user may have raised for today. */
	agentsToday(): Promise<DailyUse>;
	/** Raises the agents' limit for today, in all windows. @param id a UUID, new each time the user raises it. */
	allowAgents(credits: number, id: string): Promise<void>;
}

const { folder } = storageKinds.ledger;
const lock = 'locks/credits';
/** Days of the ledger that are kept. */
const daysKept = 31;
const entryPattern = /^(.+?)(_agent)?_(\d+)$/;
/** What the user has allowed agents beyond their limit. */
const allowedPattern = /^allowed\.(\d+)\./;

/**
 * What was spent on each day of the user's calendar: a folder for each day, and in it an empty file for each job,
 * whose name says what it costs, and whether an agent asked for it. Windows take turns under a lock.
 *
 * @param limit credits per day, 0 = no limit; called again each time, so it must not throw.
 * @param agentLimit the same for agents, where 0 means no credits at all.
 */
export function createDailyLedger(
	files: StateFiles,
	leases: Leases,
	clock: Clock,
	limit: () => number,
	agentLimit: () => number = () => 0,
): DailyLedger {
	/** The day for which this window has set a job's credits aside, by the job's id. */
	const reserved = new Map<string, string>();

	const dayNow = () => `${folder}/${dayOf(clock.now())}`;

	async function entries(day: string): Promise<Entry[]> {
		return (await files.list(day)).flatMap(name => {
			const [, id, agent, credits] = entryPattern.exec(name) ?? [];
			return id === undefined ? [] : [{ name, id, isAgents: agent !== undefined, credits: Number(credits) }];
		});
	}

	async function useOf(day: string): Promise<DailyUse> {
		const spent = creditsIn(await entries(day));
		return { limit: limit(), spent };
	}

	async function agentUseOf(day: string): Promise<DailyUse> {
		const own = (await entries(day)).filter(({ isAgents }) => isAgents);
		const base = agentLimit();
		const allowed = (await files.list(day)).map(name => Number(allowedPattern.exec(name)?.[1] ?? 0));
		const more = allowed.reduce((sum, credits) => sum + credits, 0);
		return { limit: base === 0 ? 0 : base + more, spent: creditsIn(own), by: 'agent' };
	}

	/** The use that leaves no room for the intents, if there is one. */
	async function fullFor(day: string, intents: readonly Intent[]): Promise<DailyUse | undefined> {
		const use = await useOf(day);
		const wanted = creditsIn(intents);
		if (use.limit > 0 && wanted > 0 && use.spent + wanted > use.limit) {
			return use;
		}
		const agentsWanted = creditsIn(intents.filter(isAgents));
		if (agentsWanted === 0) {
			return undefined;
		}
		const agents = await agentUseOf(day);
		return agents.spent + agentsWanted > agents.limit ? agents : undefined;
	}

	async function reserveAll(intents: readonly Intent[]): Promise<DailyUse | undefined> {
		return withLock(leases, lock, async () => {
			const day = dayNow();
			const known = new Set((await entries(day)).map(({ id }) => id));
			const added = intents.filter(({ id }) => !known.has(id));
			const full = await fullFor(day, added);
			if (full !== undefined) {
				return full;
			}
			try {
				for (const intent of added) {
					await files.create(`${day}/${entryName(intent)}`, '');
					await removeElsewhere(intent.id, day);
				}
			} catch (error) {
				for (const intent of added) {
					await files.remove(`${day}/${entryName(intent)}`).catch(() => undefined);
				}
				throw error;
			}
			for (const { id } of intents) {
				reserved.set(id, day);
			}
			return undefined;
		});
	}

	/** A job that waited past midnight counts on the day it is sent. */
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
		isReserved: id => reserved.get(id) === dayNow(),
		async release(id) {
			reserved.delete(id);
			await removeElsewhere(id, undefined);
			await sweep();
		},
		today: () => useOf(dayNow()),
		agentsToday: () => agentUseOf(dayNow()),
		allowAgents: async (credits, id) => {
			await files.create(`${dayNow()}/allowed.${credits}.${id}`, '');
		},
	};
}

interface Entry {
	readonly name: string;
	readonly id: string;
	readonly isAgents: boolean;
	readonly credits: number;
}

function entryName(intent: Intent): string {
	return `${intent.id}${isAgents(intent) ? '_agent' : ''}_${intent.credits}`;
}

function isAgents({ by }: Intent): boolean {
	return by === 'agent';
}

function creditsIn(items: readonly { readonly credits: number }[]): number {
	return items.reduce((sum, { credits }) => sum + credits, 0);
}

/** `2026-01-31` in the user's time zone. */
export function dayOf(at: number): string {
	const date = new Date(at);
	const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
	return parts.map(part => String(part).padStart(2, '0')).join('-');
}

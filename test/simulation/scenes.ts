import { between, chance, pick, type Random } from './randomness.ts';
import type { Setting, Step } from './schedule.ts';
import { broken } from './serviceFaults.ts';

/** Steps that are dangerous in combination, and rarely occur together by chance. */
export type Scene = (random: Random, setting: Setting, at: number) => Step[];

const second = 1000;

/** A plain order with a name of its own. */
function order(at: number, window: number, changes: Partial<Extract<Step, { type: 'order' }>> = {}): Step {
	return {
		type: 'order',
		at,
		window,
		name: 'scene',
		count: 1,
		clicks: [0],
		variation: false,
		exact: false,
		...changes,
	};
}

function act(at: number, window: number, changes: Partial<Extract<Step, { type: 'act' }>> = {}): Step {
	return { type: 'act', at, window, job: 0, action: 0, clicks: [0], ...changes };
}

/** The first create call takes longer than the scene. */
const longRun = (ms: number): Step => ({
	type: 'service',
	at: 0,
	call: 'create',
	nth: 1,
	fault: { kind: 'ending', ending: { type: 'succeeds', ms, outputs: 1 } },
});

const anyWindow = (random: Random, { windows }: Setting) => between(random, 0, windows - 1);

export const scenes: readonly Scene[] = [
	// An unsent job is cancelled on a full disk; then there is room again.
	(random, _setting, at) => {
		const wait = pick(random, [150, 400, 2000]);
		return [
			order(at, 0, { count: 3 }),
			order(at + 50, 0, { name: 'next', count: 3 }),
			{
				type: 'disk',
				at: at + wait,
				code: 'ENOSPC',
				where: 'storage',
				share: 1,
				isDone: false,
				ms: pick(random, [2, 8]) * second,
			},
			...[0, 1, 2, 3].map(job => act(at + wait + 50 + 100 * job, 0, { job })),
			{ type: pick(random, ['crash', 'close'] as const), at: at + wait + 15 * second, window: 0 },
			{ type: 'open', at: at + wait + 16 * second, window: 0 },
		];
	},
	// Send Again pressed twice for a job with an unknown outcome; also in two windows.
	(random, setting, at) => [
		{
			type: 'service',
			at: 0,
			call: 'create',
			nth: 1,
			fault: { kind: 'broken', how: pick(random, broken), accepted: true, ms: 200 },
		},
		order(at, 0),
		act(at + 3000, 0, {
			clicks: [0, pick(random, [0, 1, 5, 30])],
			...(chance(random, 0.5) && { also: anyWindow(random, setting) }),
		}),
		...(chance(random, 0.3) ? [act(at + 3005, anyWindow(random, setting))] : []),
	],
	// Something that isn't part of the job fails when it is ordered; then the window is reloaded.
	(random, _setting, at) => [
		{ type: 'history', at, how: pick(random, ['rejects', 'hangs'] as const) },
		order(at + 20, 0),
		{ type: 'reload', at: at + pick(random, [500, 3000, 9000]), window: 0, overlap: 100 },
	],
	// A long sleep, and no network after it.
	(random, _setting, at) => [
		longRun(30 * second),
		order(at, 0),
		{ type: 'sleep', at: at + 6 * second, ms: 64 * 3600 * second },
		{ type: 'offline', at: at + 6 * second + 1, ms: pick(random, [5, 20]) * second },
	],
	// The clock is set, or a window freezes, while another one asks about its job.
	(random, _setting, at) => [
		longRun(40 * second),
		order(at, 0),
		{ type: 'open', at: at + 1, window: 1 },
		pick(random, [
			{ type: 'jump', at: at + 3000, ms: pick(random, [20, 3600, -3600]) * second },
			{ type: 'sleep', at: at + 3000, ms: 3600 * second },
			{ type: 'freeze', at: at + 3000, window: 1, ms: 12 * second },
		] as const),
		act(at + 8 * second, 1),
	],
	// The keyring stays locked while a job waits to go on.
	(random, _setting, at) => [
		longRun(20 * second),
		order(at, 0),
		{ type: 'crash', at: at + 2000, window: 0 },
		{ type: 'keyring', at: at + 2001, isLocked: true },
		{ type: 'open', at: at + 2500, window: 0 },
		{ type: 'keyring', at: at + pick(random, [80, 160]) * second, isLocked: false },
	],
	// An unreadable journal entry comes before one that has to go on.
	(random, _setting, at) => [
		{ type: 'plant', at, how: pick(random, ['badFolder', 'badUrl', 'garbage'] as const) },
		order(at + 500, 0),
		{ type: 'crash', at: at + pick(random, [700, 3000]), window: 0 },
		{ type: 'open', at: at + 4000, window: 0 },
	],
	// Two windows want the same name at the same time.
	(random, _setting, at) => {
		const times = { ms: 3000, outputs: 1, type: 'succeeds' } as const;
		return [
			{ type: 'open', at: at - 50, window: 1 },
			...[1, 2].map((nth): Step => ({
				type: 'service',
				at: 0,
				call: 'create',
				nth,
				fault: { kind: 'ending', ending: times },
			})),
			order(at, 0),
			order(at + pick(random, [0, 20, 60]), 1),
			{ type: 'slow', at: at + 2000, share: 0.5, late: pick(random, [20, 200]), ms: 20 * second },
		];
	},
	// More results than requested.
	(random, _setting, at) => [
		{
			type: 'service',
			at: 0,
			call: 'create',
			nth: 1,
			fault: {
				kind: 'ending',
				ending: { type: 'succeeds', ms: 2000, outputs: pick(random, [3, 16, 17, 60]) },
			},
		},
		order(at, 0),
		...(chance(random, 0.4)
			? [{ type: 'crash' as const, at: at + between(random, 2000, 9000), window: 0 }]
			: []),
	],
];

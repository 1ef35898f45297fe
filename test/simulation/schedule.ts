import { between, chance, pick, randomFor, type Random } from './randomness.ts';
import { scenes } from './scenes.ts';
import { createFault, downloadFault, queryFault, type CallFault } from './serviceFaults.ts';
import type { CallKind } from './virtualService.ts';

/** The environment of a run; it stays the same while a plan is shortened. */
export interface Setting {
	/** Windows that are open at the beginning. */
	readonly windows: number;
	readonly platform: 'linux' | 'win32';
	readonly ignoresCase: boolean;
	readonly hasLinks: boolean;
	readonly firstInode: bigint;
	/** Whether the clock, and timers with it, go on while the machine sleeps. */
	readonly countsSleep: boolean;
	/** Credits a day; 0 = none. */
	readonly dailyLimit: number;
	/** The share of disk calls that take a moment. */
	readonly diskWaits: number;
	readonly secondForm: boolean;
	readonly hasFallback: boolean;
	readonly parallelJobs: number;
}

/** Something that happens in a run; `at` in milliseconds since its start, window numbers from 0. */
export type Step = { readonly at: number } & (
	| {
			readonly type: 'order';
			readonly window: number;
			readonly name: string;
			readonly count: number;
			/** Milliseconds between the clicks. */
			readonly clicks: readonly number[];
			readonly variation: boolean;
			/** A document waits for exactly this file. */
			readonly exact: boolean;
	  }
	/** The user does something about a job that this window shows; in the window `also` as well. */
	| {
			readonly type: 'act';
			readonly window: number;
			readonly also?: number;
			readonly job: number;
			readonly action: number;
			readonly clicks: readonly number[];
	  }
	/** The user presses the button of the newest message. */
	| { readonly type: 'press'; readonly window: number; readonly clicks: readonly number[] }
	| { readonly type: 'key'; readonly key: string | undefined }
	| { readonly type: 'keyring'; readonly isLocked: boolean }
	| { readonly type: 'history'; readonly how: 'rejects' | 'hangs' | 'works' }
	| { readonly type: 'open' | 'close' | 'crash'; readonly window: number }
	/** The old window lives on next to the new one for `overlap` milliseconds. */
	| { readonly type: 'reload'; readonly window: number; readonly overlap: number }
	/** The window is killed at its n-th disk call. */
	| {
			readonly type: 'crashAt';
			readonly window: number;
			readonly calls: number;
			readonly isDone: boolean;
			readonly isPower: boolean;
	  }
	| { readonly type: 'power' }
	| { readonly type: 'sleep' | 'jump'; readonly ms: number }
	| { readonly type: 'freeze'; readonly window: number; readonly ms: number }
	| {
			readonly type: 'disk';
			readonly code: string;
			readonly where: 'storage' | 'workspace' | 'all';
			readonly share: number;
			readonly isDone: boolean;
			readonly ms: number;
	  }
	| { readonly type: 'slow'; readonly share: number; readonly late: number; readonly ms: number }
	| { readonly type: 'offline'; readonly ms: number }
	| { readonly type: 'service'; readonly call: CallKind; readonly nth: number; readonly fault: CallFault }
	/** The user creates a file where an image may want to go. */
	| { readonly type: 'file'; readonly name: string }
	/** Something else tampers with the journal. */
	| { readonly type: 'plant'; readonly how: 'badFolder' | 'badUrl' | 'garbage' }
	| { readonly type: 'folder'; readonly window: number; readonly isOpen: boolean }
);

export interface Plan {
	readonly setting: Setting;
	readonly steps: readonly Step[];
}

const names = ['fox', 'Fox', 'owl', 'fox-2'];
const second = 1000;

export function settingFor(seed: number): Setting {
	const random = randomFor(seed, 'setting');
	const platform = chance(random, 0.15) ? 'win32' : 'linux';
	return {
		windows: pick(random, [1, 1, 2, 2, 2, 3]),
		platform,
		ignoresCase: platform === 'win32' || chance(random, 0.2),
		hasLinks: chance(random, 0.85),
		firstInode: chance(random, 0.4) ? 2n ** 62n + 4096n : 10n,
		countsSleep: chance(random, 0.4),
		dailyLimit: chance(random, 0.25) ? pick(random, [90, 135, 225]) : 0,
		diskWaits: pick(random, [0, 0, 0.05, 0.3]),
		secondForm: chance(random, 0.3),
		hasFallback: chance(random, 0.4),
		parallelJobs: pick(random, [1, 2, 4]),
	};
}

/** What happens in the run of a seed. */
export function planFor(seed: number): Plan {
	const random = randomFor(seed, 'steps');
	const setting = settingFor(seed);
	const length = pick(random, [20, 40, 90]) * second;
	const steps: Step[] = [];
	const count = between(random, 1, 3);
	for (let order = 0; order < count; order += 1) {
		steps.push(orderStep(random, setting, 100 + Math.floor(random() * length * 0.6)));
	}
	/** The kinds of trouble in this run: only a few, so that each also occurs alone. */
	const kinds = Array.from({ length: between(random, 1, 4) }, () => pick(random, troubles));
	for (let left = between(random, 1, 8); left > 0; left -= 1) {
		const make = chance(random, 0.4) ? pick(random, userSteps) : pick(random, kinds);
		steps.push(...make(random, setting, Math.floor(random() * length)));
	}
	for (let calls = between(random, 0, 3); calls > 0; calls -= 1) {
		steps.push(serviceStep(random));
	}
	if (chance(random, 0.4)) {
		steps.push(...pick(random, scenes)(random, setting, between(random, 100, 20_000)));
	}
	return { setting, steps: steps.sort((a, b) => a.at - b.at) };
}

type Make = (random: Random, setting: Setting, at: number) => Step[];

const windowOf = (random: Random, { windows }: Setting) => between(random, 0, windows - 1);

/** Mostly one click; a second one within milliseconds, or a moment later. */
function clicksOf(random: Random): number[] {
	return chance(random, 0.65) ? [0] : [0, pick(random, [0, 1, 4, 40, 300, 1500])];
}

function orderStep(random: Random, setting: Setting, at: number): Step {
	return {
		type: 'order',
		at,
		window: windowOf(random, setting),
		name: pick(random, names),
		count: pick(random, [1, 1, 1, 2, 3]),
		clicks: clicksOf(random),
		variation: chance(random, 0.12),
		exact: chance(random, 0.2),
	};
}

const act: Make = (random, setting, at) => [
	{
		type: 'act',
		at,
		window: windowOf(random, setting),
		...(chance(random, 0.25) && { also: windowOf(random, setting) }),
		job: between(random, 0, 3),
		action: between(random, 0, 3),
		clicks: clicksOf(random),
	},
];

const userSteps: readonly Make[] = [
	act,
	act,
	act,
	act,
	(random, setting, at) => [
		{ type: 'press', at, window: windowOf(random, setting), clicks: clicksOf(random) },
	],
	(random, setting, at) => [
		{ type: 'reload', at, window: windowOf(random, setting), overlap: pick(random, [0, 50, 900, 5000]) },
	],
	(random, setting, at) => [
		{ type: 'close', at, window: windowOf(random, setting) },
		{ type: 'open', at: at + between(random, 1, 30 * second), window: windowOf(random, setting) },
	],
	(random, setting, at) => [orderStep(random, setting, at)],
];

const troubles: readonly Make[] = [
	crash,
	(random, setting, at) => [
		{
			type: 'crashAt',
			at,
			window: windowOf(random, setting),
			calls: between(random, 1, 60),
			isDone: chance(random, 0.5),
			isPower: chance(random, 0.3),
		},
		{ type: 'open', at: at + between(random, 10, 40) * second, window: windowOf(random, setting) },
	],
	(_random, _setting, at) => [
		{ type: 'power', at },
		{ type: 'open', at: at + 20 * second, window: 0 },
	],
	(random, _setting, at) => [
		{ type: 'sleep', at, ms: pick(random, [5, 20, 3600, 64 * 3600]) * second },
		...(chance(random, 0.6)
			? [{ type: 'offline' as const, at: at + 1, ms: pick(random, [3, 12, 60]) * second }]
			: []),
	],
	(random, _setting, at) => [
		{ type: 'jump', at, ms: pick(random, [-86_400, -3600, -20, 20, 3600, 86_400, 3 * 86_400]) * second },
	],
	(random, setting, at) => [
		{
			type: 'freeze',
			at,
			window: windowOf(random, setting),
			ms: pick(random, [1, 5, 12, 20, 40]) * second,
		},
	],
	diskTrouble,
	diskTrouble,
	(random, _setting, at) => [
		{
			type: 'slow',
			at,
			share: pick(random, [0.02, 0.3, 1]),
			late: pick(random, [5, 50, 700, 6000]),
			ms: between(random, 1, 30) * second,
		},
	],
	(random, _setting, at) => [{ type: 'offline', at, ms: pick(random, [2, 15, 100]) * second }],
	(random, _setting, at) => [
		{ type: 'key', at, key: pick(random, ['cdt_bad', 'cdt_other', 'cdt_good', undefined]) },
		...(chance(random, 0.5)
			? [{ type: 'key' as const, at: at + between(random, 1, 60) * second, key: 'cdt_good' }]
			: []),
	],
	(random, _setting, at) => [
		{ type: 'keyring', at, isLocked: true },
		...(chance(random, 0.5)
			? [{ type: 'keyring' as const, at: at + between(random, 1, 90) * second, isLocked: false }]
			: []),
	],
	(random, _setting, at) => [{ type: 'history', at, how: pick(random, ['rejects', 'hangs'] as const) }],
	(random, _setting, at) => [{ type: 'file', at, name: pick(random, ['fox.png', 'FOX.png', 'fox-1.png']) }],
	(random, _setting, at) => [
		{ type: 'plant', at, how: pick(random, ['badFolder', 'badUrl', 'garbage'] as const) },
	],
	(random, setting, at) => [
		{ type: 'folder', at, window: windowOf(random, setting), isOpen: false },
		...(chance(random, 0.5)
			? [
					{
						type: 'folder' as const,
						at: at + between(random, 1, 40) * second,
						window: windowOf(random, setting),
						isOpen: true,
					},
				]
			: []),
	],
	random => [serviceStep(random)],
];

function crash(random: Random, setting: Setting, at: number): Step[] {
	const window = windowOf(random, setting);
	return [
		{ type: 'crash', at, window },
		{ type: 'open', at: at + pick(random, [50, 3000, 20_000]), window },
	];
}

function diskTrouble(random: Random, _setting: Setting, at: number): Step[] {
	return [
		{
			type: 'disk',
			at,
			code: pick(random, ['ENOSPC', 'ENOSPC', 'EIO', 'EPERM', 'EBUSY']),
			where: pick(random, ['storage', 'storage', 'workspace', 'all'] as const),
			share: pick(random, [0.1, 0.5, 1]),
			isDone: chance(random, 0.1),
			ms: pick(random, [1, 5, 20, 60]) * second,
		},
	];
}

/** At the beginning, so that the calls are counted from there. */
function serviceStep(random: Random): Step {
	const call = pick(random, ['create', 'create', 'create', 'get', 'get', 'cancel', 'download'] as const);
	const fault =
		call === 'create'
			? createFault(random)
			: call === 'download'
				? downloadFault(random)
				: queryFault(random);
	return { type: 'service', at: 0, call, nth: between(random, 1, call === 'get' ? 6 : 3), fault };
}

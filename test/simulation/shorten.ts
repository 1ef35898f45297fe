import type { Plan, Setting } from './schedule.ts';
import { simulate } from './simulate.ts';
import { kindOf } from './violationKind.ts';

/** A plan that still fails in the same way, with as little as possible in it. */
export interface Shortened {
	readonly plan: Plan;
	readonly violations: readonly string[];
	/** Plans that were tried. */
	readonly tries: number;
}

const simpler: readonly Partial<Setting>[] = [
	{ windows: 1 },
	{ windows: 2 },
	{ diskWaits: 0 },
	{ platform: 'linux' },
	{ ignoresCase: false },
	{ hasLinks: true },
	{ firstInode: 10n },
	{ countsSleep: false },
	{ dailyLimit: 0 },
	{ secondForm: false },
	{ hasFallback: false },
	{ parallelJobs: 4 },
];

/** Removes from a failing plan what it doesn't need to fail. */
export async function shorten(seed: number, plan: Plan, limit = 400): Promise<Shortened> {
	let best: Shortened = { plan, violations: (await simulate(seed, plan)).violations, tries: 1 };
	const kind = kindOf(best.violations[0] ?? '');
	let tries = 1;

	async function isAsBad(candidate: Plan): Promise<boolean> {
		if (tries >= limit) {
			return false;
		}
		tries += 1;
		const { violations } = await simulate(seed, candidate);
		const found = violations.find(violation => kindOf(violation) === kind);
		if (found === undefined) {
			return false;
		}
		best = { plan: candidate, violations: [found], tries };
		return true;
	}

	for (let size = Math.ceil(plan.steps.length / 2); size >= 1;) {
		let shorter = false;
		for (let at = 0; at < best.plan.steps.length;) {
			const steps = best.plan.steps.toSpliced(at, size);
			if (await isAsBad({ ...best.plan, steps })) {
				shorter = true;
			} else {
				at += size;
			}
		}
		size = size === 1 && shorter ? 1 : Math.floor(size / 2);
	}
	for (const change of simpler) {
		const setting = { ...best.plan.setting, ...change };
		if (JSON.stringify(plainOf(setting)) !== JSON.stringify(plainOf(best.plan.setting))) {
			await isAsBad({ ...best.plan, setting });
		}
	}
	for (const [at, step] of best.plan.steps.entries()) {
		if ('clicks' in step && step.clicks.length > 1) {
			await isAsBad({ ...best.plan, steps: best.plan.steps.with(at, { ...step, clicks: [0] }) });
		}
	}
	return { ...best, tries };
}

const plainOf = (setting: Setting) => ({ ...setting, firstInode: String(setting.firstInode) });

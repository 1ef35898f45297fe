import { fork } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutVsCode } from './workers.ts';

/** A plan that failed once, in the form of `planText`; the seed determines what the plan doesn't. */
export interface KeptPlan {
	readonly seed: number;
	/** What went wrong. */
	readonly fault: string;
	readonly plan: unknown;
}

const path = join(import.meta.dirname, 'keptPlans.json');

export function keptPlans(): readonly KeptPlan[] {
	return JSON.parse(readFileSync(path, 'utf8')) as KeptPlan[];
}

/** Adds a plan, in the form of `planText`, to those that every run replays. */
export function keepPlan(seed: number, fault: string, plan: string): void {
	const kept = [...keptPlans(), { seed, fault, plan: JSON.parse(plan) as unknown }];
	writeFileSync(path, `${JSON.stringify(kept, undefined, '\t')}\n`);
}

/** Runs every plan that ever failed; resolves to how many fail again. */
export function replayKept(onFailure: (text: string) => void): Promise<number> {
	return new Promise((resolve, reject) => {
		let failed = 0;
		const child = fork(join(import.meta.dirname, 'replayKept.ts'), [], {
			env: { ...process.env, TZ: 'UTC', NODE_NO_WARNINGS: '1' },
			execArgv: [...withoutVsCode],
		});
		child.on('message', (text: string) => {
			failed += 1;
			onFailure(text);
		});
		child.on('error', reject);
		child.on('exit', code => {
			if (code === 0) {
				resolve(failed);
			} else {
				reject(new Error(`The plans that failed once could not be run: ${String(code)}`));
			}
		});
	});
}

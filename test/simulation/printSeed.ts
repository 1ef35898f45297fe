import { fork } from 'node:child_process';
import { join } from 'node:path';
import { keepPlan } from './keptPlans.ts';
import { shortenSeed, withoutVsCode } from './workers.ts';

/**
 * Prints everything that happens in the run of a seed and, if it fails, its shortest plan, which is kept for later runs
 * if `keepAs` says what it shows. @returns whether nothing failed
 */
export async function printSeed(seed: number, mutation?: string, keepAs?: string): Promise<boolean> {
	const code = await new Promise<number | null>((resolve, reject) => {
		fork(join(import.meta.dirname, 'replay.ts'), [String(seed), ...(mutation ? [mutation] : [])], {
			env: { ...process.env, TZ: 'UTC', NODE_NO_WARNINGS: '1' },
			execArgv: [...withoutVsCode],
		})
			.on('error', reject)
			.on('exit', resolve);
	});
	if (code !== 0) {
		const { plan, violations, tries } = await shortenSeed(seed, mutation);
		console.log(`\nThe shortest plan, after ${tries} tries: ${violations.join('\n')}\n${plan}`);
		if (keepAs !== undefined) {
			keepPlan(seed, keepAs, plan);
		}
	}
	return code === 0;
}

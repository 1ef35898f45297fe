import { mutations } from './mutations.ts';
import { runSeeds, type Done } from './workers.ts';

/** The number of seeds after which a mutation counts as not found. */
const enough = 3000;

/** Takes out one fix after the other, and prints after how many seeds that was found. @returns whether all were */
export async function printMutations(workers: number): Promise<boolean> {
	const queue = mutations.values();
	let found = 0;
	await Promise.all(
		Array.from({ length: workers }, async () => {
			for (const { name, fault } of queue) {
				const line = await findMutation(name).catch((error: unknown) => `✖ ${String(error)}`);
				found += line.startsWith('✔') ? 1 : 0;
				console.log(`${line} · ${name}: ${fault}`);
			}
		}),
	);
	console.log(`${found} of ${mutations.length} mutations were found`);
	return found === mutations.length;
}

async function findMutation(mutation: string): Promise<string> {
	const started = performance.now();
	let tried = 0;
	for (let from = 1; from < enough;) {
		let failure: Done | undefined;
		await runSeeds({ from, count: enough - from, mutation }, done => {
			tried += 1;
			failure = done.violations.length > 0 ? done : undefined;
			return failure === undefined;
		});
		if (failure === undefined) {
			break;
		}
		if (await isCleanWithout(failure.seed)) {
			const seconds = ((performance.now() - started) / 1000).toFixed(0);
			return `✔ after ${tried} seeds (${seconds} s), seed ${failure.seed}: ${failure.violations[0] ?? ''}`;
		}
		from = failure.seed + 1;
	}
	return `✖ not found by ${tried} seeds`;
}

async function isCleanWithout(seed: number): Promise<boolean> {
	let isClean = false;
	await runSeeds({ from: seed, count: 1 }, done => {
		isClean = done.violations.length === 0;
		return true;
	});
	return isClean;
}

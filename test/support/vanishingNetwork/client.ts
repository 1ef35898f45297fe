import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { createBench } from '../../unit/jobs/jobBench.ts';

/** Runs a job against the server whose network goes away, and prints what became of it as JSON. */
const origin = 'http://10.9.0.2:8080';
const { fetch } = globalThis;
/** The answer to the first GET, after which the network goes away. */
async function greet(): Promise<void> {
	const answer = await fetch(origin).catch(() => undefined);
	if (answer === undefined) {
		await delay(50);
		return greet();
	}
	await answer.text();
}

await greet();
await delay(600);
const bench = createBench(`${origin}/v1`);
let calls = 0;
const errors: string[] = [];
const watched: typeof fetch = async (input, init) => {
	calls += init?.method === 'POST' ? 1 : 0;
	const answer = fetch(input, init);
	// The neighbour is forgotten once the request is on its way.
	setTimeout(() => execFileSync('ip', ['neigh', 'flush', 'dev', 'here']), 30);
	return answer.catch((error: unknown) => {
		errors.push(String((error as Error).cause));
		throw error;
	});
};
bench.http = { fetch: watched, loadFallback: () => Promise.resolve(watched) };
const job = await bench.run();
console.log(JSON.stringify({ calls, errors, phase: job.phase, problem: job.problem }));
process.exit();

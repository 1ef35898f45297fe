import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { problemText } from '../../../src/host/jobs/problemText.ts';
import { createBench } from '../../unit/jobs/jobBench.ts';

/** Runs one job over an established connection whose network then goes away. Prints how it ended as JSON. */
const bench = createBench('http://10.9.0.2:8080/v1');
await (await fetch('http://10.9.0.2:8080/')).text();
await delay(600);
setTimeout(() => {
	execFileSync('ip', ['neigh', 'flush', 'dev', 'outer']);
}, 30);
let cause = '';
const send: typeof fetch = (input, init) =>
	fetch(input, init).catch((error: unknown) => {
		cause = String((error as { cause?: unknown }).cause);
		throw error;
	});
bench.http = { fetch: send, loadFallback: () => Promise.resolve(send) };
const { phase, sends, problem } = await bench.run();
const message = problem && problemText(problem, bench.job).message;
console.log(JSON.stringify({ phase, sends, message, cause }));
process.exit();

/**
 * `npm run test:simulate`: simulates windows, disk, service and user with one seed after the other, for ten minutes or
 * `--minutes`, and prints all violations. `--seed N` runs one seed, logs everything that happens, and prints the
 * shortest plan that fails, which `--keep "what it shows"` adds to those that every run begins with. `--mutations`
 * takes out one fix after the other, and prints after how many seeds that was found; `--mutation NAME` takes out one
 * fix for the given seed.
 */
import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { replayKept } from './keptPlans.ts';
import { printMutations } from './mutationTable.ts';
import { printSeed } from './printSeed.ts';
import { runSeeds, shortenSeed, type Done } from './workers.ts';
import { kindOf } from './violationKind.ts';

const { values } = parseArgs({
	options: {
		minutes: { type: 'string', default: '10' },
		workers: { type: 'string', default: String(availableParallelism()) },
		from: { type: 'string' },
		seed: { type: 'string' },
		mutations: { type: 'boolean', default: false },
		mutation: { type: 'string' },
		keep: { type: 'string' },
	},
});

if (values.seed !== undefined) {
	process.exit((await printSeed(Number(values.seed), values.mutation, values.keep)) ? 0 : 1);
}
if (values.mutations) {
	process.exit((await printMutations(Number(values.workers))) ? 0 : 1);
}

const workers = Number(values.workers);
const minutes = Number(values.minutes);
const from = values.from === undefined ? randomInt(2 ** 30) : Number(values.from);
const started = performance.now();
const end = started + minutes * 60_000;
const total = { seeds: 0, events: 0, charges: 0 };
/** The first failure of each kind, and how many there were. */
const failures = new Map<string, { first: Done; count: number }>();

let failed = await replayKept(plan => {
	console.log(plan);
});
console.log(`Seeds from ${from}, for ${minutes} minutes in ${workers} processes`);

function note(done: Done): boolean {
	total.seeds += 1;
	total.events += done.events;
	total.charges += done.charges;
	if (done.violations.length > 0) {
		failed += 1;
		const kind = kindOf(done.violations[0] ?? '');
		const known = failures.get(kind);
		failures.set(kind, { first: known?.first ?? done, count: (known?.count ?? 0) + 1 });
		if (known === undefined) {
			console.log(`✖ seed ${done.seed}: ${done.violations.join('\n  ')}`);
		}
	}
	return performance.now() < end;
}

/** A process leaks some memory with each seed: after this many, a new one continues. */
const seedsInProcess = 2000;

async function runParts(worker: number): Promise<void> {
	for (let part = 0; performance.now() < end; part += 1) {
		const first = from + worker + part * seedsInProcess * workers;
		await runSeeds({ from: first, step: workers, count: seedsInProcess }, note);
	}
}

await Promise.all(Array.from({ length: workers }, (_, worker) => runParts(worker)));

for (const [kind, { first, count }] of failures) {
	console.log(`\n${count} × ${kind}\n  npm run test:simulate -- --seed ${first.seed}`);
	const short = await shortenSeed(first.seed).catch(() => undefined);
	if (short !== undefined) {
		console.log(
			`  the shortest plan, after ${short.tries} tries: ${short.violations.join('; ')}\n${short.plan}`,
		);
	}
}
const seconds = (performance.now() - started) / 1000;
console.log(
	`\n${total.seeds} seeds in ${seconds.toFixed(0)} s, ${(total.events / 1e6).toFixed(1)} million events, ` +
		`${total.charges} charges; ${failed} failed`,
);
process.exit(failed === 0 ? 0 : 1);

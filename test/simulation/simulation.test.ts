import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { replayKept } from './keptPlans.ts';
import { checkEdits } from './mutationHooks.ts';
import { mutations } from './mutations.ts';
import { runSeeds, shortenSeed, type Done } from './workers.ts';

/** They take a few seconds on an idle machine. */
const newSeeds = 400;

suite('the simulation', function () {
	this.timeout(600_000);

	test('every plan that ever failed', async () => {
		const failures: string[] = [];
		await replayKept(text => {
			failures.push(text);
		});
		assert.deepEqual(failures, []);
	});

	test('new seeds', async () => {
		const from = randomInt(2 ** 30);
		const workers = 2;
		let failure: Done | undefined;
		let charges = 0;
		await Promise.all(
			Array.from({ length: workers }, (_, worker) =>
				runSeeds({ from: from + worker, step: workers, count: newSeeds / workers }, done => {
					charges += done.charges;
					failure ??= done.violations.length > 0 ? done : undefined;
					return failure === undefined;
				}),
			),
		);
		assert.ok(failure !== undefined || charges > newSeeds, 'the judge has something to judge');
		if (failure !== undefined) {
			const { seed, violations } = failure;
			const short = await shortenSeed(seed);
			assert.fail(
				`npm run test:simulate -- --seed ${seed}\n${violations.join('\n')}\n${short.violations.join('\n')}\n${short.plan}`,
			);
		}
	});

	test('a seed gives the same run each time', async () => {
		const digests: string[][] = [];
		for (let run = 0; run < 2; run += 1) {
			const found: string[] = [];
			await runSeeds({ from: 1, count: 40 }, ({ digest, violations }) => {
				found.push(`${digest} ${violations.join()}`);
				return true;
			});
			digests.push(found);
		}
		assert.equal(digests[0]?.length, 40);
		assert.deepEqual(digests[0], digests[1]);
	});

	for (const mutation of mutations) {
		test(`the mend "${mutation.name}" is where it is taken out`, () => {
			checkEdits(mutation);
		});
	}

	test('a mend that is taken out is found', async () => {
		let found: Done | undefined;
		await runSeeds({ from: 1, count: 2000, mutation: 'unreachable-is-unsent' }, done => {
			found = done.violations.length > 0 ? done : undefined;
			return found === undefined;
		});
		assert.match(found?.violations.join('\n') ?? '', /was charged|nothing was charged/i);
	});
});

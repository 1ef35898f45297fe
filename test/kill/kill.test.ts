import assert from 'node:assert/strict';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { buildWorker, killRunners } from './killRunners.ts';

suite('runner processes that are killed', function () {
	this.timeout(600_000);

	test('49 a hundred times, while a tenth of the answers get lost: nothing is sent twice, lost or saved twice', async () => {
		const worker = await buildWorker((await temporaryFolder('kill-worker')).path);
		const result = await killRunners(worker, {
			kills: 100,
			enoughJobs: 80,
			workers: 4,
			jobs: 120,
			dropShare: 0.1,
			seed: 1,
		});
		const { doublePosts, lost, doubleSaves, corrupt } = result;
		assert.deepEqual(
			{ doublePosts, lost, doubleSaves, corrupt },
			{
				doublePosts: [],
				lost: [],
				doubleSaves: [],
				corrupt: [],
			},
		);
		assert.equal(result.saved + result.unknown, result.jobs);
		// The judge had something to judge: jobs came through, answers were lost.
		assert.ok(result.jobs > 60 && result.saved > result.jobs / 2, JSON.stringify(result));
		assert.ok(result.dropped > 0 && result.unknown > 0, JSON.stringify(result));
	});
});

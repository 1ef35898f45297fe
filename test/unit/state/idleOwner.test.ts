import assert from 'node:assert/strict';
import { policy } from '../../../src/core/policy.ts';
import { createLeases } from '../../../src/core/state/leases.ts';
import { memoryState } from '../journal/memoryState.ts';
import { createSharedTime } from './sharedTime.ts';

suite('the leases of an owner that held none for a while', () => {
	const { heartbeat, looks } = policy.lease;

	test('51 are not taken for those of one that is gone', async () => {
		const files = memoryState();
		const time = createSharedTime();
		const [one, other] = ['one', 'other'].map(name => createLeases(files, time.clock(), policy.lease, name));
		assert.ok(one && other);
		const turn = () => new Promise(resolve => setImmediate(resolve));
		try {
			const first = await one.acquire('first');
			assert.ok(await other.isTaken('first'));
			await first?.release();
			for (let look = 0; look <= looks; look += 1) {
				await turn();
				time.advance(heartbeat);
			}
			await turn();

			assert.ok(await one.acquire('second'));
			assert.equal(await other.acquire('second'), undefined);
			assert.ok(await other.isTaken('second'));
		} finally {
			one.dispose();
			other.dispose();
		}
	});
});

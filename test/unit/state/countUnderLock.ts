// Run as a process of its own by `runWorkers`: counts a file up, under a lock. Arguments: the root, how often.
import { randomUUID } from 'node:crypto';
import { policy } from '../../../src/core/policy.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { createLeases, withLock } from '../../../src/core/state/leases.ts';
import { readText } from '../../../src/core/state/stateFiles.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import { begin } from './workers.ts';

const [root = '', times = '0'] = process.argv.slice(2);
const clock = createSystemClock();
const files = diskState(root, { clock });
const leases = createLeases(files, clock, policy.lease, randomUUID());
await begin();
for (let time = 0; time < Number(times); time += 1) {
	await withLock(leases, 'locks/counter', async () => {
		const count = Number((await readText(files, 'counter')) ?? '0');
		await files.write('counter', String(count + 1), 'quick');
	});
}
leases.dispose();

// Run as a process of its own by `runWorkers`: sets credits aside for one job after another, and prints for how
// many it could. Arguments: the root, the limit, how many jobs, the credits of each.
import { randomUUID } from 'node:crypto';
import { createDailyLedger } from '../../../src/core/jobs/dailyLedger.ts';
import { policy } from '../../../src/core/policy.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { createLeases } from '../../../src/core/state/leases.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';
import { begin } from './workers.ts';

const [root = '', limit = '0', count = '0', credits = '0'] = process.argv.slice(2);
const clock = createSystemClock();
const files = diskState(root, { clock });
const leases = createLeases(files, clock, policy.lease, randomUUID());
const ledger = createDailyLedger(files, leases, clock, () => Number(limit));
await begin();
let reserved = 0;
for (let job = 0; job < Number(count); job += 1) {
	const full = await ledger.reserve(sampleIntent({ credits: Number(credits) }));
	reserved += full === undefined ? 1 : 0;
}
leases.dispose();
console.log(reserved);

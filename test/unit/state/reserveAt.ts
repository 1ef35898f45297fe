// Run as a process of its own by `runWorkers`, in a time zone: sets 45 credits aside at each of the times, and
// prints what then stands against the day. Arguments: the root, the times (ISO 8601).
import { randomUUID } from 'node:crypto';
import { createDailyLedger } from '../../../src/core/jobs/dailyLedger.ts';
import { policy } from '../../../src/core/policy.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { createLeases } from '../../../src/core/state/leases.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';
import { begin } from './workers.ts';

const [root = '', ...times] = process.argv.slice(2);
const clock = createSystemClock();
const files = diskState(root, { clock });
const leases = createLeases(files, clock, policy.lease, randomUUID());
let now = 0;
const ledger = createDailyLedger(files, leases, { ...clock, now: () => now }, () => 0);
await begin();
const spent: number[] = [];
for (const time of times) {
	now = Date.parse(time);
	await ledger.reserve(sampleIntent({ credits: 45 }));
	spent.push((await ledger.today()).spent);
}
leases.dispose();
console.log(JSON.stringify(spent));

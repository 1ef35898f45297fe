// Run as a process of its own by `runWorkers`: creates the same files as others do, each by several calls at once,
// and prints how many of them got true. Arguments: the root, how many files, how many calls, what is written.
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import { begin } from './workers.ts';

const [root = '', count = '0', calls = '0', content = ''] = process.argv.slice(2);
const files = diskState(root, { clock: createSystemClock() });
await begin();
let won = 0;
for (let file = 0; file < Number(count); file += 1) {
	const results = Array.from({ length: Number(calls) }, () => files.create(`race/${file}`, content));
	won += (await Promise.all(results)).filter(Boolean).length;
}
console.log(won);

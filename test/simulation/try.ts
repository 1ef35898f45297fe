import { installVirtualGlobals, realNow } from './virtualGlobals.ts';
import { planFor } from './schedule.ts';
import { simulate } from './simulate.ts';
installVirtualGlobals();
Error.stackTraceLimit = 0;
const [from, count, verbose] = process.argv.slice(2).map(Number);
if (verbose) Error.stackTraceLimit = 10;
let events = 0,
	charges = 0;
const kinds = new Map();
const t = realNow();
for (let seed = from; seed < from + count; seed++) {
	const r = await simulate(seed, planFor(seed), verbose ? l => console.log(l) : undefined);
	events += r.events;
	charges += r.charges;
	if (r.violations.length) {
		const k = r.violations[0].replace(/[0-9a-f]{8}-[0-9a-f-]+|pred_\S+|\d+(\.\d+)?/g, '#').slice(0, 150);
		kinds.set(k, [...(kinds.get(k) ?? []), seed]);
		if (verbose) console.log(r.violations.join('\n'));
	}
}
console.log(
	count,
	'seeds',
	((realNow() - t) / count).toFixed(2),
	'ms each',
	(events / count).toFixed(0),
	'events',
	(charges / count).toFixed(2),
	'charges',
);
for (const [k, s] of [...kinds].sort((a, b) => b[1].length - a[1].length))
	console.log(s.length, k, s.slice(0, 4).join(' '));

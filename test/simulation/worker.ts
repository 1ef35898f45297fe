/**
 * Runs seeds in its own process, because it replaces the timers and clocks of the whole process. Reports the result of
 * each over its channel; with `--shorten`, the shortest plan of a seed that fails.
 */
import { parseArgs } from 'node:util';
import { planFor } from './schedule.ts';
import { shorten } from './shorten.ts';
import { simulate } from './simulate.ts';
import { planText } from './planText.ts';
import { installVirtualGlobals } from './virtualGlobals.ts';

/** What a worker reports. */
export type WorkerMessage =
	| {
			readonly type: 'done';
			readonly seed: number;
			readonly violations: readonly string[];
			readonly events: number;
			readonly charges: number;
			readonly digest: string;
	  }
	| {
			readonly type: 'shortened';
			readonly seed: number;
			readonly plan: string;
			readonly violations: readonly string[];
			readonly tries: number;
	  };

const { values } = parseArgs({
	options: {
		from: { type: 'string', default: '1' },
		step: { type: 'string', default: '1' },
		count: { type: 'string', default: '1' },
		shorten: { type: 'boolean', default: false },
	},
});
const from = Number(values.from);
const step = Number(values.step);
const count = Number(values.count);

installVirtualGlobals();
// Most errors here are simulated, and caught: their stacks would cost more than everything else.
Error.stackTraceLimit = count === 1 ? 10 : 0;

function say(message: WorkerMessage): Promise<void> {
	return new Promise(resolve => {
		process.send?.(message, () => {
			resolve();
		});
	});
}

for (let at = 0; at < count; at += 1) {
	const seed = from + at * step;
	const plan = planFor(seed);
	if (values.shorten) {
		const { plan: short, violations, tries } = await shorten(seed, plan);
		await say({ type: 'shortened', seed, plan: planText(short), violations, tries });
	} else {
		const { violations, events, charges, digest } = await simulate(seed, plan);
		await say({ type: 'done', seed, violations, events, charges, digest });
	}
}
process.disconnect();

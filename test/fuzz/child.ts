/**
 * Runs cases one after the other, and says on the third descriptor which one it is before each run of it: who started
 * this kills it where one hangs. Failures are lines of JSON on the standard output.
 */
import { readFileSync, writeSync } from 'node:fs';
import { asciiJson, type FuzzCase } from './fuzzCase.ts';
import { judge, smaller } from './judge.ts';
import { makeCase, turnOf } from './makeCase.ts';
import { targets } from './targets.ts';

export interface Order {
	readonly kept: readonly FuzzCase[];
	/** Of the targets to try. */
	readonly targets: readonly string[];
	readonly seed: number;
	/** The number of the first case, and the time for all of them in milliseconds. */
	readonly from: number;
	readonly time: number;
}

const order = JSON.parse(readFileSync(0, 'utf8')) as Order;
/** All of it, before anything else: a pipe takes a long line in pieces. */
function say(descriptor: 1 | 3, line: unknown): void {
	let rest = Buffer.from(`${asciiJson(line)}\n`);
	while (rest.length > 0) {
		try {
			rest = rest.subarray(writeSync(descriptor, rest));
		} catch (error) {
			if ((error as { code?: unknown }).code !== 'EAGAIN') {
				throw error;
			}
		}
	}
}

const byName = new Map(targets.map(target => [target.name, target]));

for (const [index, each] of order.kept.entries()) {
	const target = byName.get(each.target);
	if (target !== undefined && order.targets.includes(each.target)) {
		const failure = await judge(target, each, () => {
			say(3, { kept: index });
		});
		if (failure !== undefined) {
			say(1, failure);
		}
	}
}
const tried = order.targets.flatMap(name => byName.get(name) ?? []);
const until = performance.now() + order.time;
for (let number = order.from; performance.now() < until; number += 1) {
	const target = turnOf(tried, number);
	if (target === undefined) {
		break;
	}
	const onRun = (): void => {
		say(3, { number });
	};
	const failure = await judge(target, makeCase(target, order.seed + number), onRun);
	if (failure !== undefined) {
		say(1, await smaller(target, failure, onRun));
	}
}
process.exit(0);

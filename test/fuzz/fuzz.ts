import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Order } from './child.ts';
import type { FuzzCase } from './fuzzCase.ts';
import type { Failure } from './judge.ts';
import { makeCase, turnOf } from './makeCase.ts';
import { targets } from './targets.ts';

/** Where the cases are kept that ever failed. */
export const foundFolder = join(import.meta.dirname, 'found');

/** A run of a case that has not ended after this long hangs, even where others keep the cores busy; milliseconds. */
const longest = 60_000;
/** Until a process has loaded everything. */
const longestStart = 60_000;

export interface FuzzResult {
	readonly failures: readonly Failure[];
	/** How many cases were tried, without those that are kept. */
	readonly cases: number;
}

export interface FuzzOptions {
	/** For new cases; those that are kept come first. */
	readonly seconds: number;
	readonly seed: number;
	/** Names of targets, or what they begin with; all where there is none. */
	readonly only?: readonly string[];
	readonly onFailure?: (failure: Failure) => void;
}

export function keptCases(): FuzzCase[] {
	return readdirSync(foundFolder)
		.filter(name => name.endsWith('.json'))
		.toSorted()
		.map(name => JSON.parse(readFileSync(join(foundFolder, name), 'utf8')) as FuzzCase);
}

/** Feeds the targets in a process of its own, and begins another one where a case hangs it. */
export async function fuzz({ seconds, seed, only = [], onFailure }: FuzzOptions): Promise<FuzzResult> {
	const names = targets
		.map(({ name }) => name)
		.filter(name => only.length === 0 || only.some(each => name.startsWith(each)));
	const failures: Failure[] = [];
	const add = (failure: Failure): void => {
		failures.push(failure);
		onFailure?.(failure);
	};
	const until = performance.now() + seconds * 1000;
	let kept: readonly FuzzCase[] = keptCases();
	let from = 0;
	for (;;) {
		const order = { kept, targets: names, seed, from, time: Math.max(0, until - performance.now()) };
		const { last, hung } = await runChild(order, add);
		if ('number' in last) {
			from = last.number + 1;
		}
		if (!hung) {
			return { failures, cases: from };
		}
		if ('kept' in last) {
			const stuck = kept[last.kept];
			kept = kept.slice(last.kept + 1);
			if (stuck !== undefined) {
				add({ case: stuck, kind: 'hangs', detail: 'kept case' });
			}
			continue;
		}
		kept = [];
		const target = turnOf(
			targets.filter(({ name }) => names.includes(name)),
			last.number,
		);
		if (target !== undefined) {
			add({ case: makeCase(target, seed + last.number), kind: 'hangs', detail: `after ${longest / 1000} s` });
		}
		if (performance.now() > until) {
			return { failures, cases: from };
		}
	}
}

type Progress = { readonly kept: number } | { readonly number: number };

function runChild(
	order: Order,
	onFailure: (failure: Failure) => void,
): Promise<{ last: Progress; hung: boolean }> {
	const child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts')], {
		stdio: ['pipe', 'pipe', 'inherit', 'pipe'],
	});
	const [input, output, , progress] = child.stdio as unknown as readonly [Writable, Readable, null, Readable];
	return new Promise((resolve, reject) => {
		let last: Progress = { kept: 0 };
		let hung = false;
		const stop = (): void => {
			hung = true;
			child.kill('SIGKILL');
		};
		let timer = setTimeout(stop, longestStart);
		createInterface(progress).on('line', line => {
			last = JSON.parse(line) as Progress;
			clearTimeout(timer);
			timer = setTimeout(stop, longest);
		});
		createInterface(output).on('line', line => {
			onFailure(JSON.parse(line) as Failure);
		});
		child.on('error', reject);
		child.on('close', code => {
			clearTimeout(timer);
			if (code === 0 || hung) {
				resolve({ last, hung });
			} else {
				reject(new Error(`The process that tries them ended with ${code} at ${JSON.stringify(last)}`));
			}
		});
		input.end(JSON.stringify(order));
	});
}

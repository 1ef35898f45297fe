import { readFile } from 'node:fs/promises';

/** The number of tests of one mocha run by outcome. */
export interface MochaResult {
	passes: number;
	failures: number;
	pending: number;
}

export function addResults(a: MochaResult, b: MochaResult): MochaResult {
	return {
		passes: a.passes + b.passes,
		failures: a.failures + b.failures,
		pending: a.pending + b.pending,
	};
}

/** The content of a run's result file, or undefined if the run didn't get that far. */
export async function readMochaResult(file: string): Promise<MochaResult | undefined> {
	return readFile(file, 'utf8').then(
		text => JSON.parse(text) as MochaResult,
		() => undefined,
	);
}

/** The closing lines of mocha's `spec` reporter. */
export function parseMochaResult(output: string): MochaResult {
	const count = (word: string) => Number(new RegExp(`^ +(\\d+) ${word}\\b`, 'm').exec(output)?.[1] ?? 0);
	return { passes: count('passing'), failures: count('failing'), pending: count('pending') };
}

import { readFile } from 'node:fs/promises';

/** How many tests of one mocha run ended how. */
export interface MochaResult {
	passes: number;
	failures: number;
	pending: number;
}

/** What a run left in its result file, or undefined when it did not get that far. */
export async function readMochaResult(file: string): Promise<MochaResult | undefined> {
	return readFile(file, 'utf8').then(
		text => JSON.parse(text) as MochaResult,
		() => undefined,
	);
}

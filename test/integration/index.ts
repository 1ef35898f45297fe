import { appendFileSync, globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import type { MochaResult } from '../support/mochaResult.ts';

/** Called by VS Code inside its extension host; runs every test file that was built beside this one. */
export async function run(): Promise<void> {
	process.setSourceMapsEnabled(true);
	const { IMAGE_ASSETS_TEST_RESULT: resultFile, IMAGE_ASSETS_TEST_GREP: grep } = process.env;
	sendConsoleTo(process.env.IMAGE_ASSETS_TEST_OUTPUT);
	// Imported only now: the reporter takes the console as it finds it.
	const { default: Mocha } = await import('mocha');
	const mocha = new Mocha({
		ui: 'tdd',
		color: false,
		reporter: 'spec',
		timeout: 20_000,
		forbidOnly: process.env.CI !== undefined,
		...(grep === undefined ? {} : { grep }),
	});
	for (const file of globSync('**/*.test.cjs', { cwd: __dirname }).sort()) {
		mocha.addFile(join(__dirname, file));
	}
	const result = await new Promise<MochaResult>(resolve => {
		const runner = mocha.run(() => {
			const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
			resolve({ passes, failures, pending });
		});
	});
	if (resultFile !== undefined) {
		writeFileSync(resultFile, JSON.stringify(result));
	}
	if (result.failures > 0 || result.passes === 0) {
		throw new Error(result.passes + result.failures === 0 ? 'No test ran' : `${result.failures} failed`);
	}
}

/** On its way through a VS Code server the console loses its formatting; in a file it arrives as written. */
function sendConsoleTo(file: string | undefined): void {
	if (file === undefined) {
		return;
	}
	for (const level of ['log', 'info', 'warn', 'error'] as const) {
		console[level] = (...args: unknown[]) => {
			appendFileSync(file, `${format(...args)}\n`);
		};
	}
}

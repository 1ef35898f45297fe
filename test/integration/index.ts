import { appendFileSync, globSync, writeFileSync } from 'node:fs';
import { findSourceMap } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import { Uri, workspace } from 'vscode';
import type { MochaResult } from '../support/mochaResult.ts';
import { changeFolders } from './changeFolders.ts';

/** Called by VS Code inside its extension host; runs every test file that was built beside this one. */
export async function run(): Promise<void> {
	process.setSourceMapsEnabled(true);
	const { IMAGE_ASSETS_TEST_RESULT: resultFile, IMAGE_ASSETS_TEST_GREP: grep } = process.env;
	sendConsoleTo(process.env.IMAGE_ASSETS_TEST_OUTPUT);
	await openFolder(process.env.IMAGE_ASSETS_TEST_FOLDER);
	// All tests together spend more than a careful user does in a day.
	await workspace.getConfiguration('imageAssets').update('dailyCreditLimit', 0, true);
	// Imported only now: the reporter takes the console as it finds it.
	const { default: Mocha } = await import('mocha');
	const mocha = new Mocha({
		ui: 'tdd',
		color: false,
		reporter: 'spec',
		timeout: 180_000,
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
		runner.on('fail', (_test, error: Error) => {
			// Some errors are frozen: these keep the stack they have.
			Reflect.set(error, 'stack', toSource(error.stack ?? ''));
		});
	}).catch((error: unknown) => {
		// A test file that cannot even be loaded.
		console.log(error);
		throw error;
	});
	if (resultFile !== undefined) {
		writeFileSync(resultFile, JSON.stringify(result));
	}
	if (result.failures > 0 || result.passes === 0) {
		throw new Error(result.passes + result.failures === 0 ? 'No test ran' : `${result.failures} failed`);
	}
}

/**
 * Opens the folder that the tests work in. The window has a workspace file, so that tests can add further folders;
 * one that stands in that file is sometimes never told to the extension host of a VS Code in a browser.
 */
async function openFolder(path: string | undefined): Promise<void> {
	if (path !== undefined && (workspace.workspaceFolders ?? []).length === 0) {
		await changeFolders(0, 0, { uri: Uri.file(path) });
	}
}

/** On its way through a VS Code server the console loses its formatting; in a file it arrives as written. */
function sendConsoleTo(file: string | undefined): void {
	if (file === undefined) {
		return;
	}
	for (const level of ['log', 'info', 'warn'] as const) {
		// VS Code guards its console against assignment, not against this.
		Object.defineProperty(console, level, {
			value: (...args: unknown[]) => {
				appendFileSync(file, `${format(...args)}\n`);
			},
		});
	}
}

/** A stack trace that names the source files. VS Code formats stack traces itself, so that Node does not do this. */
function toSource(stack: string): string {
	const root = resolve(__dirname, '../../..');
	return stack.replace(/([^\s(]+\.cjs):(\d+):(\d+)/g, (place, file: string, line: string, column: string) => {
		const entry = findSourceMap(resolve(root, file))?.findEntry(Number(line) - 1, Number(column) - 1);
		if (entry === undefined || !('originalSource' in entry)) {
			return place;
		}
		const source = relative(root, fileURLToPath(entry.originalSource));
		return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
	});
}

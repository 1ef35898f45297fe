import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What an extension that was given a timed entry writes down at every start. */
export interface HostTimes {
	/** Milliseconds, as is `activate`. */
	readonly load: number;
	readonly activate: number;
}

/**
 * Puts a module before the entry of the extension in `folder` that loads it, activates it with the context that VS
 * Code gives, and appends the times of both to `output`, one JSON line a start.
 */
export async function addTimedEntry(folder: string, output: string): Promise<void> {
	const manifestFile = join(folder, 'package.json');
	const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as { main: string };
	await writeFile(manifestFile, JSON.stringify({ ...manifest, main: './timed.js' }));
	await writeFile(
		join(folder, 'timed.js'),
		`import { appendFileSync } from 'node:fs';
export async function activate(context) {
	const started = performance.now();
	const extension = await import(${JSON.stringify(manifest.main)});
	const loaded = performance.now();
	const result = extension.activate(context);
	if (typeof result?.then === 'function') {
		await result;
	}
	const activated = performance.now();
	appendFileSync(${JSON.stringify(output)}, JSON.stringify({ load: loaded - started, activate: activated - loaded }) + '\\n');
}
`,
	);
}

/** One for each start so far. */
export async function readTimes(output: string): Promise<HostTimes[]> {
	const text = await readFile(output, 'utf8').catch(() => '');
	return text
		.split('\n')
		.filter(line => line !== '')
		.map(line => JSON.parse(line) as HostTimes);
}

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What an extension with a timed entry records at every start. */
export interface HostTimes {
	/** Milliseconds, as is `activate`. */
	readonly load: number;
	readonly activate: number;
	/** The part of `activate` spent on registering tools for agents. */
	readonly tools: number;
}

/**
 * Puts a module in front of the entry of the extension in `folder` that loads it, activates it with the context from
 * VS Code, and appends the times of both to `output`, one JSON line per start.
 */
export async function addTimedEntry(folder: string, output: string): Promise<void> {
	await addEntry(
		folder,
		main => `import { appendFileSync } from 'node:fs';
import { lm } from 'vscode';
export async function activate(context) {
	let tools = 0;
	const registerTool = lm.registerTool;
	lm.registerTool = (...args) => {
		const before = performance.now();
		const registered = registerTool(...args);
		tools += performance.now() - before;
		return registered;
	};
	const started = performance.now();
	const extension = await import(${JSON.stringify(main)});
	const loaded = performance.now();
	const result = extension.activate(context);
	if (typeof result?.then === 'function') {
		await result;
	}
	const activated = performance.now();
	lm.registerTool = registerTool;
	appendFileSync(${JSON.stringify(output)}, JSON.stringify({ load: loaded - started, activate: activated - loaded, tools }) + '\\n');
}
`,
	);
}

/** Puts a module in front of the entry that appends the lines that the extension logs to `output`. */
export async function addLoggedEntry(folder: string, output: string): Promise<void> {
	await addEntry(
		folder,
		main => `import { appendFileSync } from 'node:fs';
import { window } from 'vscode';
export async function activate(context) {
	const create = window.createOutputChannel;
	window.createOutputChannel = (...args) => {
		const channel = create(...args);
		const info = message => appendFileSync(${JSON.stringify(output)}, message + '\\n');
		return Object.create(channel, { info: { value: info } });
	};
	const extension = await import(${JSON.stringify(main)});
	return extension.activate(context);
}
`,
	);
}

/** @param entry the text of the module, for the path of the one that it comes before */
async function addEntry(folder: string, entry: (main: string) => string): Promise<void> {
	const manifestFile = join(folder, 'package.json');
	const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as { main: string };
	await writeFile(manifestFile, JSON.stringify({ ...manifest, main: './entry.js' }));
	await writeFile(join(folder, 'entry.js'), entry(manifest.main));
}

/** The times of all starts so far. */
export async function readTimes(output: string): Promise<HostTimes[]> {
	const text = await readFile(output, 'utf8').catch(() => '');
	return text
		.split('\n')
		.filter(line => line !== '')
		.map(line => JSON.parse(line) as HostTimes);
}

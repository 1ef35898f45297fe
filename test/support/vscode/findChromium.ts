import { accessSync, constants, existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export interface Chromium {
	executablePath: string;
	args: string[];
}

/** The headless shell first: it opens a workbench in two thirds of the time. */
const names = [
	'chromium-headless-shell',
	'chrome-headless-shell',
	'chromium',
	'chromium-browser',
	'google-chrome-stable',
	'google-chrome',
	'chrome',
];
const usualPlaces = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const args = [
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/**
 * A Chromium that can be driven headless: the one that `CHROME_PATH` names, otherwise one installed on the
 * machine, otherwise the one in the npm package `@sparticuz/chromium` (Linux only).
 */
export async function findChromium(): Promise<Chromium> {
	const found = process.env.CHROME_PATH ?? onThisMachine();
	const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
	if (found !== undefined) {
		return { executablePath: found, args: [...args, ...sandbox] };
	}
	if (process.platform !== 'linux') {
		throw new Error('No Chrome or Chromium found: install one, or name it in CHROME_PATH.');
	}
	return { executablePath: await unpackPackaged(), args: [...args, '--no-sandbox'] };
}

function onThisMachine(): string | undefined {
	const folders = (process.env.PATH ?? '').split(delimiter);
	const candidates = names.flatMap(name => folders.map(folder => join(folder, name)));
	return [...candidates, ...usualPlaces].find(isExecutable);
}

async function unpackPackaged(): Promise<string> {
	// Makes the package provide the shared libraries and fonts that a bare machine lacks; read on import.
	process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
	const marker = join(tmpdir(), 'chromium-is-complete');
	if (!existsSync(marker)) {
		// The package takes any file of this name for a complete one.
		await rm(join(tmpdir(), 'chromium'), { force: true });
	}
	const { default: chromium } = await import('@sparticuz/chromium');
	const executablePath = await chromium.executablePath().catch((error: unknown) => {
		throw new Error('No Chrome or Chromium found: install one, or name it in CHROME_PATH.', { cause: error });
	});
	await writeFile(marker, '');
	return executablePath;
}

function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

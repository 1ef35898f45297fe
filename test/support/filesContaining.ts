import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isNotFound } from '../../src/core/assets/assetError.ts';

/** An API key, as all tests and scripts use: it may appear nowhere but in a request's header. */
export const anyKey = /cdt_[a-z0-9]/i;

/** The files below a folder whose bytes (or names) match, each with what was found in it. */
export async function filesContaining(folder: string, pattern: RegExp): Promise<string[]> {
	const found: string[] = [];
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
		const path = join(entry.parentPath, entry.name);
		const texts = entry.isFile() ? [entry.name, await contentOf(path)] : [entry.name];
		const match = texts.map(text => pattern.exec(text)?.[0]).find(text => text !== undefined);
		if (match !== undefined) {
			found.push(`${path}: ${match}`);
		}
	}
	return found;
}

/** Empty if the file is gone since it was listed: locks and caches of a running VS Code come and go. */
async function contentOf(path: string): Promise<string> {
	return readFile(path, 'latin1').catch((error: unknown) => {
		if (isNotFound(error)) {
			return '';
		}
		throw error;
	});
}

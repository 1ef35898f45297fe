import { once } from 'node:events';
import { join } from 'node:path';
import { forEachAtOnce } from '../../core/forEachAtOnce.ts';
import { machineFs } from '../storage/durableFs.ts';

/** Folders that are read at the same time. */
const atOnce = 8;
/** How long it may take, in milliseconds: VS Code's own search reads large folders faster. */
const patience = 400;
/** The most entries of one folder: it is gone through without a pause. */
const mostEntries = 20_000;
/** What VS Code's search may spell differently. */
// eslint-disable-next-line no-control-regex -- neither can be part of a line of its output
const unusual = /[\0-\x1f\x7f\\\ufffd]|^\s|\s$/;
const otherIgnores = new Set(['.ignore', '.rgignore']);

/**
 * The wanted files in a folder, and in those below it, by their paths from there with `/` between segments. The same
 * that VS Code's search finds, which takes longer, as it goes through other processes: undefined where that isn't
 * certain, because of links, names that differ in case or are unusual, and what can't be read, or takes too long.
 *
 * @param folder platform path
 * @param excluded matches the names of files and folders that are left out
 * @param isWanted by the name
 */
export async function walkFolder(
	folder: string,
	excluded: RegExp,
	isWanted: (name: string) => boolean,
	signal: AbortSignal,
): Promise<readonly string[] | undefined> {
	const alike = new RegExp(excluded, 'i');
	const isUncertain = (name: string) =>
		unusual.test(name) ||
		name !== name.normalize('NFC') ||
		alike.test(name) ||
		otherIgnores.has(name) ||
		isWanted(name) !== isWanted(name.toLowerCase());
	const files: string[] = [];
	let isOver = signal.aborted;
	const ended = AbortSignal.any([signal, AbortSignal.timeout(patience)]);

	/** Adds the files of a folder; gives the folders in it. */
	async function read(path: string): Promise<readonly string[]> {
		const entries = isOver ? [] : await machineFs.readdir(join(folder, path), { withFileTypes: true });
		isOver ||= ended.aborted || entries.length > mostEntries;
		const below: string[] = [];
		for (const entry of entries) {
			const { name } = entry;
			if (isOver) {
				return [];
			}
			if (excluded.test(name)) {
				continue;
			}
			if (entry.isSymbolicLink() || isUncertain(name)) {
				isOver = true;
			} else if (entry.isDirectory()) {
				below.push(`${path}${name}/`);
			} else if (entry.isFile() && isWanted(name)) {
				files.push(path + name);
			}
		}
		return below;
	}

	async function walk(): Promise<readonly string[] | undefined> {
		for (let level: readonly string[] = ['']; level.length > 0 && !isOver;) {
			const below: string[] = [];
			await forEachAtOnce(level, atOnce, async path => {
				below.push(...(await read(path)));
			});
			level = below;
		}
		return isOver ? undefined : files;
	}

	const walked = walk().catch(() => {
		isOver = true;
		return undefined;
	});
	// A folder on a network may not answer for long.
	const late = once(ended, 'abort').then(() => undefined);
	return await Promise.race([walked, late]);
}

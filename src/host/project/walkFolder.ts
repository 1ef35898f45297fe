import { join } from 'node:path';
import { forEachAtOnce } from '../../core/forEachAtOnce.ts';
import { machineFs } from '../storage/durableFs.ts';

/** Folders that are read at the same time. */
const atOnce = 8;
/** How long it may take, in milliseconds: VS Code's own search reads large folders faster. */
const patience = 400;
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
	const end = performance.now() + patience;
	const over = new AbortController();
	for (let level = ['']; level.length > 0 && !over.signal.aborted;) {
		const below: string[] = [];
		await forEachAtOnce(level, atOnce, async path => {
			if (over.signal.aborted) {
				return;
			}
			const entries = await machineFs.readdir(join(folder, path), { withFileTypes: true });
			if (signal.aborted || performance.now() > end) {
				over.abort();
			}
			for (const entry of entries) {
				const { name } = entry;
				if (excluded.test(name)) {
					continue;
				}
				if (entry.isSymbolicLink() || isUncertain(name)) {
					over.abort();
				} else if (entry.isDirectory()) {
					below.push(`${path}${name}/`);
				} else if (entry.isFile() && isWanted(name)) {
					files.push(path + name);
				}
			}
		}).catch(() => {
			over.abort();
		});
		level = below;
	}
	return over.signal.aborted ? undefined : files;
}

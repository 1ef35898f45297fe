import { posix } from 'node:path';
import { rootsSchema } from '../../parameters/settings.ts';

/** The most prefixes that are read. */
const most = 100;

/**
 * The setting `roots`: prefixes of paths, and the folders that they lead to, relative to the workspace folder and
 * inside it. Never throws: invalid entries are ignored.
 */
export function parseRoots(value: unknown): Readonly<Record<string, readonly string[]>> {
	const { data = {} } = rootsSchema.safeParse(value);
	return Object.fromEntries(
		Object.entries(data)
			.slice(0, most)
			.map(([prefix, folders]) => [prefix, folders.filter(isInside)]),
	);
}

function isInside(folder: string): boolean {
	const clean = posix.normalize(folder);
	return !clean.startsWith('/') && !clean.split('/').includes('..') && !/[\0\\]/.test(folder);
}

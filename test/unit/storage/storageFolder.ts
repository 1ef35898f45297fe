import { randomUUID } from 'node:crypto';
import { mkdir, readdir, truncate, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import type { StateFiles } from '../../../src/core/state/stateFiles.ts';
import { createStorageKeeper, type StorageKeeper } from '../../../src/core/state/storageKeeper.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

/** The extension's own folder on the disk, and what sweeps it. */
export interface StorageFolder {
	readonly root: string;
	readonly files: StateFiles;
	readonly keeper: StorageKeeper;
	/** Hashes of snapshots that a job needs. */
	readonly used: Set<string>;
	readonly troubles: unknown[];
	/** A file of so many bytes (holes, which take no room) that was last written so many milliseconds ago. */
	put(path: string, file: { readonly bytes?: number; readonly age?: number }): Promise<string>;
	/** Every file, half-written ones too; relative, sorted. */
	list(): Promise<string[]>;
	remove(): Promise<void>;
}

export async function createStorageFolder(): Promise<StorageFolder> {
	const temporary = await temporaryFolder('storage');
	const root = temporary.path;
	const files = diskState(root, { clock: createSystemClock() });
	const used = new Set<string>();
	const troubles: unknown[] = [];
	const keeper = createStorageKeeper({
		files,
		now: () => Date.now(),
		usedReferences: () => Promise.resolve(used),
		onTrouble: (_kind, error) => troubles.push(error),
	});
	return {
		root,
		files,
		keeper,
		used,
		troubles,
		async put(path, { bytes = 1, age = 0 }) {
			const file = join(root, path);
			await mkdir(dirname(file), { recursive: true });
			await writeFile(file, '');
			await truncate(file, bytes);
			const at = (Date.now() - age) / 1000;
			await utimes(file, at, at);
			// What holds it may be the item.
			for (let folder = dirname(file); folder !== root; folder = dirname(folder)) {
				await utimes(folder, at, at);
			}
			return path;
		},
		async list() {
			const entries = await readdir(root, { recursive: true, withFileTypes: true });
			const paths = entries.filter(entry => entry.isFile()).map(each => join(each.parentPath, each.name));
			return paths.map(path => path.slice(root.length + 1).replaceAll('\\', '/')).sort();
		},
		remove: () => temporary.remove(),
	};
}

/** A name that no other file has. */
export const anyName = (): string => randomUUID();

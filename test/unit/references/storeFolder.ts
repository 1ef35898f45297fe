import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutputFormat } from '../../../src/shared/model.ts';
import type { ReferenceStore } from '../../../src/core/references/referenceStore.ts';
import { createReferenceStore, type ForeignFiles } from '../../../src/host/storage/referenceStore.ts';
import type { DurableFsOptions } from '../../../src/host/storage/durableFs.ts';
import { padImage } from '../../emulator/images/padImage.ts';
import { renderTinyImage } from '../../emulator/images/tinyImage.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { createTestClock, type TestClock } from '../../support/testClock.ts';
import { createStorageKeeper } from '../../../src/core/state/storageKeeper.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';

/** A store, and a folder of files to put into it. */
export interface StoreFolder {
	readonly store: ReferenceStore;
	readonly clock: TestClock;
	/** Of the user's files. */
	readonly folder: string;
	/** Of the snapshots. */
	readonly snapshots: string;
	/** Files of another file system. */
	readonly foreign: Map<string, Uint8Array>;
	/** Writes an image of at least so many bytes; resolves to its path and bytes. Another prompt, another image. */
	image(name: string, options?: ImageOptions): Promise<{ path: string; bytes: Buffer }>;
	/** Removes the snapshots that are out of date, except those in `used`. */
	sweep(used: ReadonlySet<string>): Promise<unknown>;
	remove(): Promise<void>;
}

export interface ImageOptions {
	readonly format?: OutputFormat;
	readonly bytes?: number;
}

/** @param options another disk than the machine's. */
export async function createStoreFolder(options: Partial<DurableFsOptions> = {}): Promise<StoreFolder> {
	const own = await temporaryFolder('storage');
	const files = await temporaryFolder('images');
	const clock = createTestClock(Date.now());
	const foreign = new Map<string, Uint8Array>();
	const notFound = (uri: string) => Object.assign(new Error(uri), { code: 'FileNotFound' });
	const foreignFiles: ForeignFiles = {
		stat: uri => {
			const bytes = foreign.get(uri);
			return bytes === undefined
				? Promise.reject(notFound(uri))
				: Promise.resolve({ kind: uri.endsWith('/') ? 'folder' : 'file', bytes: bytes.length });
		},
		readFile: uri => {
			const bytes = foreign.get(uri);
			return bytes === undefined ? Promise.reject(notFound(uri)) : Promise.resolve(bytes);
		},
	};
	return {
		store: createReferenceStore({ root: own.path, clock, foreign: foreignFiles, ...options }),
		clock,
		folder: files.path,
		snapshots: join(own.path, 'references', 'v1'),
		foreign,
		async image(name, { format = 'png', bytes = 0 } = {}) {
			// Not every disk takes every name.
			const path = join(files.path, name.replace(/["\r\n]/g, '_'));
			const image = await renderTinyImage({ prompt: name, width: 1536, height: 1024, format });
			const content = padImage(image, bytes);
			await writeFile(path, content);
			return { path, bytes: content };
		},
		sweep: used =>
			createStorageKeeper({
				files: diskState(own.path, { clock }),
				now: () => clock.now(),
				usedReferences: () => Promise.resolve(used),
				onTrouble(kind, error) {
					throw new Error(`Old files (${kind}) could not be removed`, { cause: error });
				},
			}).sweep(),
		async remove() {
			await own.remove();
			await files.remove();
		},
	};
}

import { randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode, ifNotFound, isNotFound } from '../../core/assets/assetError.ts';
import { partMark, StateError, type StateEntry, type StateFiles } from '../../core/state/stateFiles.ts';
import { durableFs, type DurableFsOptions } from './durableFs.ts';
import { messageOf } from '../../core/text/messageOf.ts';

/** `StateFiles` on disk, below `root` (a platform path), which is created on the first write. */
export function diskState(root: string, options: DurableFsOptions): StateFiles {
	const { fs, removeFile, syncFolder, cutFirst, writeNew } = durableFs(options);
	const at = (path: string) => join(root, ...path.split('/'));

	/** Folders, and files that are added to, whose names this process knows to be on the disk. */
	const lasting = new Set<string>();
	/** The highest folder that may have been made here. */
	let top = dirname(at('any'));

	async function makeFolder(folder: string): Promise<void> {
		const first = await fs.mkdir(folder, { recursive: true });
		if (first !== undefined) {
			top = first.length < top.length ? first : top;
			for (let made = folder; made.length >= first.length; made = dirname(made)) {
				lasting.delete(made);
			}
		}
	}

	/**
	 * When it resolves, the folder and those above it exist and are on disk. An existing one is synced, too: the process
	 * that made it may have been killed before it did.
	 */
	async function keepFolder(folder: string): Promise<void> {
		if (lasting.has(folder)) {
			return;
		}
		if ((await fs.stat(folder).catch(ifNotFound)) === undefined) {
			await makeFolder(folder);
		}
		const kept: string[] = [];
		for (let each = folder; !lasting.has(each) && each.length >= top.length; each = dirname(each)) {
			await syncFolder(dirname(each));
			kept.push(each);
			if (each === dirname(each)) {
				break;
			}
		}
		kept.forEach(each => lasting.add(each));
	}

	/** Runs a write. If its folder is missing, creates it and tries once more. */
	async function inFolder<T>(path: string, quick: boolean, write: () => Promise<T>): Promise<T> {
		const folder = dirname(path);
		await (quick || keepFolder(folder));
		try {
			return await write();
		} catch (error) {
			if (!isNotFound(error)) {
				throw error;
			}
		}
		await makeFolder(folder);
		await (quick || keepFolder(folder));
		return write();
	}

	return {
		list: folder =>
			asState(async () => {
				const names = await fs.readdir(at(folder)).catch(ifNotFound);
				return (names ?? []).filter(name => !name.startsWith(partMark));
			}),
		entries: folder =>
			asState(async () => {
				const found: StateEntry[] = [];
				for (const name of (await fs.readdir(at(folder)).catch(ifNotFound)) ?? []) {
					// A link counts as itself: what it leads to isn't ours.
					const stats = await fs.lstat(join(at(folder), name)).catch(ifNotFound);
					if (stats !== undefined) {
						const isFolder = stats.isDirectory();
						found.push({ name, isFolder, bytes: isFolder ? 0 : stats.size, at: stats.mtimeMs });
					}
				}
				return found;
			}),
		read: (path, from = 0) =>
			asState(async () => {
				if (from === 0) {
					return await fs.readFile(at(path)).catch(ifNotFound);
				}
				const handle = await fs.open(at(path), 'r').catch(ifNotFound);
				return handle && (await readFrom(handle, from).finally(() => handle.close()));
			}),
		append: (path, text) =>
			asState(async () => {
				const final = at(path);
				const isNew = (await fs.stat(final).catch(ifNotFound)) === undefined;
				await inFolder(final, false, async () => {
					const handle = await fs.open(final, 'a');
					try {
						await handle.writeFile(text);
						await handle.sync();
					} finally {
						await handle.close();
					}
				});
				if (isNew || !lasting.has(final)) {
					await syncFolder(dirname(final));
					lasting.add(final);
				}
			}),
		sizeOf: path => asState(async () => (await fs.stat(at(path)).catch(ifNotFound))?.size),
		write: (path, content, durability) =>
			asState(async () => {
				const quick = durability === 'quick';
				const final = at(path);
				const part = join(dirname(final), partMark + randomBytes(8).toString('hex'));
				await inFolder(final, quick, () => writeNew(part, content, quick));
				try {
					await fs.rename(part, final);
				} catch (error) {
					await removeFile(part).catch(() => undefined);
					throw error;
				}
				if (!quick) {
					await syncFolder(dirname(final));
				}
			}),
		create: (path, content, durability) =>
			asState(async () => {
				const quick = durability === 'quick';
				const final = at(path);
				const write = () => writeNew(final, content, quick).then(() => true, ifTaken);
				const isNew = await inFolder(final, quick, write);
				if (isNew && !quick) {
					await syncFolder(dirname(final));
				}
				return isNew;
			}),
		remove: (path, durability) =>
			asState(async () => {
				if (durability === 'durable') {
					await cutFirst(at(path));
				}
				await fs.rm(at(path), { recursive: true, force: true });
				if (durability === 'durable') {
					await syncFolder(dirname(at(path)));
				}
			}),
		move: (from, to) => asState(() => inFolder(at(to), true, () => fs.rename(at(from), at(to)))),
		touchedAt: path => asState(async () => (await fs.stat(at(path)).catch(ifNotFound))?.mtimeMs),
		touch: (path, time) =>
			asState(async () => {
				const seconds = time / 1000;
				return (await fs.utimes(at(path), seconds, seconds).then(() => true, ifNotFound)) === true;
			}),
	};
}

/** Only for the file itself: Windows says the same of a file where a folder is needed. */
function ifTaken(error: unknown): false {
	if (errorCode(error) !== 'EEXIST') {
		throw error;
	}
	return false;
}

async function readFrom(handle: FileHandle, from: number): Promise<Uint8Array> {
	const length = Math.max(0, (await handle.stat()).size - from);
	const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, from);
	return buffer.subarray(0, bytesRead);
}

async function asState<T>(action: () => Promise<T>): Promise<T> {
	try {
		return await action();
	} catch (error) {
		throw new StateError(`The extension's storage failed: ${messageOf(error)}`, { cause: error });
	}
}

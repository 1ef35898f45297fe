import { createHash, randomBytes } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { constants, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, ifNotFound, isNotFound } from '../../core/assets/assetError.ts';
import { policy } from '../../core/policy.ts';
import {
	checkReference,
	headLengths,
	sizeFault,
	type ReferenceFault,
} from '../../core/references/checkReference.ts';
import { InputImageError } from '../../core/references/inputImageError.ts';
import { displaySize, orientationOf } from '../../core/images/orientation.ts';
import type { FileReference } from '../../core/references/reference.ts';
import type { ReferenceStore } from '../../core/references/referenceStore.ts';
import { partMark, StateError } from '../../core/state/stateFiles.ts';
import { storageKinds } from '../../core/state/storageKinds.ts';
import { durableFs, type DiskFs, type DurableFsOptions } from './durableFs.ts';
import { messageOf } from '../../core/text/messageOf.ts';

const snapshotName = /^[0-9a-f]{64}$/;
/** Bytes in memory at a time while a file is hashed. */
const hashBlock = 256 * 1024;

/** Files that aren't on this machine's disk; both methods reject as `vscode.workspace.fs` does. */
export interface ForeignFiles {
	stat(uri: string): Promise<{ readonly kind: 'file' | 'folder' | 'other'; readonly bytes: number }>;
	readFile(uri: string): Promise<Uint8Array>;
}

interface ReferenceStoreOptions extends DurableFsOptions {
	/** The extension's own folder, as a platform path. */
	readonly root: string;
	readonly foreign: ForeignFiles;
	/** Called with the number of bytes added, once they are there. */
	readonly onAdded?: (bytes: number) => void;
}

/** `ReferenceStore` on disk. Local files are copied by the system and never held in memory as a whole. */
export function createReferenceStore(options: ReferenceStoreOptions): ReferenceStore {
	const { root, clock, foreign, onAdded } = options;
	const folder = join(root, ...storageKinds.reference.folder.split('/'));
	const { fs, removeFile, syncFolder, writeNew } = durableFs(options);

	/** Copies the source to a part file, and first refuses what can be refused without copying. */
	async function copyFromDisk(path: string, part: string): Promise<void> {
		const stats = await fs.stat(path).catch(asFault);
		const fault: ReferenceFault | undefined = stats.isDirectory()
			? { code: 'folder' }
			: stats.isFile()
				? sizeFault(stats.size)
				: { code: 'notAFile' };
		if (fault !== undefined) {
			throw new FaultFound(fault);
		}
		const source = await fs.open(path, 'r').catch(asFault);
		try {
			await inspect(source);
		} finally {
			await source.close();
		}
		const { COPYFILE_EXCL, COPYFILE_FICLONE } = constants;
		// If the file system supports it, both share the same blocks until one of them changes.
		await fs.copyFile(path, part, COPYFILE_EXCL | COPYFILE_FICLONE);
		// The copy has the source's mode, which may be read-only, and on some systems its time. If modes can't be
		// set, none was copied.
		await fs.chmod(part, 0o600).catch(() => undefined);
	}

	async function copyFromElsewhere(uri: string, part: string): Promise<void> {
		const { kind, bytes } = await foreign.stat(uri).catch(asFault);
		if (kind !== 'file') {
			throw new FaultFound({ code: kind === 'folder' ? 'folder' : 'notAFile' });
		}
		// Not every provider knows the length; don't even request what is reported as too large.
		if (bytes > policy.reference.bytes) {
			throw new FaultFound({ code: 'tooLarge', bytes });
		}
		const content = await foreign.readFile(uri).catch(asFault);
		const fault = sizeFault(content.byteLength);
		if (fault !== undefined) {
			throw new FaultFound(fault);
		}
		await writeNew(part, content);
	}

	/** Checks the copy, makes sure it is on disk, and gives it its final name. */
	async function keep(part: string, name: string): Promise<FileReference> {
		const handle = await fs.open(part, 'r+');
		let facts: Omit<FileReference, 'type' | 'name'>;
		try {
			facts = { ...(await inspect(handle)), sha256: await hashOf(handle) };
			await handle.utimes(clock.now() / 1000, clock.now() / 1000);
			await handle.sync();
		} finally {
			await handle.close();
		}
		const final = join(folder, facts.sha256);
		if (await refresh(final, facts.bytes)) {
			await removeFile(part);
		} else {
			await fs.rename(part, final);
			await syncFolder(folder);
			onAdded?.(facts.bytes);
		}
		return { type: 'file', ...facts, name };
	}

	/** Whether the snapshot exists already; if so, it is kept as long as a new one from now on. */
	async function refresh(final: string, bytes: number): Promise<boolean> {
		const now = clock.now() / 1000;
		await fs.utimes(final, now, now).catch(ifNotFound);
		return (await fs.stat(final).catch(ifNotFound))?.size === bytes;
	}

	return {
		async add(source) {
			const part = join(folder, partMark + randomBytes(8).toString('hex'));
			try {
				await fs.mkdir(folder, { recursive: true, mode: 0o700 });
				await ('path' in source ? copyFromDisk(source.path, part) : copyFromElsewhere(source.uri, part));
				return await keep(part, source.name);
			} catch (error) {
				await removeFile(part).catch(() => undefined);
				if (error instanceof FaultFound) {
					throw new InputImageError(source.name, error.fault, error.cause);
				}
				throw new StateError(`${source.name} could not be copied: ${messageOf(error)}`, { cause: error });
			}
		},
		async open(sha256) {
			const path = join(folder, sha256);
			if (!snapshotName.test(sha256) || !(await isThere(fs, path))) {
				return undefined;
			}
			return openAsBlob(path).catch(() => undefined);
		},
	};
}

/** What is wrong with a source; `add` puts it into words. */
class FaultFound extends Error {
	readonly fault: ReferenceFault;

	constructor(fault: ReferenceFault, cause?: unknown) {
		super(fault.code, { cause });
		this.fault = fault;
	}
}

/** For a `catch` around reading the source. */
function asFault(error: unknown): never {
	const isMissing = isNotFound(error) || errorCode(error) === 'ENOTDIR';
	throw new FaultFound({ code: isMissing ? 'missing' : 'unreadable' }, error);
}

/** Length, format and size of an open file. @throws FaultFound */
async function inspect(
	file: FileHandle,
): Promise<Pick<FileReference, 'bytes' | 'format' | 'width' | 'height'>> {
	const { size: bytes } = await file.stat();
	const readAt = async (at: number, length: number) => {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
		return buffer.subarray(0, bytesRead);
	};
	let check = checkReference(bytes, new Uint8Array());
	for (const length of headLengths) {
		check = checkReference(bytes, await readAt(0, Math.min(length, bytes)));
		if (check.ok || check.fault.code !== 'damaged') {
			break;
		}
	}
	if (!check.ok) {
		throw new FaultFound(check.fault);
	}
	const { format, ...stored } = check.image;
	return { bytes, format, ...displaySize(stored, await orientationOf(readAt)) };
}

async function hashOf(file: FileHandle): Promise<string> {
	const hash = createHash('sha256');
	const block = Buffer.alloc(hashBlock);
	for (let at = 0; ;) {
		const { bytesRead } = await file.read(block, 0, block.length, at);
		if (bytesRead === 0) {
			return hash.digest('hex');
		}
		hash.update(block.subarray(0, bytesRead));
		at += bytesRead;
	}
}

async function isThere(fs: Pick<DiskFs, 'stat'>, path: string): Promise<boolean> {
	try {
		return (await fs.stat(path)).isFile();
	} catch {
		return false;
	}
}

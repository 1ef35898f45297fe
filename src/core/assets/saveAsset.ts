import { AssetError, type AssetErrorCode } from './assetError.ts';
import { assetFileName } from './assetFileName.ts';
import type { AssetFiles } from './assetFiles.ts';
import { baseNameOf, joinPath, normalizePath, parentOf } from './assetPath.ts';
import { isSamePath, owningFolder, pathKey } from './samePath.ts';
import { confine } from './confine.ts';
import { contentHash } from '../images/contentHash.ts';
import { nameKey, nextFreeName } from './freeName.ts';
import { detectFormat, isOutputFormat } from '../images/imageFormat.ts';
import { isFolder } from './isFolder.ts';

export interface SaveRequest {
	files: AssetFiles;
	/** Names that saves of this process are writing now: one set that all of them share. */
	reserved: Set<string>;
	/** Absolute, like `folder` and the targets (`Uri.path` form). */
	workspaceFolders: readonly string[];
	folder: string;
	/** The requested name; made safe, given the extension of its bytes, and numbered if it is taken. */
	name: string;
	/** Verified. */
	bytes: Uint8Array;
	/** Of the bytes, lower-case hex, if known. */
	sha256?: string | undefined;
	/**
	 * Awaited with the final path just before the file is written, and again with another path if that one was
	 * taken in the meantime. Its rejection is passed on.
	 */
	onTarget?: ((path: string) => Promise<void> | void) | undefined;
	/** The last path that `onTarget` got in an earlier attempt with the same bytes, which may have succeeded, or still be on its way. */
	resumeTarget?: string | undefined;
}

/**
 * Saves an image under a free name; it is on disk before this resolves. Never replaces a file, never leaves the
 * workspace, links included. Parallel saves to one name, from this process or another, all survive. Resolves to the
 * file's path.
 *
 * @throws AssetError
 */
export async function saveAsset(request: SaveRequest): Promise<string> {
	const { files, workspaceFolders, bytes } = request;
	const folder = normalizePath(request.folder);
	const sha256 = request.sha256 ?? contentHash(bytes);
	if (request.resumeTarget !== undefined && (await isSaved(request, request.resumeTarget, sha256))) {
		return request.resumeTarget;
	}
	await confine(files, workspaceFolders, folder);
	await requireFolder(files, folder);
	return publishUnderFreeName(request, folder, sha256);
}

/**
 * Whether the target of an earlier attempt holds these bytes. Removes what the attempt left unfinished if the target
 * is still in the workspace.
 */
async function isSaved(request: SaveRequest, target: string, sha256: string): Promise<boolean> {
	const path = normalizePath(target);
	const saved = await holds(request, path, sha256);
	try {
		await discardUnfinished(request, path);
	} catch (error) {
		if (!saved) {
			throw error;
		}
	}
	return saved;
}

async function discardUnfinished(
	{ files, workspaceFolders, bytes }: SaveRequest,
	path: string,
): Promise<void> {
	const folder = parentOf(path);
	if (
		owningFolder(path, workspaceFolders, files.ignoresCase === true) !== undefined &&
		(await isFolder(files, folder))
	) {
		await confine(files, workspaceFolders, folder);
		await files.discardUnfinished(path, bytes);
	}
}

/** Codes that mean that the target is not the image. */
const isElse: readonly AssetErrorCode[] = ['notFound', 'notAFolder', 'notAFile', 'tooLarge'];

async function holds({ files, bytes }: SaveRequest, path: string, sha256: string): Promise<boolean> {
	try {
		return (
			(await files.stat(path)) === 'file' && contentHash(await files.read(path, bytes.length)) === sha256
		);
	} catch (error) {
		if (error instanceof AssetError && isElse.includes(error.code)) {
			return false;
		}
		throw error;
	}
}

async function requireFolder(files: AssetFiles, folder: string): Promise<void> {
	const found = await files.stat(folder);
	if (found === 'file') {
		throw new AssetError('notAFolder', `${folder} is a file.`, { path: folder });
	}
	if (found === undefined) {
		await files.createFolder(folder);
	}
}

async function publishUnderFreeName(request: SaveRequest, folder: string, sha256: string): Promise<string> {
	const { files, reserved, workspaceFolders, bytes, onTarget } = request;
	const resumeTarget = request.resumeTarget && normalizePath(request.resumeTarget);
	const format = detectFormat(bytes);
	const name = assetFileName(request.name, isOutputFormat(format) ? format : undefined);
	const taken = new Set<string>();
	const placeOf = (key: string) => pathKey(joinPath(folder, key), files.ignoresCase === true);
	for (;;) {
		const isTaken = (key: string): boolean => taken.has(key) || reserved.has(placeOf(key));
		const free = earlierName(request, folder, isTaken) ?? nextFreeName(name, isTaken);
		const path = joinPath(folder, free);
		const reservation = placeOf(nameKey(free));
		reserved.add(reservation);
		try {
			// Listed only after reserving: the file of a save that has released its reservation is in the list.
			for (const existing of await files.list(folder)) {
				taken.add(nameKey(existing));
			}
			if (!taken.has(nameKey(free))) {
				await onTarget?.(path);
				await confine(files, workspaceFolders, folder);
				if ((await files.publish(path, bytes)) === 'saved') {
					return path;
				}
				if (
					resumeTarget !== undefined &&
					isSamePath(path, resumeTarget, files.ignoresCase === true) &&
					(await holds(request, path, sha256))
				) {
					// The earlier attempt was still running, and got there first.
					return path;
				}
			}
		} finally {
			reserved.delete(reservation);
		}
		taken.add(nameKey(free));
	}
}

/** The name of the earlier attempt, if it was in this folder and is still free. */
function earlierName(
	{ files, resumeTarget }: SaveRequest,
	folder: string,
	isTaken: (key: string) => boolean,
): string | undefined {
	const path = resumeTarget === undefined ? undefined : normalizePath(resumeTarget);
	if (path === undefined || !isSamePath(parentOf(path), folder, files.ignoresCase === true)) {
		return undefined;
	}
	return isTaken(nameKey(baseNameOf(path))) ? undefined : baseNameOf(path);
}

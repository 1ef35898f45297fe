import { messageOf } from '../text/messageOf.ts';

/** Why an asset could not be placed, saved or read. */
export const assetErrorCodes = [
	/** A path given as text is refused as written; `reason` says what is wrong with it. */
	'badPath',
	/** The path, or what its links lead to, is outside every workspace folder. */
	'outsideWorkspace',
	/** No folder is open. */
	'noWorkspace',
	/** The workspace folder that it belongs to is not open in this window. */
	'workspaceClosed',
	'diskFull',
	/** The folder, the file or the whole file system cannot be written by this user. */
	'readOnly',
	/** The file to overwrite is marked as read-only, and nobody has allowed it to be overwritten anyway. */
	'fileReadOnly',
	'folderGone',
	/** There is a file where a folder is needed. */
	'notAFolder',
	'nameTooLong',
	/** The name and its first 9,999 numbers are all taken. */
	'noFreeName',
	/** What was written reads back as something else. */
	'unverified',
	'notFound',
	/** The path to read is a folder, a device, a pipe or a socket. */
	'notAFile',
	/** The file to read is larger than its reader allows. */
	'tooLarge',
	/** The workspace is not trusted: nothing is written in it. */
	'untrusted',
	/** Any other failure of the file system; see `cause`. */
	'failed',
] as const;

export type AssetErrorCode = (typeof assetErrorCodes)[number];

/** What is wrong with a path of code `badPath`. */
export const badPathReasons = [
	'empty',
	'parent',
	'absolute',
	'home',
	'drive',
	'network',
	'backslash',
	'controlCharacter',
	'unsafeName',
	'unknownVariable',
] as const;

export type BadPathReason = (typeof badPathReasons)[number];

interface AssetErrorDetails {
	path?: string;
	reason?: BadPathReason;
	cause?: unknown;
}

/** The only error of `core/assets` and its adapters. Its message is for the log; the host words its own. */
export class AssetError extends Error {
	override readonly name = 'AssetError';
	readonly code: AssetErrorCode;
	/** The path that the failure is about, if there is one. */
	readonly path: string | undefined;
	/** Only with `badPath`. */
	readonly reason: BadPathReason | undefined;

	constructor(code: AssetErrorCode, message: string, details: AssetErrorDetails = {}) {
		super(message, details.cause === undefined ? undefined : { cause: details.cause });
		this.code = code;
		this.path = details.path;
		this.reason = details.reason;
	}
}

/**
 * Codes of Node's file system, and those of `vscode.FileSystemError`, as ours. ENOENT is about the
 * folder wherever a file is written; a reader asks `isNotFound` first.
 */
const codes = new Map<string, [AssetErrorCode, string]>([
	['ENOSPC', ['diskFull', 'The disk is full.']],
	['EDQUOT', ['diskFull', 'The disk quota is used up.']],
	['EntryExceedsStorageQuota', ['diskFull', 'The storage quota is used up.']],
	['EROFS', ['readOnly', 'The file system is read-only.']],
	['EACCES', ['readOnly', 'The folder cannot be written.']],
	['EPERM', ['readOnly', 'The folder cannot be written.']],
	['NoPermissions', ['readOnly', 'The folder cannot be written.']],
	['EntryWriteLocked', ['readOnly', 'The file is locked.']],
	['ENOENT', ['folderGone', 'The folder is no longer there.']],
	['EntryNotFound', ['folderGone', 'The folder is no longer there.']],
	['FileNotFound', ['folderGone', 'The folder is no longer there.']],
	['ENOTDIR', ['notAFolder', 'A file stands where a folder is needed.']],
	['EEXIST', ['notAFolder', 'A file stands where a folder is needed.']],
	['FileExists', ['notAFolder', 'A file stands where a folder is needed.']],
	['EntryNotADirectory', ['notAFolder', 'A file stands where a folder is needed.']],
	['FileNotADirectory', ['notAFolder', 'A file stands where a folder is needed.']],
	['ENAMETOOLONG', ['nameTooLong', 'The file name is too long for this folder.']],
]);

/** Codes that mean "nothing there", and nothing else. */
const notFoundCodes = new Set(['ENOENT', 'EntryNotFound', 'FileNotFound']);

/** The `code` of a foreign error, if it is a string. */
export function errorCode(error: unknown): string | undefined {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	return typeof code === 'string' ? code : undefined;
}

/** Whether a foreign error says that there is nothing at the path. */
export function isNotFound(error: unknown): boolean {
	return notFoundCodes.has(errorCode(error) ?? '');
}

/** For a `catch`: undefined if a foreign error or an `AssetError` says that nothing exists at the path; rethrows others. */
export function ifNotFound(error: unknown): undefined {
	if (!isNotFound(error) && !(error instanceof AssetError && error.code === 'notFound')) {
		throw error;
	}
}

/** An error of the file system as an `AssetError` about `path`; an `AssetError` is returned as it is. */
export function toAssetError(error: unknown, path: string): AssetError {
	if (error instanceof AssetError) {
		return error;
	}
	const known = codes.get(errorCode(error) ?? '');
	if (known !== undefined) {
		return new AssetError(known[0], known[1], { path, cause: error });
	}
	// Providers wrap Node's errors and leave only the message, which begins with Node's code.
	const text = messageOf(error);
	const named = /\b(?:ENOSPC|EDQUOT|EROFS|ENAMETOOLONG)\b/.exec(text)?.[0];
	const [code, message] = codes.get(named ?? '') ?? ['failed', `The file system failed: ${text}`];
	return new AssetError(code, message, { path, cause: error });
}

/** Runs an action on `path`. @throws AssetError for whatever the file system throws */
export async function aboutPath<T>(path: string, action: () => Promise<T>): Promise<T> {
	try {
		return await action();
	} catch (error) {
		throw toAssetError(error, path);
	}
}

import { workspace, type Uri } from 'vscode';
import { imageHeader } from '../../core/images/verifyImage.ts';
import { policy } from '../../core/policy.ts';
import { readHead } from './readWhole.ts';
import { filesOf } from './assetSink.ts';
import { requireInside } from './workspaceFile.ts';

/** What can be known of an image file without decoding it. */
export interface ImageFileFacts {
	readonly bytes: number;
	/** Milliseconds since the epoch. */
	readonly modified: number;
	/** In pixels; undefined if the file is not a PNG, JPEG or WebP. */
	readonly size: { readonly width: number; readonly height: number } | undefined;
}

/** Enough bytes to contain the header, unless a JPEG carries more metadata. */
const headBytes = 64 * 1024;

/**
 * Reads as little of a file as its file system allows, and nothing if it isn't a file or leads out of its workspace
 * folder.
 */
export async function imageFacts(uri: Uri): Promise<ImageFileFacts> {
	if (workspace.getWorkspaceFolder(uri) !== undefined) {
		await requireInside(uri);
	}
	const { size: bytes, mtime: modified } = await workspace.fs.stat(uri);
	const head = uri.scheme === 'file' ? imageHeader(await readHead(uri.fsPath, headBytes)) : undefined;
	const header =
		head ?? (bytes > policy.ceiling.image ? undefined : imageHeader(await filesOf(uri).read(uri.path)));
	return { bytes, modified, size: header && { width: header.width, height: header.height } };
}

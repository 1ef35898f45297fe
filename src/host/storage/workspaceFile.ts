import { workspace, type Uri } from 'vscode';
import { AssetError } from '../../core/assets/assetError.ts';
import type { AssetFiles } from '../../core/assets/assetFiles.ts';
import { parentOf } from '../../core/assets/assetPath.ts';
import { confine } from '../../core/assets/confine.ts';
import { filesOf } from './assetSink.ts';
import { contentHash } from '../../core/images/contentHash.ts';

/**
 * Workspace files named by a record, a document or a job: links that lead out of the workspace folder are not
 * followed, only files are opened, and no more is read than an image may have.
 */

/** @throws AssetError */
export async function readWorkspaceFile(file: Uri): Promise<Uint8Array<ArrayBuffer>> {
	const files = await confined(file);
	return new Uint8Array(await files.read(file.path));
}

/** The SHA-256 of a file's content; undefined if it can't be read. */
export function hashOfFile(file: Uri): Promise<string | undefined> {
	return readWorkspaceFile(file).then(contentHash, () => undefined);
}

/** Removes a file; succeeds if there is none. @throws AssetError */
export async function removeWorkspaceFile(file: Uri): Promise<void> {
	const files = await confined(file);
	await files.remove(file.path);
}

/** Writes a new file, and its folder if that is gone; false if the name is taken. @throws AssetError */
export async function createWorkspaceFile(file: Uri, bytes: Uint8Array): Promise<boolean> {
	const files = await confined(file);
	await files.createFolder(parentOf(file.path));
	return (await files.publish(file.path, bytes)) === 'saved';
}

/** @throws AssetError for a workspace file whose links lead out of its folder. */
export async function requireInside(file: Uri): Promise<void> {
	await confined(file);
}

async function confined(file: Uri): Promise<AssetFiles> {
	const folder = workspace.getWorkspaceFolder(file)?.uri;
	if (folder === undefined) {
		throw new AssetError('outsideWorkspace', `${file.path} is outside the workspace.`, { path: file.path });
	}
	const files = filesOf(folder);
	await confine(files, [folder.path], file.path);
	return files;
}

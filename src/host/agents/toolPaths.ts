import { posix } from 'node:path';
import { l10n, workspace, type Uri } from 'vscode';
import { AssetError } from '../../core/assets/assetError.ts';
import { isWebAddress } from '../../core/references/referenceUrl.ts';
import { UserError } from '../../core/userError.ts';
import { workspaceFolderOf } from '../requests/imageRequest.ts';
import type { InputImage } from '../requests/inputImages.ts';
import { resolveIn } from '../storage/assetSink.ts';
import { requireInside } from '../storage/workspaceFile.ts';
import { pathFrom } from '../workspace/places.ts';
import { errorText } from '../texts/errorText.ts';

/** A file or folder that an agent named. */
export interface ToolPlace {
	readonly uri: Uri;
	readonly workspaceFolder: Uri;
	/** Relative to that folder, with `/` between segments. */
	readonly path: string;
}

/**
 * The place that a workspace-relative path names. If several folders are open, the path starts with the name of one,
 * as `toolPath` writes it, or is relative to the first.
 *
 * @param argument names the path in the error.
 * @throws UserError for a path that leads out of the workspace. Links are not checked.
 */
export function toolPlace(argument: string, text: string): ToolPlace {
	const folders = workspace.workspaceFolders ?? [];
	const [first = '', ...rest] = text.replace(/^\.\//, '').split('/');
	const named = folders.length > 1 ? folders.find(({ name }) => name === first) : undefined;
	const home = named?.uri ?? workspaceFolderOf({});
	try {
		const uri = resolveIn(home, named === undefined ? text : posix.join('.', ...rest));
		const workspaceFolder = workspace.getWorkspaceFolder(uri)?.uri ?? home;
		return { uri, workspaceFolder, path: pathFrom(workspaceFolder, uri) ?? '' };
	} catch (error) {
		return refuse(argument, error);
	}
}

/** @throws UserError about the argument for a path that is refused. */
function refuse(argument: string, error: unknown): never {
	throw error instanceof AssetError
		? new UserError(l10n.t('"{0}" isn\'t valid. {1}', argument, errorText(error)), undefined, error)
		: error;
}

/** Like `toolPlace`, for a file that will be read: also refuses links that lead out of the workspace. */
export async function toolFile(argument: string, text: string): Promise<ToolPlace> {
	const place = toolPlace(argument, text);
	await requireInside(place.uri).catch((error: unknown) => refuse(argument, error));
	return place;
}

/** A file's workspace-relative path with `/`, as agents see it. */
export function toolPath(uri: Uri): string {
	return workspace.asRelativePath(uri);
}

/** Input images: paths in the workspace, or https addresses. @throws UserError */
export function toolInputs(references: readonly string[]): InputImage[] {
	return references.map((reference, index) =>
		isWebAddress(reference)
			? { type: 'url', url: reference }
			: { type: 'file', uri: toolPlace(`references.${index}`, reference).uri },
	);
}

import { Uri, workspace } from 'vscode';
import {
	ignoresCase,
	isPlaceWithin,
	pathBelow,
	placeKey,
	spelledLike,
	type Place,
} from '../../core/assets/samePath.ts';

const { platform } = process;

/** The key of a file in maps: equal for all addresses of one place. */
export const keyOf = (place: Place): string => placeKey(place, platform);

/** The same for a stored address. */
export const keyOfText = (uri: string): string => keyOf(Uri.parse(uri, true));

/** Whether both are the same place; undefined never is. */
export function isSamePlace(a: Place | undefined, b: Place | undefined): boolean {
	return a !== undefined && b !== undefined && keyOf(a) === keyOf(b);
}

/** Whether a file or folder is `folder` itself or is below it. */
export function isBelow(place: Place, folder: Place): boolean {
	return isPlaceWithin(place, folder, platform);
}

/** The path from a folder to a file, with `/` between segments; undefined if the file isn't in it. */
export function pathFrom(folder: Place, file: Place): string | undefined {
	return isBelow(file, folder)
		? pathBelow(folder.path, file.path, ignoresCase(file.scheme, platform))
		: undefined;
}

/** A document's path, spelled like its workspace folder. */
export function placeIn(folder: Place, document: Place): { path: string; workspaceFolder: string } {
	const path = spelledLike(folder.path, document.path, ignoresCase(folder.scheme, platform));
	return { path, workspaceFolder: folder.path };
}

/** This window's folder at the same place, as the window spells it; undefined if it isn't open. */
function openFolder(folder: Place): Uri | undefined {
	return (workspace.workspaceFolders ?? []).find(({ uri }) => isSamePlace(uri, folder))?.uri;
}

/** The same for a stored address; an invalid one is not open. */
export function openFolderOf(folder: string): Uri | undefined {
	try {
		return openFolder(Uri.parse(folder, true));
	} catch {
		return undefined;
	}
}

/** Whether a file belongs to a workspace folder, and not to one nested in it. */
export function belongsTo(file: Uri, folder: Place): boolean {
	return isSamePlace(workspace.getWorkspaceFolder(file)?.uri, folder);
}

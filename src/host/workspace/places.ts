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

/** Equal for addresses of one place: what a map of files is keyed by. */
export const keyOf = (place: Place): string => placeKey(place, platform);

/** The same for an address that was written down. */
export const keyOfText = (uri: string): string => keyOf(Uri.parse(uri, true));

/** Whether both are one place; an address that is unknown is none. */
export function isSamePlace(a: Place | undefined, b: Place | undefined): boolean {
	return a !== undefined && b !== undefined && keyOf(a) === keyOf(b);
}

/** Whether a file or folder is the folder or lies below it. */
export function isBelow(place: Place, folder: Place): boolean {
	return isPlaceWithin(place, folder, platform);
}

/** A file's way from a folder, `/` between segments; undefined where it does not lie in it. */
export function wayFrom(folder: Place, file: Place): string | undefined {
	return isBelow(file, folder)
		? pathBelow(folder.path, file.path, ignoresCase(file.scheme, platform))
		: undefined;
}

/** Where a document lies, spelled like its workspace folder. */
export function placeIn(folder: Place, document: Place): { path: string; workspaceFolder: string } {
	const path = spelledLike(folder.path, document.path, ignoresCase(folder.scheme, platform));
	return { path, workspaceFolder: folder.path };
}

/** The folder of this window that is the same place, as the window spells it; undefined where it is not open. */
export function openFolder(folder: Place): Uri | undefined {
	return (workspace.workspaceFolders ?? []).find(({ uri }) => isSamePlace(uri, folder))?.uri;
}

/** The same for an address that was written down; one that makes no sense is not open. */
export function openFolderOf(folder: string): Uri | undefined {
	try {
		return openFolder(Uri.parse(folder, true));
	} catch {
		return undefined;
	}
}

/** Whether a file belongs to a workspace folder, and to none within it. */
export function belongsTo(file: Uri, folder: Place): boolean {
	return isSamePlace(workspace.getWorkspaceFolder(file)?.uri, folder);
}

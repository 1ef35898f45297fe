import { parentOf } from '../../assets/assetPath.ts';
import { isWithinFolder } from '../../assets/samePath.ts';

/** A folder and those that it is in, the innermost first, up to a top folder, which is always the last one. */
export function foldersUpTo(folder: string, top: string): string[] {
	const folders: string[] = [];
	for (let each = folder; isWithinFolder(each, top); each = parentOf(each)) {
		folders.push(each);
	}
	return [...folders, top];
}

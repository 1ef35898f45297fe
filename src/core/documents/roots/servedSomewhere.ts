import { joinPath, parentOf } from '../../assets/assetPath.ts';
import { isSamePath, isWithin } from '../../assets/samePath.ts';
import type { DocumentPlace, FileLookup } from './fileLookup.ts';

/**
 * An image of the document's own package that a path of two or more segments ends with, whatever folder it is served
 * from: the one that shares most folders with the document. Undefined where there is none, or no list of images.
 */
export async function servedSomewhere(
	path: string,
	place: DocumentPlace,
	files: FileLookup,
): Promise<string | undefined> {
	const images = (await files.images?.())?.ending(path) ?? [];
	const own = images.length === 0 ? '' : await packageOf(place.path, place.workspaceFolder, files);
	let best: string | undefined;
	for (const image of images) {
		const nearer = best === undefined || shared(image, place.path) > shared(best, place.path);
		if (nearer && (await packageOf(image, place.workspaceFolder, files)) === own) {
			best = image;
		}
	}
	return best;
}

/** The nearest folder above with a `package.json`, else the workspace folder. */
async function packageOf(path: string, workspaceFolder: string, files: FileLookup): Promise<string> {
	for (
		let folder = parentOf(path);
		isWithin(folder, workspaceFolder, false) && !isSamePath(folder, workspaceFolder, false);
		folder = parentOf(folder)
	) {
		if (await files.exists(joinPath(folder, 'package.json'))) {
			return folder;
		}
	}
	return workspaceFolder;
}

/** How many leading folders two paths have in common. */
function shared(a: string, b: string): number {
	const [some, others] = [a.split('/'), b.split('/')];
	const differs = some.findIndex((segment, index) => segment !== others[index]);
	return differs < 0 ? some.length : differs;
}

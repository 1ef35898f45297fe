import { baseNameOf, parentOf } from '../../assets/assetPath.ts';
import { pathBelow } from '../../assets/samePath.ts';
import { foldersUpTo } from './foldersUpTo.ts';

/** The images of a workspace folder that may be meant by other paths: without those that Git ignores or that are built. */
export interface ImageList {
	has(path: string): boolean;
	/** Whether an image may be there: what is built isn't listed. */
	mayHave(path: string): boolean;
	/** Absolute paths of those with a name. */
	named(name: string): Iterable<string>;
	/** Absolute paths of those that end with the segments of a path; none for a path of fewer than two segments. */
	ending(path: string): readonly string[];
	/** Whether an image is directly in a folder. */
	hasFolder(folder: string): boolean;
	/** Whether an image is anywhere below a folder. */
	hasBelow(folder: string): boolean;
	/** Folders with images that end with the segments of a path; none for a path without segments. */
	foldersEnding(path: string): readonly string[];
	/** Whether a missing file at this path is made by a tool: Git ignores it. */
	isMade(path: string): boolean;
	/** An image appeared. @param path absolute, below the workspace folder, none that Git ignores */
	add(path: string): void;
	remove(path: string): void;
}

const built = /(?:^|\/)(?:dist|build|out|_site|public_html|target|coverage|node_modules)\//i;

/** macOS decomposes accented letters; documents don't. */
const spelled = (path: string): string => path.normalize('NFC');

/**
 * @param folder absolute: the workspace folder
 * @param images absolute, below it, none that Git ignores
 * @param ignores whether Git ignores a file; absolute
 */
export function createImageList(
	folder: string,
	images: Iterable<string>,
	ignores: (path: string) => boolean = () => false,
): ImageList {
	const byName = new Map<string, Set<string>>();
	/** The folders of images, each with the number of those right in it. */
	const folders = new Map<string, number>();
	/** All folders that images are below; undefined until it is asked for. */
	let above: ReadonlySet<string> | undefined;
	const foldersByName = new Map<string, Set<string>>();
	const isBuilt = (path: string) => built.test(pathBelow(folder, path, false) ?? '');
	const list: ImageList = {
		has(path) {
			const image = spelled(path);
			return byName.get(baseNameOf(image))?.has(image) === true;
		},
		mayHave: path => list.has(path) || isBuilt(path),
		isMade: ignores,
		named: name => byName.get(spelled(name)) ?? [],
		hasFolder: path => folders.has(spelled(path)),
		hasBelow: path => {
			above ??= new Set([...folders.keys()].flatMap(each => foldersUpTo(each, spelled(folder))));
			return above.has(spelled(path));
		},
		ending: path => endingWith(byName, segmentsOf(path), 2),
		foldersEnding: path => endingWith(foldersByName, segmentsOf(path), 1),
		add(path) {
			const image = spelled(path);
			if (list.has(image) || isBuilt(image)) {
				return;
			}
			addTo(byName, image);
			above = undefined;
			const parent = parentOf(image);
			folders.set(parent, (folders.get(parent) ?? 0) + 1);
			addTo(foldersByName, parent);
		},
		remove(path) {
			const image = spelled(path);
			if (byName.get(baseNameOf(image))?.delete(image) !== true) {
				return;
			}
			above = undefined;
			const parent = parentOf(image);
			const left = (folders.get(parent) ?? 0) - 1;
			if (left > 0) {
				folders.set(parent, left);
			} else {
				folders.delete(parent);
				foldersByName.get(baseNameOf(parent))?.delete(parent);
			}
		},
	};
	for (const image of images) {
		list.add(image);
	}
	return list;
}

function addTo(byName: Map<string, Set<string>>, path: string): void {
	const name = baseNameOf(path);
	const same = byName.get(name);
	if (same === undefined) {
		byName.set(name, new Set([path]));
	} else {
		same.add(path);
	}
}

function endingWith(
	byName: ReadonlyMap<string, ReadonlySet<string>>,
	segments: readonly string[],
	fewest: number,
): string[] {
	const end = `/${segments.join('/')}`;
	const alike = segments.length < fewest ? [] : (byName.get(segments.at(-1) ?? '') ?? []);
	return [...alike].filter(path => path.endsWith(end));
}

const segmentsOf = (path: string): string[] =>
	spelled(path)
		.split('/')
		.filter(segment => !['', '.', '..'].includes(segment));

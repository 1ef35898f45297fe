import { createFolderListings } from '../../../../src/core/documents/roots/folderListings.ts';

/** A tree of files, which counts how often a folder is read. */
export function tree(...paths: string[]) {
	const files = new Set(paths);
	const read: string[] = [];
	const isFolder = (folder: string) => [...files].some(path => path.startsWith(`${folder}/`));
	const namesIn = (folder: string) => {
		const below = [...files].filter(path => path.startsWith(`${folder}/`));
		return [...new Set(below.map(path => path.slice(folder.length + 1).split('/')[0] ?? ''))];
	};
	const listings = createFolderListings({
		names: folder => {
			read.push(folder);
			return Promise.resolve(isFolder(folder) ? namesIn(folder) : undefined);
		},
		exists: path => Promise.resolve([...files].some(file => file.toLowerCase() === path.toLowerCase())),
	});
	return { files, listings, read };
}

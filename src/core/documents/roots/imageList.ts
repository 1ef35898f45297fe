import { baseNameOf } from '../../assets/assetPath.ts';

/** The images of a workspace folder that may stand for others: none that Git ignores, none that is built. */
export interface ImageList {
	/** Absolute paths of those that end with the segments of a path; at least two, or none does. */
	ending(path: string): readonly string[];
}

const built = /(?:^|\/)(?:dist|build|out|_site|public_html|target|coverage|node_modules)\//i;

/**
 * @param folder absolute: the workspace folder
 * @param images absolute, below it, none that Git ignores
 */
export function createImageList(folder: string, images: readonly string[]): ImageList {
	const byName = new Map<string, string[]>();
	for (const image of images) {
		if (!built.test(image.slice(folder.length))) {
			const name = baseNameOf(image);
			const same = byName.get(name);
			if (same === undefined) {
				byName.set(name, [image]);
			} else {
				same.push(image);
			}
		}
	}
	return {
		ending: path => {
			const segments = path.split('/').filter(segment => !['', '.', '..'].includes(segment));
			const end = `/${segments.join('/')}`;
			return segments.length < 2
				? []
				: (byName.get(segments.at(-1) ?? '') ?? []).filter(image => image.endsWith(end));
		},
	};
}

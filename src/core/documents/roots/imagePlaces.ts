import { normalizePath, parentOf } from '../../assets/assetPath.ts';
import { isWithinFolder } from '../../assets/samePath.ts';
import type { DocumentPlace, FileLookup } from './fileLookup.ts';
import type { ImageList } from './imageList.ts';
import { createLearnedRoots, type LearnedRoots, type SharedRoots } from './learnedRoots.ts';
import { comesFromElsewhere, isOverruled } from './overruled.ts';
import { placeNewImage } from './placeNewImage.ts';
import { pathOnSite } from './declaredSites.ts';
import { mayNamePackage } from './pathKind.ts';
import { createProjectFinder } from './projectRoots.ts';
import { searchBeside, searchElsewhere } from './searchImage.ts';
import type {
	ImagePlace,
	PathReference,
	ProjectRoots,
	Root,
	ImageSearch,
	Surroundings,
} from './surroundings.ts';
import { readPath } from './writtenPath.ts';

/** The references of a document with their search results; `undefined` for those that can't lead to a file. */
export interface SearchedDocument {
	readonly around: Surroundings;
	readonly searches: readonly (ImageSearch | undefined)[];
	readonly images: ImageList | undefined;
	/** What the references that lead to an image teach. */
	readonly learned: LearnedRoots;
	/** The folder up to which they teach other documents. */
	readonly top: string;
}

export type ImagePlaces = ReturnType<typeof createImagePlaces>;

/** Resolves the paths in documents to files, and says where new ones go. */
export function createImagePlaces(files: FileLookup) {
	const finder = createProjectFinder(files);
	return {
		/** Looks for the images of a document. */
		async search(
			references: readonly PathReference[],
			{ path, workspaceFolder: folder }: DocumentPlace,
		): Promise<SearchedDocument> {
			const workspaceFolder = normalizePath(folder);
			const place = { path: normalizePath(path), workspaceFolder };
			const project = await finder.of(parentOf(place.path), workspaceFolder);
			let images: ImageList | undefined;
			const read = references.map(reference => ({
				reference,
				written: readPath(servedPath(reference, project)),
			}));
			const named = read.some(
				({ reference, written }) => written !== undefined && mayNamePackage(reference, written),
			);
			const application = applicationOf(place.path, project.roots);
			const around: Surroundings = {
				...application,
				place,
				project,
				roots: [
					...userRoots(files, workspaceFolder),
					...servedAt(references, place, application.roots),
					...application.roots,
					...(named ? await finder.packages(parentOf(place.path), workspaceFolder) : []),
				],
				files,
				images: async () => (images ??= await files.images?.(workspaceFolder)),
				packageOf: async each => (await finder.of(parentOf(each), workspaceFolder)).package,
			};
			const learned = createLearnedRoots();
			// References whose image is where the path says teach what the document's other paths mean.
			const beside = await Promise.all(
				read.map(async ({ reference, written }) =>
					written === undefined ? undefined : searchBeside(reference, written, around, learned),
				),
			);
			const plain = new Set(learned.keys());
			const searches = await Promise.all(
				read.map(async ({ reference, written }, index): Promise<ImageSearch | undefined> => {
					if (written === undefined) {
						return undefined;
					}
					const found = beside[index] ?? (await searchElsewhere(reference, written, around, learned, plain));
					return { reference, written, ...(found && { found }) };
				}),
			);
			return { around, searches, images, learned, top: project.package };
		},
		/** Forgets what was read of the projects, because it may have changed. */
		clear: () => {
			finder.clear();
		},
	};
}

/**
 * Where the images of a document are or, where they do not exist, belong; undefined where that can't be determined,
 * or where such images aren't made by hand.
 */
export function locateImages(
	{ around, searches, images, learned, top }: SearchedDocument,
	shared?: SharedRoots,
): readonly (ImagePlace | undefined)[] {
	const allLearned = [learned, ...(shared?.around(around.place.path, top) ?? [])];
	return searches.map(each => {
		if (each === undefined) {
			return undefined;
		}
		const { found } = each;
		if (found !== undefined && !isOverruled(each, around, images, allLearned)) {
			return found;
		}
		const place = placeNewImage(each, around, images, allLearned);
		const { path = '', root } = place ?? {};
		if (images?.has(path) === true) {
			return { path, exists: true, root: 'sibling' };
		}
		return root === 'setting' || !comesFromElsewhere(path, each, around, images) ? place : undefined;
	});
}

/**
 * The path of a reference, from the root of its site where it begins at an address; empty where the address is
 * another site's.
 */
function servedPath({ site, path }: PathReference, { sites }: ProjectRoots): string {
	return site === undefined ? path : (pathOnSite(sites, site, path) ?? '');
}

/**
 * The path that the page itself says its site is served at, or the page's folder, where it ends alike or no site is
 * known.
 */
function servedAt(
	references: readonly PathReference[],
	{ path }: DocumentPlace,
	roots: readonly Root[],
): readonly Root[] {
	const prefix = references.find(({ base }) => base !== undefined)?.base;
	const folder = parentOf(path);
	const at = { folder, project: folder, why: 'base', exists: true } as const;
	const hasSite = roots.some(root => root.prefix === '/' && root.exists);
	const isFolder = prefix !== undefined && prefix !== '/' && (!hasSite || `${folder}/`.endsWith(prefix));
	return prefix === undefined ? [] : [{ prefix, ...at, ...(!isFolder && { isSite: true }) }];
}

/** The roots that apply to a document, and the folders of the other applications if there are several. */
function applicationOf(path: string, all: readonly Root[]): Pick<Surroundings, 'roots' | 'others'> {
	const folders = [...new Set(all.flatMap(({ within }) => within ?? []))];
	const [own] = folders.filter(folder => isWithinFolder(path, folder)).sort((a, b) => b.length - a.length);
	if (own === undefined) {
		return { roots: all, others: [] };
	}
	const others = folders.filter(folder => folder !== own && !isWithinFolder(own, folder));
	const isOther = ({ within = own, folder, prefix }: Root) =>
		within !== own || (prefix === '/' && others.includes(folder));
	return { roots: all.filter(root => !isOther(root)), others };
}

function userRoots(files: FileLookup, workspaceFolder: string): readonly Root[] {
	return Object.entries(files.settings?.(workspaceFolder) ?? {}).flatMap(([prefix, folders]) =>
		folders.map(folder => ({
			prefix,
			folder: normalizePath(`${workspaceFolder}/${folder}`),
			why: 'setting',
			exists: true,
			project: workspaceFolder,
		})),
	);
}

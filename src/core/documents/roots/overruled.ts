import { joinPath, parentOf } from '../../assets/assetPath.ts';
import { isSamePath, isWithinFolder, pathBelow } from '../../assets/samePath.ts';
import { foldersUpTo } from './foldersUpTo.ts';
import type { ImageList } from './imageList.ts';
import { isByPage, isLasting, pathOf, type LearnedRoots } from './learnedRoots.ts';
import { overlaid } from './overlays.ts';
import { classOf, keysOf } from './pathKind.ts';
import { ofRazorLibrary, ownSite } from './searchImage.ts';
import type { ImageSearch, Surroundings } from './surroundings.ts';
import { builtFrom, isTranslation } from './twinImage.ts';

/** How many documents, or references of a document, outweigh one that leads elsewhere. */
const outweighs = 3;

/**
 * Whether an image that only matches the end of a path is a different one: paths with the same beginning lead to a
 * folder of images that doesn't contain it, and hardly ever to where it is.
 *
 * @param allLearned what is learned, the nearest first
 */
export function isOverruled(
	{ reference, written, found }: ImageSearch,
	around: Surroundings,
	images: ImageList | undefined,
	allLearned: readonly LearnedRoots[],
): boolean {
	const isTranslated = found?.root === 'translation';
	if (!isTranslated && (found?.root !== 'suffix' || isTranslation(found.path, around.place.path))) {
		return false;
	}
	// Another site may have images of its own while this one has none.
	const site = isTranslated ? ownSite(around) : undefined;
	const near = site === undefined ? Infinity : 1 + foldersUpTo(parentOf(around.place.path), site).length;
	for (const key of keysOf(reference, written)) {
		for (const [index, learned] of allLearned.slice(0, near).entries()) {
			const counted = learned.counted(key).filter(({ start }) => index < 2 || isLasting(start, written));
			let own = 0;
			let others = 0;
			for (const { start, count } of counted) {
				const path = pathOf(start, written, around);
				if (path !== undefined && isSamePath(path, found.path, false)) {
					own += count;
				} else if (
					path !== undefined &&
					(isTranslated || isByPage(start) || images?.hasFolder(parentOf(path)) === true)
				) {
					others += count;
				}
			}
			// A document's references to its own folder are unambiguous.
			if (index === 0 && written.prefix === '' && others > 0) {
				return others > own;
			}
			// All that are near agree, whatever those further away do.
			if (own > 1 && others === 0) {
				return false;
			}
			if (own + others > outweighs) {
				return others >= own * outweighs;
			}
		}
	}
	return false;
}

const testFolder =
	/^.*?\/(?:tests?|specs?|e2e|__tests__|cypress|(?:__)?(?:fixtures?|snapshots?|mocks?)(?:__)?|goldens?|test[-_]?data|sample[-_]?data)\//i;
/** Of a test, or of what Ember or Angular copies; prose may be about a blueprint or schematic that is a drawing. */
const testName =
	/\.(?:tests?|spec|cy)\.\w+$|\/(?:blueprints|schematics)\/.*\/files\/.*(?:__\w+__|\.(?!(?:md|mdx|markdown|rst|adoc|txt)$)\w+$)/i;

/** What resizes an image reads from its path, instead of a file, how: `w_1600`, `c_fill,h_200`, `/cdn-cgi/image/`. */
const resizing =
	/^\/(?:.*\/)?(?:cdn-cgi\/image|_ipx|(?:[a-z]{1,2}_[\w.:-]+,)*[wh]_\d{2,}(?:,[a-z]{1,2}_[\w.:-]+)*)\//;

/**
 * Whether the missing image at a path wouldn't be made by hand: a tool writes it, it comes with a package or with a
 * submodule that isn't checked out, or only tests without images next to them name it.
 *
 * @param path absolute: where the reference leads
 */
export function comesFromElsewhere(
	path: string,
	search: Pick<ImageSearch, 'reference' | 'written'>,
	around: Surroundings,
	images: ImageList | undefined,
): boolean {
	return (
		images !== undefined &&
		(images.isMade(path) ||
			around.project.isVendored ||
			(around.project.hasLoader && search.reference.isLoaded === true) ||
			(around.project.drawsIcons && search.reference.icon !== undefined) ||
			(resizing.test(search.written.prefix + search.written.rest) && !images.hasFolder(parentOf(path))) ||
			ofRazorLibrary.test(search.written.rest) ||
			`/${pathBelow(around.place.workspaceFolder, path, false) ?? ''}`.includes('/node_modules/') ||
			builtFrom(path, images) !== undefined ||
			isOfSubmodule(path, around) ||
			(!images.hasFolder(parentOf(path)) && isOfPackage(path, search, around)) ||
			isOfTests(path, search, around, images))
	);
}

function isOfSubmodule(path: string, around: Surroundings): boolean {
	const { submodules } = around.project;
	return (
		submodules.length > 0 &&
		[path, ...overlaid(path, around)].some(each => submodules.some(folder => isWithinFolder(each, folder)))
	);
}

/** Whether it is served from a package. */
function isOfPackage(
	path: string,
	{ written }: Pick<ImageSearch, 'written'>,
	{ roots }: Surroundings,
): boolean {
	const served = roots.flatMap(({ prefix, folder }) =>
		prefix === '/' ? (pathBelow(folder, path, false) ?? []) : [],
	);
	const forms = written.isDotted ? served : [...served, written.rest];
	return roots.some(
		({ prefix, folder }) =>
			folder.includes('/node_modules/') && forms.some(each => `/${each}`.startsWith(prefix)),
	);
}

function isOfTests(
	path: string,
	{ reference }: Pick<ImageSearch, 'reference'>,
	{ place }: Surroundings,
	images: ImageList,
): boolean {
	if (classOf(reference) === 'import') {
		return false;
	}
	const below = `/${pathBelow(place.workspaceFolder, place.path, false) ?? ''}`;
	const [folder] = testFolder.exec(below) ?? [];
	const isInside = folder !== undefined && isWithinFolder(path, joinPath(place.workspaceFolder, folder));
	return testName.test(below) || (folder !== undefined && !(isInside && images.hasFolder(parentOf(path))));
}

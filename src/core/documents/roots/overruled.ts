import { parentOf } from '../../assets/assetPath.ts';
import { isWithinFolder, pathBelow } from '../../assets/samePath.ts';
import type { ImageList } from './imageList.ts';
import type { LearnedRoots } from './learnedRoots.ts';
import { classOf, keysOf } from './pathKind.ts';
import { isLasting, pathOf } from './placeNewImage.ts';
import { isTranslation } from './searchImage.ts';
import type { SoughtImage, Surroundings } from './surroundings.ts';
import { builtFrom } from './twinImage.ts';

/** How many documents, or references of a document, outweigh one that leads elsewhere. */
const outweighs = 3;

/**
 * Whether an image that a path merely ends like is another one: paths that begin alike lead to a folder of images in
 * which this one is not, and hardly ever to where it is.
 *
 * @param lessons what is learned, the nearest first
 */
export function isOverruled(
	{ reference, written, found }: SoughtImage,
	around: Surroundings,
	images: ImageList | undefined,
	lessons: readonly LearnedRoots[],
): boolean {
	if (found?.root !== 'suffix' || isTranslation(found.path, around.place.path)) {
		return false;
	}
	for (const key of keysOf(reference, written)) {
		for (const [index, learned] of lessons.entries()) {
			const counted = learned.counted(key).filter(({ start }) => index < 2 || isLasting(start, written));
			let own = 0;
			let others = 0;
			for (const { start, count } of counted) {
				const path = pathOf(start, written, around);
				if (path === found.path) {
					own += count;
				} else if (path !== undefined && images?.hasFolder(parentOf(path)) === true) {
					others += count;
				}
			}
			if (own + others > outweighs) {
				return others >= own * outweighs;
			}
		}
	}
	return false;
}

const testFolder =
	/(?:^|\/)(?:tests?|specs?|e2e|__tests__|cypress|(?:__)?(?:fixtures?|snapshots?|mocks?)(?:__)?|goldens?|test[-_]?data|sample[-_]?data)\//i;

/**
 * Whether nobody would make an image by hand that is not at a path: a tool writes it, it comes with a submodule that
 * was not brought along, or a page that only tests read names it, beside which no images lie.
 *
 * @param path absolute: where the reference leads
 */
export function comesFromElsewhere(
	path: string,
	{ reference }: Pick<SoughtImage, 'reference'>,
	{ place, project }: Surroundings,
	images: ImageList | undefined,
): boolean {
	const isBuilt = images !== undefined && builtFrom(path, images) !== undefined;
	if (
		isBuilt ||
		images?.isMade(path) === true ||
		project.submodules.some(folder => isWithinFolder(path, folder))
	) {
		return true;
	}
	const [ofTests] = testFolder.exec(pathBelow(place.workspaceFolder, place.path, false) ?? '') ?? [];
	if (ofTests === undefined || classOf(reference) === 'import') {
		return false;
	}
	const end = place.path.indexOf(ofTests.replace(/^\/?/, '/')) + ofTests.replace(/^\/?/, '/').length;
	return !path.startsWith(place.path.slice(0, end)) || images?.hasFolder(parentOf(path)) === false;
}

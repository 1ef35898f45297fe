import { descriptionOf } from './promptOf.ts';
import type { MissingImage } from './missing.ts';

/** A picture that is missing, perhaps in several sizes or formats: it is made once, and the rest from that. */
export interface MissingPicture {
	/** The largest. */
	readonly image: MissingImage;
	/** Missing images that show the same. */
	readonly variants: readonly MissingImage[];
}

/** The images that show the same in some document are one picture. In the order in which they are first missed. */
export function groupPictures(images: readonly MissingImage[]): readonly MissingPicture[] {
	const sets: Set<MissingImage>[] = [];
	const setOf = new Map<MissingImage, Set<MissingImage>>();
	const imageOf = new Map<string, MissingImage>();
	for (const image of images) {
		const set = new Set([image]);
		sets.push(set);
		setOf.set(image, set);
		for (const key of pictureKeys(image)) {
			const other = imageOf.get(key);
			if (other === undefined) {
				imageOf.set(key, image);
			} else {
				join(setOf, other, image);
			}
		}
	}
	return sets.filter(set => set.size > 0).map(pictureOf);
}

/** One for each picture of a document that an image is part of. */
function pictureKeys({ references }: MissingImage): string[] {
	// What stands in for different pictures, as a fallback does, is none of them.
	if (new Set(references.map(descriptionOf)).size > 1) {
		return [];
	}
	return references.flatMap(({ path, reference: { picture } }) =>
		picture === undefined ? [] : `${picture} ${path}`,
	);
}

/** The second one's set becomes part of the first one's. */
function join(setOf: Map<MissingImage, Set<MissingImage>>, first: MissingImage, second: MissingImage): void {
	const [into, from] = [setOf.get(first), setOf.get(second)];
	if (into === undefined || from === undefined || into === from) {
		return;
	}
	for (const image of from) {
		into.add(image);
		setOf.set(image, into);
	}
	from.clear();
}

function pictureOf(images: ReadonlySet<MissingImage>): MissingPicture {
	const [image, ...variants] = [...images].sort((a, b) => widthOf(b) - widthOf(a));
	if (image === undefined) {
		throw new Error('A picture has at least one image.');
	}
	return { image, variants };
}

/** Where nobody says it, the smallest: another one is made from what is known. */
function widthOf({ size, width }: MissingImage): number {
	return size?.width ?? width ?? 0;
}

import { joinPath, parentOf } from '../../assets/assetPath.ts';
import { iconPicture } from './iconSets.ts';
import { descriptionOf } from './promptOf.ts';
import type { MissingImage } from './missing.ts';

/** A picture that is missing, perhaps in several sizes or formats: it is generated once, and the rest are made from it. */
export interface MissingPicture {
	/** The largest. */
	readonly image: MissingImage;
	/** Missing images that show the same. */
	readonly variants: readonly MissingImage[];
}

/** Images that show the same in any document are one picture. In the order of the first references to them. */
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

/** One entry for each picture of a document that an image is part of. */
function pictureKeys({ references }: MissingImage): string[] {
	// An image that replaces different pictures, such as a fallback, belongs to none of them.
	if (new Set(references.map(descriptionOf)).size > 1) {
		return [];
	}
	return references.flatMap(({ path, reference: { picture }, iconSet }) =>
		picture === undefined
			? []
			: [`${picture} ${path}`, ...(iconSet === undefined ? [] : [`icons ${iconSet}`])],
	);
}

/** Merges the second one's set into the first one's. */
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
	const [image, ...variants] = [...images].sort((a, b) => rankOf(a) - rankOf(b) || widthOf(b) - widthOf(a));
	if (image === undefined) {
		throw new Error('A picture has at least one image.');
	}
	return isIco(image) ? { image: pictureFor(image), variants: [image, ...variants] } : { image, variants };
}

const isIco = ({ target }: MissingImage) => /\.ico$/i.test(target);

/** The image that others are drawn from comes first: not an ICO, and nothing that already has margins. */
function rankOf(image: MissingImage): number {
	return isIco(image) ? 2 : image.icon?.purpose === 'maskable' ? 1 : 0;
}

/**
 * The picture that an ICO is drawn from, next to it: no document refers to it, and other icons can be drawn from it
 * as well.
 */
function pictureFor({ target, icon, width: _, ...image }: MissingImage): MissingImage {
	const { name, side } = iconPicture;
	return {
		...image,
		target: joinPath(parentOf(target), name),
		width: undefined,
		size: { width: side, height: side },
		...(icon && { icon: { purpose: icon.purpose } }),
	};
}

/** 0 where no reference states it, so that an image of a known width comes first. */
function widthOf({ size, width }: MissingImage): number {
	return size?.width ?? width ?? 0;
}

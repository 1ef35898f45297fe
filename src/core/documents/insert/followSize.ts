import type { PixelSize } from '../../images/pixelSize.ts';
import type { Replacement } from '../draft.ts';
import type { ImageReference } from '../references/imageReference.ts';

/**
 * The edits that update the size in links to an image's new size, in document order. A link keeps its size where that
 * differs from the image's old one, or is one side alone: the user chose it.
 *
 * @param references those that lead to the image
 */
export function followSize(
	references: readonly ImageReference[],
	before: PixelSize,
	after: PixelSize,
): readonly Replacement[] {
	const sides = (['width', 'height'] as const).filter(side => before[side] !== after[side]);
	/** By their places: the sources of one picture may have their size from the same element. */
	const edits = new Map<number, Replacement>();
	for (const { width, height, sizeAt } of references) {
		if (sizeAt && width === before.width && height === before.height) {
			for (const side of sides) {
				edits.set(sizeAt[side].start, { ...sizeAt[side], text: String(after[side]) });
			}
		}
	}
	return [...edits.values()].toSorted((a, b) => a.start - b.start);
}

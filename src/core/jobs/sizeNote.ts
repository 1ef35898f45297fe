import { enlargement, isSameSize, mostEnlarged, type PixelSize } from '../images/pixelSize.ts';
import type { ImageFacts } from './job.ts';
import type { Intent } from './intent.ts';

/** A saved image, and the intent it was made for. */
export interface MadeImage {
	readonly intent: Intent;
	readonly image: Pick<ImageFacts, 'width' | 'height'>;
}

/** Images that do not have the size that was asked for, or that had to be enlarged by more than a factor of 2 for it. */
interface SizeFaults {
	readonly missed: readonly { readonly wanted: PixelSize; readonly image: PixelSize }[];
	/** The factor by which each was enlarged. */
	readonly enlarged: readonly number[];
}

export function sizeFaults(made: readonly MadeImage[]): SizeFaults {
	const missed = made.flatMap(({ intent: { size: wanted }, image }) =>
		wanted === undefined || isSameSize(wanted, image) ? [] : [{ wanted, image }],
	);
	const enlarged = made
		.filter(hasSizeAskedFor)
		.map(({ intent: { size, request } }) => (size === undefined ? 0 : enlargement(size, request.aspectRatio)))
		.filter(times => times > mostEnlarged);
	return { missed, enlarged };
}

/** Whether a size was asked for, and the image has it. */
export function hasSizeAskedFor({ intent: { size }, image }: MadeImage): boolean {
	return isSameSize(image, size);
}

import { enlargementText } from '../images/pixelSize.ts';
import { formatSize } from '../../shared/units.ts';
import type { ImageFacts } from './job.ts';
import type { Intent } from './intent.ts';

/** An image as it was saved, and what it was to be. */
export interface MadeImage {
	readonly intent: Intent;
	readonly image: Pick<ImageFacts, 'width' | 'height'>;
}

/** Sentences on images that do not have the size that was asked for, or had to be enlarged for it more than twice. */
export function sizeNotes(made: readonly MadeImage[]): readonly string[] {
	return [missedNote(made), enlargedNote(made)].filter(note => note !== undefined);
}

function missedNote(made: readonly MadeImage[]): string | undefined {
	const missed = made.filter(each => !hasItsSize(each));
	const [first] = missed;
	if (first?.intent.size === undefined) {
		return undefined;
	}
	return made.length === 1
		? `It could not be brought to ${formatSize(first.intent.size)}: it has ${formatSize(first.image)}.`
		: `${missed.length} of them could not be brought to their size.`;
}

function enlargedNote(made: readonly MadeImage[]): string | undefined {
	const texts = made
		.filter(hasItsSize)
		.flatMap(({ intent: { size, request } }) => (size && enlargementText(size, request.aspectRatio)) ?? []);
	const [first] = texts;
	if (first === undefined) {
		return undefined;
	}
	return made.length === 1
		? `It was ${first} to the size that was asked for.`
		: `${texts.length} of them had to be enlarged more than twice.`;
}

function hasItsSize(made: MadeImage): boolean {
	return made.intent.size === undefined || hasSizeAskedFor(made);
}

/** Whether a size was asked for, and the image has it. */
export function hasSizeAskedFor({ intent: { size }, image }: MadeImage): boolean {
	return size?.width === image.width && size.height === image.height;
}

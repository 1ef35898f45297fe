import { l10n } from 'vscode';
import { enlargement, mostEnlarged, type PixelSize } from '../../core/images/pixelSize.ts';
import type { AspectRatio } from '../../shared/model.ts';
import { numberText, pixelsText } from './units.ts';

/** `4000 × 2000`, and `enlarged 2.6 times` if an image of that aspect ratio has to be enlarged more than twice. */
export function sizeTexts(size: PixelSize, aspectRatio: AspectRatio): string[] {
	const times = enlargement(size, aspectRatio);
	return [
		pixelsText(size),
		...(times > mostEnlarged ? [l10n.t('enlarged {0} times', numberText(times, 1))] : []),
	];
}

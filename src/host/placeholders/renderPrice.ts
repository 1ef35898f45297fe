import { recordedArguments } from '../../core/assets/recordedInput.ts';
import type { Quality } from '../../shared/model.ts';
import type { RecordedImage } from '../review/remake.ts';
import { readSettings } from '../workspace/settings.ts';

/** An image that is to be made, and how well. */
export interface Rendered {
	readonly image: RecordedImage;
	readonly quality: Quality;
}

/** With the quality that is given; without one, each with the one that it was recorded with. */
export function withQuality(images: readonly RecordedImage[], quality: Quality | undefined): Rendered[] {
	return images.map(image => ({
		image,
		quality: quality ?? recordedArguments(image.entry).quality ?? readSettings(image.folder).quality,
	}));
}

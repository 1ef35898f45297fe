import { recordedArguments } from '../../core/assets/recordedInput.ts';
import type { Quality } from '../../shared/model.ts';
import type { RecordedImage } from '../review/remake.ts';
import { readSettings } from '../workspace/settings.ts';

/** An image to make, and at what quality. */
export interface Rendered {
	readonly image: RecordedImage;
	readonly quality: Quality;
}

/** At the given quality, or each at its recorded one. */
export function withQuality(images: readonly RecordedImage[], quality: Quality | undefined): Rendered[] {
	return images.map(image => ({
		image,
		quality: quality ?? recordedArguments(image.entry).quality ?? readSettings(image.folder).quality,
	}));
}

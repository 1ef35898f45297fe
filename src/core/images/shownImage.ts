import type { OutputFormat } from '../../shared/model.ts';
import type { ReadAt } from './blocks.ts';
import { conversionFaultOf, type ConversionFault } from './conversionFault.ts';
import type { ImageSize } from './imageStructure.ts';
import { displaySize, orientationOf } from './orientation.ts';
import { imageHeader } from './verifyImage.ts';

/** An image as viewers show it. */
interface ShownImage {
	readonly format: OutputFormat;
	/** Pixels, after turning it upright by its metadata. */
	readonly size: ImageSize;
	/** Why nothing can be made from it. */
	readonly fault: ConversionFault | undefined;
}

/**
 * Nothing is decoded. Undefined for anything that isn't a PNG, JPEG or WebP image, or has no size in its header.
 *
 * @param head as much of the beginning as `imageHeader` needs.
 */
export async function shownImage(head: Uint8Array, read: ReadAt): Promise<ShownImage | undefined> {
	const header = imageHeader(head);
	if (header === undefined) {
		return undefined;
	}
	const [orientation, fault] = [await orientationOf(read), await conversionFaultOf(read)];
	return { format: header.format, size: displaySize(header, orientation), fault };
}

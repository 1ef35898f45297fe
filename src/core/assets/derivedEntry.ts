import { sizeText, type PixelSize } from '../images/pixelSize.ts';
import type { AssetEntry } from './assetRecord.ts';
import type { OutputFormat } from '../../shared/model.ts';

/**
 * What the record says of an image that shows the picture of another one: how that was made, and that this one cost
 * nothing.
 *
 * @param from the other one's path in the record; undefined where it is in another record
 */
export function derivedEntry(
	{ previous: _, publicUrl: _url, derivedFrom: _from, ...source }: AssetEntry,
	image: PixelSize & { readonly sha256: string; readonly format: OutputFormat },
	from: string | undefined,
): AssetEntry {
	return {
		...source,
		input: { ...source.input, output_format: image.format },
		size: sizeText(image),
		credits: 0,
		sha256: image.sha256,
		...(from !== undefined && { derivedFrom: from }),
	};
}

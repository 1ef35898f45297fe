import { sizeText, type PixelSize } from '../images/pixelSize.ts';
import type { AssetEntry } from './assetRecord.ts';
import type { OutputFormat } from '../../shared/model.ts';

/**
 * The record entry of an image that shows the same picture as another one: how that one was made, and that this one
 * cost nothing.
 *
 * @param icon how it is drawn, if it is an icon
 * @param from the other one's path in the record; undefined if it is in another record
 */
export function derivedEntry(
	{ previous: _, publicUrl: _url, derivedFrom: _from, icon: _icon, ...source }: AssetEntry,
	image: PixelSize & { readonly sha256: string; readonly format: OutputFormat },
	from: string | undefined,
	icon?: AssetEntry['icon'],
): AssetEntry {
	return {
		...source,
		input: { ...source.input, output_format: image.format },
		size: sizeText(image),
		credits: 0,
		sha256: image.sha256,
		...(icon !== undefined && { icon }),
		...(from !== undefined && { derivedFrom: from }),
	};
}

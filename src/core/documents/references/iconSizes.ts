import type { ImageReference } from './imageReference.ts';
import type { Found } from './collector.ts';
import { sizeInName } from '../sizeInName.ts';

/** Pixels of a side, the defaults of browsers and systems where no size is stated. */
const usual = { apple: 180, tile: 144, png: 192, manifest: 512 } as const;
/** The sides in a favicon. */
export const faviconSizes: readonly number[] = [16, 32, 48];
/** The sides that an ICO can hold. */
const largestInIco = 256;

/** The sides of the squares that `sizes` names: `16x16 32x32`. */
function sidesOf(sizes: string): readonly number[] {
	return [...sizes.slice(0, 200).matchAll(/(?<![\dx.])(\d{1,4})x(\d{1,4})(?![\dx.])/gi)]
		.filter(([, width, height]) => width === height)
		.map(([, width]) => Number(width))
		.filter(side => side > 0);
}

/** Marks a reference as an icon, with its stated or usual size. */
export function makeIcon(
	found: Found,
	said: { readonly sizes: string; readonly kind: keyof typeof usual; readonly maskable?: boolean },
): void {
	const sides = sidesOf(said.sizes);
	const isIco = /\.ico$/i.test(found.path);
	const inIco = sides.filter(side => side <= largestInIco);
	const purpose: NonNullable<ImageReference['icon']>['purpose'] =
		said.maskable === true ? 'maskable' : said.kind === 'apple' ? 'opaque' : 'any';
	found.icon = { purpose, ...(isIco && { sizes: inIco.length > 0 ? inIco : faviconSizes }) };
	const side = isIco
		? Math.max(...(found.icon.sizes ?? faviconSizes))
		: sides.length > 0
			? Math.max(...sides)
			: sizeInName(found.path) === undefined
				? usual[said.kind]
				: undefined;
	if (side !== undefined) {
		found.width = side;
		found.height = side;
	}
}

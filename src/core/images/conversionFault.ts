import { contentOf, jpegBlocks, pngBlocks, webpBlocks, type Block, type ReadAt } from './blocks.ts';
import { detectFormat } from './imageFormat.ts';

/** Why a whole image cannot be made into another one: the codecs do not read it, or not all of it. */
export type ConversionFault =
	/** A JPEG of four inks. */
	| 'inks'
	/** Only its first picture would be left. */
	| 'animated'
	/** A JPEG of more than eight bits a channel, or of another process than the three usual ones. */
	| 'process';

/** Found in the headers of blocks; also undefined for anything that isn't an image. */
export async function conversionFaultOf(read: ReadAt): Promise<ConversionFault | undefined> {
	switch (detectFormat(await read(0, 16))) {
		case 'jpeg':
			return jpegFault(read);
		case 'png':
			return (await hasBlock(pngBlocks(read), 'acTL')) ? 'animated' : undefined;
		case 'webp':
			return (await hasBlock(webpBlocks(read), 'ANIM')) ? 'animated' : undefined;
		default:
			return undefined;
	}
}

const faultTexts: Record<ConversionFault, string> = {
	inks: 'it is a JPEG in CMYK; save it in RGB first',
	animated: 'it is animated',
	process:
		'it is a JPEG of a rare kind (lossless, arithmetic, or of more than 8 bits); save it as a usual one first',
};

/** `it is animated`: a reason, for the user. */
export function conversionFaultText(fault: ConversionFault): string {
	return faultTexts[fault];
}

/** Baseline, extended sequential and progressive (ITU-T T.81, table B.1). */
const usualFrames: ReadonlySet<string> = new Set(['c0', 'c1', 'c2']);
/** Table B.1 has the others between `c3` and `cf`, but for DHT, JPG and DAC. */
const noFrames: ReadonlySet<string> = new Set(['c4', 'c8', 'cc']);

async function jpegFault(read: ReadAt): Promise<ConversionFault | undefined> {
	for await (const block of jpegBlocks(read)) {
		const { type } = block;
		if (/^c[0-9a-f]$/.test(type) && !noFrames.has(type)) {
			const [precision, , , , , components] = await contentOf(read, block, 6);
			if (components === 4) {
				return 'inks';
			}
			return usualFrames.has(type) && precision === 8 ? undefined : 'process';
		}
	}
	return undefined;
}

async function hasBlock(blocks: AsyncIterable<Block>, type: string): Promise<boolean> {
	for await (const block of blocks) {
		if (block.type === type) {
			return true;
		}
	}
	return false;
}

import { crc32 } from 'node:zlib';
import { asBuffer } from '../text/asBuffer.ts';
import { damaged, truncated, type ImageSize, type Structure } from './imageStructure.ts';

const signatureLength = 8;
/** Length, type and checksum around a chunk's data. */
const chunkOverhead = 12;
const headerLength = 13;

/** Bit depths that each color type allows (PNG, third edition, table 12). */
const bitDepths = new Map<number, readonly number[]>([
	[0, [1, 2, 4, 8, 16]],
	[2, [8, 16]],
	[3, [1, 2, 4, 8]],
	[4, [8, 16]],
	[6, [8, 16]],
]);

/** Size from the header alone; undefined where that is cut short or impossible. */
export function pngSize(bytes: Uint8Array): ImageSize | undefined {
	const png = asBuffer(bytes);
	const start = signatureLength + 8;
	if (png.length < start + headerLength || png.toString('latin1', signatureLength + 4, start) !== 'IHDR') {
		return undefined;
	}
	const width = png.readInt32BE(start);
	const height = png.readInt32BE(start + 4);
	const depths = bitDepths.get(png.readUInt8(start + 9)) ?? [];
	const possible = depths.includes(png.readUInt8(start + 8)) && png.readUInt8(start + 12) <= 1;
	return possible && width > 0 && height > 0 ? { width, height } : undefined;
}

/**
 * Walks every chunk up to IEND and checks each checksum. Bytes after IEND are tolerated, as every decoder
 * does. The compressed data is not inflated.
 */
export function checkPng(bytes: Uint8Array): Structure {
	const png = asBuffer(bytes);
	let dataSeen = false;
	let size: ImageSize | undefined;
	for (let at = signatureLength; ;) {
		if (at + chunkOverhead > png.length) {
			return truncated(`ends at byte ${png.length}, before the IEND chunk`);
		}
		const length = png.readUInt32BE(at);
		const type = png.toString('latin1', at + 4, at + 8);
		if (!/^[A-Za-z]{4}$/.test(type) || length > 0x7fffffff) {
			return damaged(`no chunk at byte ${at}`);
		}
		const dataEnd = at + 8 + length;
		if (dataEnd + 4 > png.length) {
			return truncated(`the ${type} chunk at byte ${at} is cut`);
		}
		if (crc32(png.subarray(at + 4, dataEnd)) !== png.readUInt32BE(dataEnd)) {
			return damaged(`wrong checksum of the ${type} chunk at byte ${at}`);
		}
		if ((size === undefined) !== (type === 'IHDR')) {
			return damaged('not exactly one IHDR chunk, at the start');
		}
		if (type === 'IHDR') {
			size = length === headerLength ? pngSize(png) : undefined;
			if (size === undefined) {
				return damaged('impossible header');
			}
		}
		dataSeen ||= type === 'IDAT' && length > 0;
		if (type === 'IEND') {
			return dataSeen && size !== undefined ? { ok: true, size } : damaged('no image data');
		}
		at = dataEnd + 4;
	}
}

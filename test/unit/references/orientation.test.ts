import assert from 'node:assert/strict';
import { sizeText } from '../../../src/core/images/pixelSize.ts';
import type { AspectRatio, OutputFormat } from '../../../src/shared/model.ts';
import {
	displaySize,
	nearestAspectRatio,
	sizeOfEdit,
	orientationOf,
	type Orientation,
} from '../../../src/core/images/orientation.ts';
import { readFrom } from '../../../src/core/images/blocks.ts';
import { renderTinyImage } from '../../emulator/images/tinyImage.ts';
import { exifBlock, exifData, jpegSegment, withExif } from '../../support/exif.ts';

const formats: readonly OutputFormat[] = ['jpeg', 'png', 'webp'];
const orientations: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];

suite('the orientation of an image', () => {
	const images = new Map<OutputFormat, Buffer>();
	const imageOf = (format: OutputFormat) => images.get(format) ?? Buffer.alloc(0);

	suiteSetup(async () => {
		for (const format of formats) {
			images.set(format, await renderTinyImage({ prompt: 'a fox', width: 1536, height: 1024, format }));
		}
	});

	for (const format of formats) {
		test(`${format}: each of the eight, in both byte orders`, async () => {
			for (const orientation of orientations) {
				for (const order of ['II', 'MM'] as const) {
					const file = withExif(imageOf(format), format, exifBlock(orientation, order));
					assert.equal(await orientationOf(readFrom(file)), orientation, order);
				}
			}
		});

		test(`${format}: none, or what makes no sense, is the first`, async () => {
			const image = imageOf(format);
			const blocks = [
				exifBlock(0, 'II'),
				exifBlock(9, 'MM'),
				exifBlock(6, 'II', 4),
				Buffer.from('XX'),
				Buffer.alloc(0),
				exifBlock(6, 'II').subarray(0, 12),
			];
			assert.equal(await orientationOf(readFrom(image)), 1);
			for (const block of blocks) {
				assert.equal(await orientationOf(readFrom(withExif(image, format, block))), 1, block.toString('hex'));
			}
		});

		test(`${format}: cut anywhere, it is found or it is not; nothing breaks`, async () => {
			const file = withExif(imageOf(format), format, exifBlock(6, 'MM'));
			for (let end = 0; end < file.length; end += 1) {
				assert.ok([1, 6].includes(await orientationOf(readFrom(file.subarray(0, end)))));
			}
		});
	}

	test('JPEG: after other segments and fill bytes, and not inside of them', async () => {
		const jpeg = imageOf('jpeg');
		const decoy = jpegSegment(0xe2, Buffer.concat([jpegSegment(0xe1, exifData(exifBlock(3, 'II')))]));
		const segments = [
			jpegSegment(0xe0, Buffer.alloc(60_000, 0xff)),
			decoy,
			Buffer.from([0xff, 0xff, 0xff]),
			jpegSegment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x/>')),
			jpegSegment(0xe1, exifData(exifBlock(8, 'MM'))),
		];
		const file = Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
		assert.equal(await orientationOf(readFrom(file)), 8);
	});

	test('WebP: with the prefix that some programs write', async () => {
		const file = withExif(imageOf('webp'), 'webp', exifData(exifBlock(6, 'II')));
		assert.equal(await orientationOf(readFrom(file)), 6);
	});

	test('the last four exchange width and height', () => {
		for (const orientation of orientations) {
			const size = displaySize({ width: 30, height: 20 }, orientation);
			assert.deepEqual(size, orientation > 4 ? { width: 20, height: 30 } : { width: 30, height: 20 });
		}
	});
});

suite('the nearest aspect ratio', () => {
	const table: [width: number, height: number, AspectRatio][] = [
		[1024, 1024, '1:1'],
		[1536, 1024, '3:2'],
		[1024, 1536, '2:3'],
		[1920, 1080, '3:2'],
		[1080, 1920, '2:3'],
		[4000, 10, '3:2'],
		[1, 5000, '2:3'],
		[1200, 630, '3:2'],
		[110, 100, '1:1'],
		[100, 110, '1:1'],
		// √1.5 = 1.2247 is the border.
		[1224, 1000, '1:1'],
		[1225, 1000, '3:2'],
		[1000, 1224, '1:1'],
		[1000, 1225, '2:3'],
		[4032, 3024, '3:2'],
	];
	for (const [width, height, ratio] of table) {
		test(`${width} × ${height} is ${ratio}`, () => {
			assert.equal(nearestAspectRatio({ width, height }), ratio);
		});
	}
});

suite('the size of an edit', () => {
	const table: [width: number, height: number, size: string | undefined][] = [
		[1024, 1024, undefined],
		[512, 512, undefined],
		[1500, 1000, undefined],
		[1010, 1000, undefined],
		[800, 300, '1536x576'],
		[1200, 630, '1536x806'],
		[64, 48, '1365x1024'],
		[1920, 1080, '1536x864'],
		[1080, 1920, '864x1536'],
		[4000, 10, '1536x4'],
		[1, 5000, '1x1536'],
	];
	for (const [width, height, expected] of table) {
		test(`of an image of ${width} × ${height} is ${expected ?? 'what it is made in'}`, () => {
			const size = sizeOfEdit({ width, height });
			assert.equal(size && sizeText(size), expected);
		});
	}
});

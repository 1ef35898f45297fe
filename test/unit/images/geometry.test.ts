import assert from 'node:assert/strict';
import {
	coverRect,
	crop,
	fitInside,
	orient,
	wholeSize,
	type Rect,
} from '../../../src/core/images/geometry.ts';
import { shrinkTowards } from '../../../src/core/images/shrink.ts';
import { wholePixels, type RgbaImage } from '../../../src/core/images/rgbaImage.ts';
import type { Orientation } from '../../../src/core/images/orientation.ts';
import { paintImage } from '../../support/imageCodecs.ts';

type Size = readonly [width: number, height: number];
const size = ([width, height]: Size) => ({ width, height });

/** An image whose pixels are the letters of its rows. */
function letters(...rows: string[]): RgbaImage {
	return paintImage(rows[0]?.length ?? 0, rows.length, (x, y) => [rows[y]?.charCodeAt(x) ?? 0, 0, 0, 255]);
}

function rowsOf(image: RgbaImage): string[] {
	const text = String.fromCharCode(...Array.from(wholePixels(image), pixel => pixel & 0xff));
	return Array.from({ length: image.height }, (_, y) => text.slice(y * image.width, (y + 1) * image.width));
}

suite('the part of an image that covers a size', () => {
	const table: [source: Size, target: Size, ...rect: [number, number, number, number]][] = [
		[[1536, 1024], [1536, 1024], 0, 0, 1536, 1024],
		[[1536, 1024], [768, 512], 0, 0, 1536, 1024],
		[[1536, 1024], [1200, 630], 0, 109, 1536, 806],
		[[1536, 1024], [1024, 1024], 256, 0, 1024, 1024],
		[[1536, 1024], [32, 32], 256, 0, 1024, 1024],
		[[1024, 1536], [1920, 1080], 0, 480, 1024, 576],
		[[1024, 1024], [1000, 1], 0, 511, 1024, 1],
		[[1024, 1024], [1, 5000], 511, 0, 1, 1024],
		[[1, 1], [300, 200], 0, 0, 1, 1],
		[[2, 1], [1, 100], 0, 0, 1, 1],
		[[101, 50], [50, 50], 25, 0, 50, 50],
		[[3, 3], [3840, 2160], 0, 0, 3, 2],
		[[4000, 3000], [3840, 2160], 0, 375, 4000, 2250],
	];
	for (const [source, target, x, y, width, height] of table) {
		test(`${source.join(' × ')} for ${target.join(' × ')}`, () => {
			assert.deepEqual(coverRect(size(source), size(target)), { x, y, width, height });
		});
	}

	test('is always inside, and within a pixel of the aspect ratio', () => {
		for (let width = 1; width <= 40; width += 1) {
			for (let height = 1; height <= 40; height += 3) {
				for (const target of [size([16, 9]), size([1200, 630]), size([1, 7]), size([512, 512])]) {
					const rect = coverRect({ width, height }, target);
					assert.ok(rect.x >= 0 && rect.x + rect.width <= width && rect.width >= 1);
					assert.ok(rect.y >= 0 && rect.y + rect.height <= height && rect.height >= 1);
					assert.ok(rect.width === width || rect.height === height);
					const scale = Math.min(width / target.width, height / target.height);
					assert.ok(Math.abs(rect.width - target.width * scale) < 1);
					assert.ok(Math.abs(rect.height - target.height * scale) < 1);
				}
			}
		}
	});
});

suite('sizes', () => {
	const fitting: [source: Size, longestSide: number, fitted: Size][] = [
		[[1536, 1024], 320, [320, 213]],
		[[1024, 1536], 320, [213, 320]],
		[[320, 320], 320, [320, 320]],
		[[319, 20], 320, [319, 20]],
		[[5000, 1], 320, [320, 1]],
		[[1, 1], 320, [1, 1]],
	];
	for (const [source, longestSide, fitted] of fitting) {
		test(`${source.join(' × ')} inside of ${longestSide} is ${fitted.join(' × ')}`, () => {
			assert.deepEqual(fitInside(size(source), longestSide), size(fitted));
		});
	}

	const wholes: [source: Size, wanted: { width?: number; height?: number }, whole: Size][] = [
		[[1536, 1024], {}, [1536, 1024]],
		[[1536, 1024], { width: 300 }, [300, 200]],
		[[1536, 1024], { height: 300 }, [450, 300]],
		[[1536, 1024], { width: 7, height: 9 }, [7, 9]],
		[[5000, 1], { width: 10 }, [10, 1]],
		[[1, 5000], { height: 10 }, [1, 10]],
	];
	for (const [source, wanted, whole] of wholes) {
		test(`${JSON.stringify(wanted)} of ${source.join(' × ')} is ${whole.join(' × ')}`, () => {
			assert.deepEqual(wholeSize(size(source), wanted), size(whole));
		});
	}
});

suite('cropping', () => {
	const image = letters('abcd', 'efgh', 'ijkl');

	test('takes the part', () => {
		const part = crop(image, { x: 1, y: 1, width: 2, height: 2 });
		assert.deepEqual(rowsOf(part), ['fg', 'jk']);
		assert.equal(crop(image, { x: 0, y: 0, width: 4, height: 3 }), image);
	});

	test('refuses what is not inside', () => {
		const rects: Rect[] = [
			{ x: -1, y: 0, width: 2, height: 2 },
			{ x: 3, y: 0, width: 2, height: 2 },
			{ x: 0, y: 2, width: 2, height: 2 },
			{ x: 0, y: 0, width: 0, height: 2 },
			{ x: 0.5, y: 0, width: 2, height: 2 },
		];
		for (const rect of rects) {
			assert.throws(() => crop(image, rect), RangeError, JSON.stringify(rect));
		}
	});
});

suite('laying an image as its metadata says', () => {
	/** After Exif 2.32, table 6: where the stored rows and columns begin. */
	const table: Record<Orientation, string[]> = {
		1: ['abc', 'def'],
		2: ['cba', 'fed'],
		3: ['fed', 'cba'],
		4: ['def', 'abc'],
		5: ['ad', 'be', 'cf'],
		6: ['da', 'eb', 'fc'],
		7: ['fc', 'eb', 'da'],
		8: ['cf', 'be', 'ad'],
	};
	for (const [orientation, rows] of Object.entries(table)) {
		test(`${orientation}: ${rows.join(' ')}`, () => {
			assert.deepEqual(rowsOf(orient(letters('abc', 'def'), Number(orientation) as Orientation)), rows);
		});
	}
});

suite('shrinking by whole blocks', () => {
	test('stays three times as large as the target, or leaves the image alone', () => {
		const table: [source: Size, target: Size, shrunk: Size][] = [
			[
				[600, 400],
				[100, 66],
				[300, 200],
			],
			[
				[599, 400],
				[100, 66],
				[599, 400],
			],
			[
				[1001, 1001],
				[30, 30],
				[91, 91],
			],
			[
				[1000, 10],
				[10, 10],
				[1000, 10],
			],
			[
				[10, 10],
				[100, 100],
				[10, 10],
			],
		];
		for (const [source, target, shrunk] of table) {
			const { width, height } = shrinkTowards(
				paintImage(...source, () => [1, 2, 3, 255]),
				size(target),
			);
			assert.deepEqual([width, height], shrunk, source.join(' × '));
		}
	});

	test('keeps every plain color', () => {
		for (let value = 0; value < 256; value += 1) {
			const plain = paintImage(7, 7, () => [value, 255 - value, value, 255]);
			const { data } = shrinkTowards(plain, size([1, 1]));
			assert.deepEqual([...data.subarray(0, 4)], [value, 255 - value, value, 255]);
		}
	});

	test('means light, not numbers: half black and half white is 188', () => {
		const board = paintImage(6, 6, (x, y) => ((x + y) % 2 === 0 ? [0, 0, 0, 255] : [255, 255, 255, 255]));
		assert.deepEqual([...shrinkTowards(board, size([1, 1])).data.subarray(0, 4)], [188, 188, 188, 255]);
	});

	test('colors that cannot be seen do not count', () => {
		const half = paintImage(6, 6, x => (x % 2 === 0 ? [255, 0, 0, 255] : [0, 255, 0, 0]));
		assert.deepEqual([...shrinkTowards(half, size([1, 1])).data.subarray(0, 4)], [255, 0, 0, 128]);
	});
});

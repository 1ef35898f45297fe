import assert from 'node:assert/strict';
import type { OutputFormat } from '../../../src/shared/model.ts';
import { imageHeader, verifyImage } from '../../../src/core/images/verifyImage.ts';
import { CodecError, type CodecErrorCode } from '../../../src/core/images/codecError.ts';
import { createImageCodecs } from '../../../src/core/images/imageCodecs.ts';
import { orient } from '../../../src/core/images/geometry.ts';
import { runImageTask } from '../../../src/core/images/imageTasks.ts';
import type { RgbaImage } from '../../../src/core/images/rgbaImage.ts';
import type { Orientation } from '../../../src/core/images/orientation.ts';
import { encodePng, pixelBomb } from '../../emulator/images/png.ts';
import { exifBlock, withExif } from '../../support/exif.ts';
import { localCodecs, paintImage, paintSample } from '../../support/imageCodecs.ts';
import { cmykJpeg, pngVariants } from './unusualImages.ts';

const formats: readonly OutputFormat[] = ['png', 'jpeg', 'webp'];
const orientations: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];
const codecs = localCodecs();

/** The mean difference of two images' channels; they must be of one size. */
function difference(one: RgbaImage, other: RgbaImage): number {
	assert.deepEqual([one.width, one.height], [other.width, other.height]);
	let sum = 0;
	for (const [at, value] of one.data.entries()) {
		sum += Math.abs(value - (other.data[at] ?? NaN));
	}
	return sum / one.data.length;
}

const withCode = (code: CodecErrorCode) => (error: unknown) =>
	error instanceof CodecError && error.code === code;

suite('image codecs', () => {
	const sample = paintSample(96, 64);

	for (const format of formats) {
		test(`${format}: there and back`, async () => {
			const bytes = await codecs.encode(sample, format, 90);
			assert.deepEqual(verifyImage(bytes), { ok: true, image: { format, width: 96, height: 64 } });
			const image = await codecs.decode(bytes);
			assert.ok(difference(image, sample) <= (format === 'png' ? 0 : 3), `${difference(image, sample)}`);
		});

		test(`${format}: each of the eight orientations`, async () => {
			const file = Buffer.from(await codecs.encode(sample, format, 95));
			const plain = await codecs.decode(file);
			for (const orientation of orientations) {
				const image = await codecs.decode(withExif(file, format, exifBlock(orientation, 'MM')));
				assert.equal(difference(image, orient(plain, orientation)), 0, `${orientation}`);
			}
		});

		test(`${format}: exact sizes are read back from the bytes`, async () => {
			const bytes = await codecs.encode(sample, format, 80);
			const sizes: [number, number][] = [
				[96, 64],
				[1200, 630],
				[31, 31],
				[1, 1],
				[1, 40],
				[500, 1],
			];
			for (const [width, height] of sizes) {
				const converted = await runImageTask(codecs, {
					...{ type: 'convert', bytes: new Uint8Array(bytes) },
					...{ width, height, format, quality: 80 },
				});
				assert.deepEqual(imageHeader(converted.bytes), { format, width, height });
				assert.deepEqual([converted.width, converted.height], [width, height]);
			}
		});

		test(`${format}: cut or filled with noise, it is decoded or refused, and nothing else`, async () => {
			const bytes = await codecs.encode(sample, format, 80);
			const own = localCodecs();
			for (const share of [0.2, 0.5, 0.9]) {
				const cut = bytes.slice(0, bytes.length * share);
				const noisy = bytes.slice().fill(0x5a, bytes.length * share);
				for (const file of [cut, noisy]) {
					await own.decode(file).catch((error: unknown) => {
						assert.ok(error instanceof CodecError && ['damaged', 'unreadable'].includes(error.code));
					});
				}
			}
		});
	}

	test('quality counts, but for PNG', async () => {
		const sizes = async (format: OutputFormat) =>
			Promise.all([10, 90].map(async quality => (await codecs.encode(sample, format, quality)).length));
		for (const format of ['jpeg', 'webp'] as const) {
			const [low = 0, high = 0] = await sizes(format);
			assert.ok(low < high, format);
		}
		const [low, high] = await sizes('png');
		assert.equal(low, high);
	});

	test('PNG is packed at least as tight as by zlib alone, with the same pixels', async () => {
		const { width, height, data } = paintSample(1000, 300);
		const bytes = await codecs.encode({ width, height, data }, 'png', 0);
		assert.equal(difference(await codecs.decode(bytes), { width, height, data }), 0);
		const plain = await encodePng(new Uint8Array(data), width, height);
		assert.ok(bytes.length <= plain.length, `${bytes.length} and ${plain.length} bytes`);
	});

	test('what is transparent stays so in PNG and WebP, and lies on white in JPEG', async () => {
		const half = paintImage(32, 16, x => [200, 0, 0, x < 16 ? 255 : 0]);
		const pixel = ({ data, width }: RgbaImage, x: number) => [
			...data.subarray((8 * width + x) * 4, (8 * width + x) * 4 + 4),
		];
		for (const format of ['png', 'webp'] as const) {
			const image = await codecs.decode(await codecs.encode(half, format, 90));
			assert.deepEqual([pixel(image, 4)[3], pixel(image, 28)[3]], [255, 0], format);
		}
		const image = await codecs.decode(await codecs.encode(half, 'jpeg', 95));
		assert.ok(pixel(image, 28).every(value => value >= 250));
		assert.ok((pixel(image, 4)[0] ?? 0) > 190 && (pixel(image, 4)[1] ?? 255) < 10);
	});

	test('resizing neither moves nor darkens, nor lets hidden colors through', async () => {
		const plain = paintImage(300, 200, () => [90, 140, 200, 255]);
		for (const [width, height] of [
			[1200, 630],
			[30, 20],
			[3, 2],
		] as const) {
			const { data } = await codecs.resize(plain, width, height);
			for (let at = 0; at < data.length; at += 1) {
				assert.ok(Math.abs((data[at] ?? 0) - ([90, 140, 200, 255][at % 4] ?? 0)) <= 1);
			}
		}
		const hidden = paintImage(40, 20, x => (x < 20 ? [255, 255, 255, 255] : [0, 0, 0, 0]));
		const { data } = await codecs.resize(hidden, 20, 10);
		for (let at = 0; at < data.length; at += 4) {
			assert.ok(data[at + 3] === 0 || (data[at] ?? 0) >= 250, `${data[at]} at ${at}`);
		}
		assert.equal(await codecs.resize(plain, 300, 200), plain);
	});

	test('the center is taken', async () => {
		const stripes = paintImage(300, 100, x => (x >= 100 && x < 200 ? [0, 255, 0, 255] : [255, 0, 0, 255]));
		const bytes = new Uint8Array(await codecs.encode(stripes, 'png', 0));
		const options = { type: 'convert', bytes, width: 50, height: 50, format: 'png', quality: 0 } as const;
		const image = await codecs.decode((await runImageTask(codecs, options)).bytes);
		assert.ok(
			difference(
				image,
				paintImage(50, 50, () => [0, 255, 0, 255]),
			) < 1,
		);
	});

	test('every kind of PNG', async () => {
		for (const { name, bytes, pixels } of pngVariants()) {
			assert.deepEqual([...(await codecs.decode(bytes)).data], pixels, name);
		}
	});

	test('a JPEG of four inks is decoded or refused', async () => {
		const own = localCodecs();
		await own.decode(cmykJpeg()).then(
			({ width, height }) => {
				assert.deepEqual([width, height], [8, 8]);
			},
			(error: unknown) => {
				assert.ok(withCode('damaged')(error));
			},
		);
	});

	suite('refuses', () => {
		const nothing = createImageCodecs(() => Promise.reject(new Error('nothing may be loaded')));

		test('bombs before anything is decoded', async () => {
			const bomb = await pixelBomb();
			await assert.rejects(nothing.decode(bomb), withCode('tooLarge'));
			const large = paintImage(1, 1, () => [0, 0, 0, 255]);
			await assert.rejects(nothing.resize(large, 10_001, 10_000), withCode('tooLarge'));
		});

		test('what is no image', async () => {
			for (const text of ['', 'GIF89a', '<svg/>', '\x89PNG\r\n\x1a\n']) {
				await assert.rejects(nothing.decode(Buffer.from(text, 'latin1')), withCode('unreadable'), text);
			}
		});

		test('what a format cannot hold', async () => {
			const wide = paintImage(16_384, 1, () => [0, 0, 0, 255]);
			await assert.rejects(localCodecs().encode(wide, 'webp', 80), withCode('notEncoded'));
		});

		test('to blame the image where a codec did not load', async () => {
			const bytes = await codecs.encode(sample, 'webp', 80);
			await assert.rejects(nothing.decode(bytes), { code: 'crashed', message: /nothing may be loaded/ });
		});
	});
});

import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { policy } from '../../../src/core/policy.ts';
import { readFrom } from '../../../src/core/images/blocks.ts';
import { CodecError } from '../../../src/core/images/codecError.ts';
import { profileOf, withProfile } from '../../../src/core/images/colorProfile.ts';
import { conversionFaultOf } from '../../../src/core/images/conversionFault.ts';
import { runImageTask } from '../../../src/core/images/imageTasks.ts';
import { orientationOf } from '../../../src/core/images/orientation.ts';
import { shownImage } from '../../../src/core/images/shownImage.ts';
import { verifyImage } from '../../../src/core/images/verifyImage.ts';
import { outputFormats, type OutputFormat } from '../../../src/shared/model.ts';
import { pngChunk } from '../../emulator/images/png.ts';
import { exifBlock, jpegSegment, withExif } from '../../support/exif.ts';
import { displayP3Profile, grayProfile, profile } from '../../support/iccProfile.ts';
import { localCodecs, paintImage, paintSample } from '../../support/imageCodecs.ts';
import { cmykJpeg } from './unusualImages.ts';

const codecs = localCodecs();
const encoded = async (format: OutputFormat, image = paintSample(60, 40)) =>
	Buffer.from(await codecs.encode(image, format, 90));
const convert = (bytes: Uint8Array, format: OutputFormat) =>
	runImageTask(codecs, {
		...{ type: 'convert', bytes: new Uint8Array(bytes), width: 15, format, quality: 90 },
	});

/** A PNG with a chunk after its header. */
const withChunk = (png: Buffer, type: string, data: Buffer) =>
	Buffer.concat([png.subarray(0, 33), pngChunk(type, data), png.subarray(33)]);

/** A WebP whose one picture is the only one of an animation. */
function animated(webp: Buffer): Buffer {
	const chunk = (type: string, data: Buffer) => {
		const head = Buffer.alloc(8);
		head.write(type, 0, 'latin1');
		head.writeUInt32LE(data.length, 4);
		return Buffer.concat([head, data]);
	};
	const canvas = Buffer.from([0x02, 0, 0, 0, 59, 0, 0, 39, 0, 0]);
	const frame = Buffer.from([0, 0, 0, 0, 0, 0, 59, 0, 0, 39, 0, 0, 100, 0, 0, 0]);
	const chunks = [
		chunk('VP8X', canvas),
		chunk('ANIM', Buffer.alloc(6)),
		chunk('ANMF', Buffer.concat([frame, webp.subarray(12)])),
	];
	const file = Buffer.concat([webp.subarray(0, 12), ...chunks]);
	file.writeUInt32LE(file.length - 8, 4);
	return file;
}

suite('what an image is for whoever looks at it', () => {
	for (const format of outputFormats) {
		test(`${format}: its size is the one after the turn, and what is made of it is upright`, async () => {
			const file = withExif(await encoded(format), format, exifBlock(6, 'MM'));
			const shown = await shownImage(file, readFrom(file));
			assert.deepEqual(shown, { format, size: { width: 40, height: 60 }, fault: undefined });
			const made = await convert(file, format);
			assert.deepEqual([made.width, made.height], [15, 23]);
			assert.equal(await orientationOf(readFrom(made.bytes)), 1);
		});
	}

	test('nothing of what is no image', async () => {
		const text = Buffer.from('GIF89a and so on');
		assert.equal(await shownImage(text, readFrom(text)), undefined);
	});
});

suite('what cannot be converted', () => {
	test('is known from the headers, and refused by its name', async () => {
		const jpeg = await encoded('jpeg');
		const frame = jpeg.indexOf(Buffer.from([0xff, 0xc2]));
		const twelve = Buffer.from(jpeg);
		twelve[frame + 4] = 12;
		const lossless = Buffer.from(jpeg);
		lossless[frame + 1] = 0xc3;
		assert.ok(frame > 0);
		const cases = [
			['inks', cmykJpeg(), /CMYK/],
			['inks', withExif(cmykJpeg(), 'jpeg', exifBlock(6, 'MM')), /CMYK/],
			['animated', withChunk(await encoded('png'), 'acTL', Buffer.alloc(8)), /animated/],
			['animated', animated(await encoded('webp')), /animated/],
			['process', twelve, /8 bits/],
			['process', lossless, /lossless/],
		] as const;
		for (const [fault, bytes, message] of cases) {
			assert.equal(await conversionFaultOf(readFrom(bytes)), fault);
			assert.equal((await shownImage(bytes, readFrom(bytes)))?.fault, fault);
			await assert.rejects(
				convert(bytes, 'png'),
				(error: unknown) =>
					error instanceof CodecError && error.code === 'unsupported' && message.test(error.message),
			);
		}
	});

	test('of what can be, nothing is said', async () => {
		for (const format of outputFormats) {
			assert.equal(await conversionFaultOf(readFrom(await encoded(format))), undefined, format);
		}
	});

	test('of an animated PNG, a thumbnail shows the first picture', async () => {
		const bytes = new Uint8Array(withChunk(await encoded('png'), 'acTL', Buffer.alloc(8)));
		const { width, height } = await runImageTask(codecs, { type: 'thumbnail', bytes, longestSide: 30 });
		assert.deepEqual([width, height], [30, 20]);
	});
});

suite('the color profile of an image', () => {
	for (const format of outputFormats) {
		test(`${format}: there and back, however long`, async () => {
			const half = paintImage(60, 40, () => [10, 20, 30, 128]);
			for (const file of [await encoded(format), await encoded(format, half)]) {
				for (const given of [displayP3Profile(2.2), profile('RGB ', {}, 150_001)]) {
					const whole = withProfile(file, format, given);
					assert.deepEqual(verifyImage(whole), { ok: true, image: { format, width: 60, height: 40 } });
					assert.ok((await profileOf(whole))?.equals(given));
					const { data } = await codecs.decode(whole);
					assert.deepEqual(data, (await codecs.decode(file)).data);
				}
			}
		});

		test(`${format}: goes along into every format`, async () => {
			const given = displayP3Profile(2.2);
			const bytes = withProfile(await encoded('png'), 'png', given);
			const made = await convert(bytes, format);
			assert.ok((await profileOf(made.bytes))?.equals(given));
		});

		test(`${format}: none where nothing says one`, async () => {
			assert.equal(await profileOf((await convert(await encoded('png'), format)).bytes), undefined);
		});
	}

	test('one of other channels, or of no use, does not go along', async () => {
		const good = displayP3Profile(2.2);
		const bad = Buffer.from(good);
		bad.write('nope', 36, 'latin1');
		const png = await encoded('png');
		for (const given of [profile('CMYK'), profile('Lab '), bad, good.subarray(0, 300), Buffer.alloc(0)]) {
			for (const format of outputFormats) {
				assert.equal(await profileOf(withProfile(await encoded(format), format, given)), undefined);
			}
		}
		const bomb = Buffer.concat([
			Buffer.from('x\0\0', 'latin1'),
			deflateSync(profile('RGB ', {}, policy.profileBytes)),
		]);
		assert.ok((await profileOf(withChunk(png, 'iCCP', bomb))) === undefined);
		assert.equal(await profileOf(withChunk(png, 'iCCP', Buffer.from('x\0\0damaged'))), undefined);
	});

	test('one for grays becomes one of three channels', async () => {
		const made = await profileOf(withProfile(await encoded('png'), 'png', grayProfile(1.8)));
		assert.equal(made?.toString('latin1', 16, 20), 'RGB ');
		assert.equal(await profileOf(withProfile(await encoded('png'), 'png', profile('GRAY'))), undefined);
	});

	test('parts of a JPEG that are not all there are no profile', async () => {
		const whole = withProfile(await encoded('jpeg'), 'jpeg', profile('RGB ', {}, 150_001));
		const file = Buffer.from(whole);
		const mark = file.indexOf('ICC_PROFILE', file.indexOf('ICC_PROFILE') + 1);
		file.write('XCC', mark, 'latin1');
		assert.equal(await profileOf(file), undefined);
		const none = Buffer.concat([
			file.subarray(0, 2),
			jpegSegment(0xe2, Buffer.from('ICC_PROFILE\0\x01\x00', 'latin1')),
			(await encoded('jpeg')).subarray(2),
		]);
		assert.equal(await profileOf(none), undefined);
	});

	test('a PNG that says what is usual, or what cannot be, has none', async () => {
		const png = await encoded('png');
		const numbers = (...values: readonly number[]) => {
			const data = Buffer.alloc(4 * values.length);
			values.forEach((value, index) => data.writeUInt32BE(value, 4 * index));
			return data;
		};
		const usual = numbers(31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000);
		for (const [type, data] of [
			['gAMA', numbers(45_455)],
			['gAMA', numbers(0)],
			['gAMA', numbers(1)],
			['gAMA', Buffer.alloc(2)],
			['cHRM', usual],
			['cHRM', numbers(0, 0, 0, 0, 0, 0, 0, 0)],
			['cHRM', numbers(1, 1, 2, 2, 2, 2, 2, 2)],
			['cICP', Buffer.from([1, 13, 0, 1])],
			['cICP', Buffer.from([9, 16, 0, 1])],
			['sRGB', Buffer.from([0])],
		] as const) {
			assert.equal(await profileOf(withChunk(png, type, data)), undefined, `${type} ${data.toString('hex')}`);
		}
		const both = withChunk(withChunk(png, 'gAMA', numbers(100_000)), 'sRGB', Buffer.from([0]));
		assert.equal(await profileOf(both), undefined);
		assert.notEqual(await profileOf(withChunk(png, 'gAMA', numbers(100_000))), undefined);
	});
});

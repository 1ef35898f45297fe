import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import {
	describeFault,
	imageHeader,
	verifyImage,
	type ImageFault,
} from '../../../src/core/images/verifyImage.ts';
import { limits } from '../../../src/shared/limits.ts';
import { sampleImages, type SampleImage } from './sampleImages.ts';

/** Cuts tried of each of the five encodings: 25,000 in all. */
const cutsPerEncoding = 5000;

function faultOf(bytes: Uint8Array): ImageFault | undefined {
	const check = verifyImage(bytes);
	return check.ok ? undefined : check.fault;
}

const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

suite('verifyImage', () => {
	let samples: SampleImage[];

	suiteSetup(async () => {
		samples = await sampleImages();
	});

	function sample(name: string): SampleImage {
		const found = samples.find(each => each.name === name);
		assert.ok(found);
		return found;
	}

	test('whole images are accepted, with their format and size', () => {
		for (const { name, format, width, height, bytes } of samples) {
			assert.deepEqual(verifyImage(bytes), { ok: true, image: { format, width, height } }, name);
			assert.deepEqual(imageHeader(bytes), { format, width, height }, name);
		}
	});

	test('bytes after the end are tolerated', () => {
		for (const { name, bytes } of samples) {
			assert.ok(verifyImage(Buffer.concat([bytes, ascii('trailing')])).ok, name);
		}
	});

	test('an image that lies in the middle of a larger buffer is read from its own start', () => {
		for (const { name, bytes } of samples) {
			const larger = Buffer.concat([ascii('before'), bytes, ascii('after')]);
			assert.ok(verifyImage(larger.subarray(6, 6 + bytes.length)).ok, name);
		}
	});

	test('28 cut images are refused wherever they are cut', () => {
		let state = 99;
		for (const { name, bytes } of samples) {
			const lastCuts = [1, 2, 3, 4, 8, 12].map(missing => bytes.length - missing);
			const cuts = Array.from({ length: cutsPerEncoding }, () => {
				state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
				return Math.floor((state / 2 ** 32) * bytes.length);
			});
			for (const cut of [...lastCuts, ...cuts]) {
				assert.ok(!verifyImage(bytes.subarray(0, cut)).ok, `${name} cut at ${cut} of ${bytes.length}`);
			}
		}
	});

	test('a cut image is called truncated once its header is there', () => {
		for (const { name, bytes } of samples) {
			assert.equal(faultOf(bytes.subarray(0, bytes.length - 1))?.code, 'truncated', name);
			assert.equal(faultOf(bytes.subarray(0, 40))?.code, 'truncated', name);
		}
	});

	test('a changed byte inside a PNG is damage', () => {
		const png = Buffer.from(sample('PNG').bytes);
		png.writeUInt8(png.readUInt8(200) ^ 1, 200);
		assert.equal(faultOf(png)?.code, 'damaged');
	});

	test('size ceiling and empty file', () => {
		assert.deepEqual(faultOf(new Uint8Array()), { code: 'empty' });
		const tooLarge = new Uint8Array(limits.imageBytes + 1);
		assert.deepEqual(faultOf(tooLarge), {
			code: 'tooLarge',
			bytes: tooLarge.length,
			limit: limits.imageBytes,
		});
	});

	const others: [string, Uint8Array, ImageFault['code'], string | undefined][] = [
		['GIF', ascii('GIF89a\x01\0\x01\0'), 'unsupportedFormat', 'gif'],
		['AVIF', ascii('\0\0\0\x20ftypavif\0\0\0\0'), 'unsupportedFormat', 'avif'],
		['HEIC', ascii('\0\0\0\x20ftypheic\0\0\0\0'), 'unsupportedFormat', 'heic'],
		['TIFF, little endian', ascii('II*\0\x08\0\0\0'), 'unsupportedFormat', 'tiff'],
		['TIFF, big endian', ascii('MM\0*\0\0\0\x08'), 'unsupportedFormat', 'tiff'],
		['BMP', ascii('BM\x36\0\0\0\0\0\0\0\x36\0\0\0'), 'unsupportedFormat', 'bmp'],
		['SVG', ascii('<svg xmlns="x"/>'), 'unsupportedFormat', 'svg'],
		[
			'SVG with a prologue',
			ascii('\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a --><!DOCTYPE svg PUBLIC "a" "b">\n<svg/>'),
			'unsupportedFormat',
			'svg',
		],
		['HTML', ascii('\n<!DOCTYPE html><title>502</title>'), 'notAnImage', 'html'],
		['HTML with a comment', ascii('<!-- x --><html></html>'), 'notAnImage', 'html'],
		['XML', ascii('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'), 'notAnImage', 'xml'],
		['JSON', ascii(' {"detail":"no"}'), 'notAnImage', 'json'],
		['JSON list', ascii('[]'), 'notAnImage', 'json'],
		['video', ascii('\0\0\0\x20ftypisom\0\0\0\0'), 'notAnImage', undefined],
		['text', ascii('hello'), 'notAnImage', undefined],
		['half a signature', ascii('\x89PNG'), 'notAnImage', undefined],
	];
	for (const [name, bytes, code, detected] of others) {
		test(`${name} is refused as what it is`, () => {
			const fault = faultOf(bytes);
			assert.equal(fault?.code, code);
			assert.equal('detected' in fault ? fault.detected : undefined, detected);
			assert.ok(describeFault(fault));
		});
	}

	test('a PNG of 10 MB is checked to its end', () => {
		const png = sample('PNG').bytes;
		const data = Buffer.alloc(10_000_000, 7);
		const chunk = Buffer.concat([hex('00000000'), ascii('tEXt'), data, hex('00000000')]);
		chunk.writeUInt32BE(data.length, 0);
		chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
		const large = Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
		assert.ok(verifyImage(large).ok);
		large.writeUInt8(8, large.length - 1000);
		assert.ok(!verifyImage(large).ok);
	});

	/** A baseline JPEG of 3×2 pixels in its segments; what its scan holds is not decoded here. */
	const jpegParts = {
		start: hex('ffd8'),
		exif: Buffer.concat([hex('ffe1 000c'), ascii('Exif\0\0'), hex('ffd8 ffd9')]),
		frame: hex('ffc0 000b 08 0002 0003 01 011100'),
		scan: hex('ffda 0008 01 0100 003f00'),
		data: hex('12 ff00 34 ffd0 56 ff00'),
		end: hex('ffd9'),
	};
	const { start, exif, frame, scan, data, end } = jpegParts;
	const jpegs: [string, Buffer[], ImageFault['code'] | undefined][] = [
		['stuffed zeros and restart markers', [start, frame, scan, data, end], undefined],
		[
			'fill bytes before markers',
			[start, hex('ffff'), frame, hex('ff'), scan, data, hex('ffff'), end],
			undefined,
		],
		['an end marker inside Exif', [start, exif, frame, scan, data, end], undefined],
		['several scans', [start, frame, scan, data, scan, data, end], undefined],
		['no end after the second scan', [start, frame, scan, data, scan, data], 'truncated'],
		['only the end marker of Exif', [start, exif, frame, scan, data], 'truncated'],
		['no scan', [start, frame, end], 'damaged'],
		['no frame', [start, scan, data, end], 'damaged'],
		['no width', [start, hex('ffc0 000b 08 0002 0000 01 011100'), scan, data, end], 'damaged'],
		['a segment longer than the file', [start, hex('ffe0 ffff 00')], 'truncated'],
	];
	for (const [name, parts, code] of jpegs) {
		test(`JPEG with ${name}`, () => {
			assert.equal(faultOf(Buffer.concat(parts))?.code, code);
		});
	}

	function riff(...chunks: Buffer[]): Buffer {
		const length = Buffer.alloc(4);
		length.writeUInt32LE(4 + Buffer.concat(chunks).length);
		return Buffer.concat([ascii('RIFF'), length, ascii('WEBP'), ...chunks]);
	}
	function chunk(type: string, content: Buffer): Buffer {
		const length = Buffer.alloc(4);
		length.writeUInt32LE(content.length);
		return Buffer.concat([ascii(type), length, content, Buffer.alloc(content.length % 2)]);
	}
	const lossy = hex('500000 9d012a 0300 0200 010203040506');
	const lossless = hex('2f 02400000 00112233');
	const canvas = hex('00000000 020000 010000');
	const webps: [string, Buffer, ImageFault['code'] | undefined][] = [
		['a lossy frame', riff(chunk('VP8 ', lossy)), undefined],
		['a lossless frame of odd length', riff(chunk('VP8L', lossless)), undefined],
		['the last padding byte left out', riff(chunk('VP8L', lossless).subarray(0, -1)), undefined],
		[
			'metadata around',
			riff(chunk('VP8X', canvas), chunk('VP8L', lossless), chunk('EXIF', hex('00'))),
			undefined,
		],
		[
			'an animation',
			riff(chunk('VP8X', canvas), chunk('ANMF', Buffer.concat([Buffer.alloc(16), chunk('VP8 ', lossy)]))),
			undefined,
		],
		['a canvas alone', riff(chunk('VP8X', canvas)), 'damaged'],
		['an empty animation frame', riff(chunk('VP8X', canvas), chunk('ANMF', Buffer.alloc(16))), 'damaged'],
		['a first partition longer than the frame', riff(chunk('VP8 ', lossy.subarray(0, 12))), 'damaged'],
		['a wrong start code', riff(chunk('VP8 ', hex('500000 9d012b 0300 0200 010203040506'))), 'damaged'],
		['a chunk longer than the container', riff(chunk('VP8 ', lossy).subarray(0, -2)), 'damaged'],
		['fewer bytes than declared', riff(chunk('VP8 ', lossy)).subarray(0, -2), 'truncated'],
		['no chunk', riff(), 'damaged'],
	];
	for (const [name, bytes, code] of webps) {
		test(`WebP with ${name}`, () => {
			const check = verifyImage(bytes);
			assert.equal(check.ok ? undefined : check.fault.code, code);
			if (check.ok) {
				assert.deepEqual(check.image, { format: 'webp', width: 3, height: 2 });
			}
		});
	}
});

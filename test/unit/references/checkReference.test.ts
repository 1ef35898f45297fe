import assert from 'node:assert/strict';
import { checkReference, type ReferenceFault } from '../../../src/core/references/checkReference.ts';
import { referenceFaultText } from '../../../src/host/texts/referenceFaultText.ts';
import { padImage } from '../../emulator/images/padImage.ts';
import { pixelBomb } from '../../emulator/images/png.ts';
import { sampleImages } from '../assets/sampleImages.ts';

const ascii = (text: string) => Buffer.from(text, 'latin1');

suite('checking an input image', () => {
	test('PNG, JPEG and WebP are taken by their bytes', async () => {
		for (const { name, format, width, height, bytes } of await sampleImages()) {
			assert.deepEqual(
				checkReference(bytes.length, bytes),
				{ ok: true, image: { format, width, height } },
				name,
			);
		}
	});

	test('the beginning of a large file is enough', async () => {
		for (const { name, format, bytes } of await sampleImages()) {
			const file = padImage(Buffer.from(bytes), 9_000_000);
			const head = file.subarray(0, format === 'jpeg' ? file.length : 4096);
			assert.equal(checkReference(file.length, head).ok, true, name);
		}
	});

	const refused: [what: string, head: Buffer, words: string, fault: ReferenceFault['code']][] = [
		['nothing', ascii(''), 'hero.x is empty.', 'empty'],
		['a text', ascii('hello'), "hero.x isn't an image.", 'notAnImage'],
		['HTML', ascii('<!doctype html><html>'), "hero.x isn't an image.", 'notAnImage'],
		['JSON', ascii('{"a":1}'), "hero.x isn't an image.", 'notAnImage'],
		['a PNG without a header', ascii('\x89PNG\r\n\x1a\n'), 'hero.x is damaged', 'damaged'],
		['a JPEG without a frame', ascii('\xff\xd8\xff\xd9'), 'hero.x is damaged', 'damaged'],
	];
	for (const [format, head] of [
		['GIF', 'GIF89a\x01\0\x01\0'],
		['SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
		['AVIF', '\0\0\0\x20ftypavif'],
		['HEIC', '\0\0\0\x20ftypheic'],
		['TIFF', 'II*\0\x08\0\0\0'],
		['BMP', 'BM\x40\0\0\0\0\0\0\0'],
	] as const) {
		refused.push([format, ascii(head), `hero.x is a ${format} file`, 'unsupported']);
	}
	for (const [what, head, words, code] of refused) {
		test(`${what}: ${words}`, () => {
			const check = checkReference(head.length, head);
			assert.ok(!check.ok);
			assert.equal(check.fault.code, code);
			assert.ok(referenceFaultText('hero.x', check.fault).startsWith(words));
		});
	}

	test('25 a file of more than 50 MB is too large, whatever it is', async () => {
		const [png] = await sampleImages();
		const head = png?.bytes ?? new Uint8Array();
		assert.equal(checkReference(50_000_000, head).ok, true);
		const check = checkReference(50_000_001, head);
		assert.ok(!check.ok);
		const words = referenceFaultText('a/hero.png', check.fault);
		assert.equal(words, 'a/hero.png is too large (51 MB); the limit is 50 MB. Make it smaller first.');
	});

	test('25 a decompression bomb is refused by its header', async () => {
		const bomb = await pixelBomb();
		const check = checkReference(bomb.length, bomb.subarray(0, 64));
		assert.ok(!check.ok);
		assert.deepEqual(check.fault, { code: 'tooManyPixels', width: 30_000, height: 30_000 });
		assert.equal(
			referenceFaultText('b.png', check.fault),
			'b.png has too many pixels (30000 × 30000). Make it smaller first.',
		);
	});
});

import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { readFrom } from '../../src/core/images/blocks.ts';
import { withProfile } from '../../src/core/images/colorProfile.ts';
import { runImageTask } from '../../src/core/images/imageTasks.ts';
import { shownImage } from '../../src/core/images/shownImage.ts';
import { outputFormats, type OutputFormat } from '../../src/shared/model.ts';
import { pngChunk } from '../emulator/images/png.ts';
import { exifBlock, withExif } from '../support/exif.ts';
import { displayP3Profile, grayProfile } from '../support/iccProfile.ts';
import { localCodecs, paintImage } from '../support/imageCodecs.ts';
import { sharedBrowser } from '../support/workbench/sharedServer.ts';

/** What a browser makes of an image: its size as shown, and the colors in the centers of its quarters. */
interface Seen {
	readonly width: number;
	readonly height: number;
	readonly colors: readonly (readonly number[])[];
}

/** Runs in the page. */
const look = `async bytes => {
	const image = new Image();
	image.src = 'data:;base64,' + bytes;
	await image.decode();
	const { naturalWidth: width, naturalHeight: height } = image;
	const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d', {
		colorSpace: 'srgb',
	});
	context.drawImage(image, 0, 0);
	const at = (x, y) => [...context.getImageData(Math.floor(width * x), Math.floor(height * y), 1, 1).data];
	return { width, height, colors: [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)] };
}`;

/** Chromium decides what an image looks like: it decodes, turns and manages colors by itself. */
suite('images that are derived, as a browser shows them', () => {
	const codecs = localCodecs();
	let page: Page;
	const seen = (bytes: Uint8Array) =>
		page.evaluate<Seen>(`(${look})(${JSON.stringify(Buffer.from(bytes).toString('base64'))})`);

	const quarters = [
		[230, 200, 40, 255],
		[40, 190, 60, 255],
		[200, 50, 60, 255],
		[90, 90, 200, 255],
	] as const;
	const painted = paintImage(
		240,
		160,
		(x, y) => quarters[(x < 120 ? 0 : 1) + (y < 80 ? 0 : 2)] ?? quarters[0],
	);
	const plain = async (format: OutputFormat) => Buffer.from(await codecs.encode(painted, format, 95));

	async function derive(bytes: Uint8Array, format: OutputFormat): Promise<Seen> {
		const options = { type: 'convert', width: 90, height: 60, format, quality: 95 } as const;
		return seen((await runImageTask(codecs, { ...options, bytes: new Uint8Array(bytes) })).bytes);
	}

	/** The greatest difference of a channel. */
	function difference(one: Seen, other: Seen): number {
		const [values, others] = [one.colors.flat(), other.colors.flat()];
		return Math.max(...values.map((value, index) => Math.abs(value - (others[index] ?? Infinity))));
	}

	async function assertKept(
		source: Buffer,
		without: Buffer,
		formats: readonly OutputFormat[] = outputFormats,
	): Promise<void> {
		const original = await seen(source);
		// The browser does heed what the source says of its colors.
		assert.ok(difference(original, await seen(without)) > 15, 'the source looks like one without');
		for (const format of formats) {
			const made = await derive(source, format);
			assert.ok(difference(original, made) <= 6, `${format}: ${JSON.stringify([original, made])}`);
		}
	}

	suiteSetup(async () => {
		page = await (await sharedBrowser()).newPage();
	});
	suiteTeardown(() => page.close());

	for (const format of outputFormats) {
		test(`${format} with a profile keeps its colors in every format`, async () => {
			const file = await plain(format);
			await assertKept(Buffer.from(withProfile(file, format, displayP3Profile(1.5))), file);
		});

		if (format === 'webp') {
			// Chromium does not turn WebP, as others do.
			continue;
		}
		test(`${format} with a turn: the size is the one that is shown`, async () => {
			const file = withExif(await plain(format), format, exifBlock(6, 'II'));
			const facts = await shownImage(file, readFrom(file));
			const { width, height, colors } = await seen(file);
			assert.deepEqual(facts?.size, { width, height });
			assert.deepEqual([width, height], [160, 240]);
			const options = { type: 'convert', width: 80, format: 'png', quality: 95 } as const;
			const made = await seen(
				(await runImageTask(codecs, { ...options, bytes: new Uint8Array(file) })).bytes,
			);
			assert.deepEqual([made.width, made.height], [80, 120]);
			assert.ok(difference(made, { width, height, colors }) <= 6);
		});
	}

	/** A PNG with chunks after its header. */
	const withChunks = (file: Buffer, ...chunks: readonly Buffer[]) =>
		Buffer.concat([file.subarray(0, 33), ...chunks, file.subarray(33)]);
	const numbers = (...values: readonly number[]) => {
		const data = Buffer.alloc(4 * values.length);
		values.forEach((value, index) => data.writeUInt32BE(Math.round(value * 100_000), 4 * index));
		return data;
	};

	test('PNG: what is said without a profile', async () => {
		const file = await plain('png');
		// Encoding with loss moves what lies at the edge of the gamut further than what is looked for.
		const exact = ['png'] as const;
		const wide = numbers(0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06);
		await assertKept(withChunks(file, pngChunk('gAMA', numbers(1 / 1.4))), file, exact);
		await assertKept(
			withChunks(file, pngChunk('gAMA', numbers(1 / 2.2)), pngChunk('cHRM', wide)),
			file,
			exact,
		);
		await assertKept(withChunks(file, pngChunk('cICP', Buffer.from([12, 13, 0, 1]))), file, exact);
	});

	test('a profile for grays, of an image that has become one of three channels', async () => {
		const rows = Array.from({ length: 160 }, (_, y) =>
			Buffer.from([0, ...Array.from({ length: 240 }, (__, x) => (x < 120 ? 60 : 120) + (y < 80 ? 0 : 40))]),
		);
		const header = Buffer.from([0, 0, 0, 240, 0, 0, 0, 160, 8, 0, 0, 0, 0]);
		const file = Buffer.concat([
			Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
			pngChunk('IHDR', header),
			pngChunk('IDAT', deflateSync(Buffer.concat(rows))),
			pngChunk('IEND', Buffer.alloc(0)),
		]);
		await assertKept(Buffer.from(withProfile(file, 'png', grayProfile(1.2))), file);
	});

	test('a thumbnail keeps its colors, too', async () => {
		const file = await plain('jpeg');
		const source = withProfile(file, 'jpeg', displayP3Profile(1.5));
		const { bytes } = await runImageTask(codecs, { type: 'thumbnail', bytes: source, longestSide: 120 });
		const original = await seen(source);
		assert.ok(difference(original, await seen(file)) > 15);
		assert.ok(difference(original, await seen(bytes)) <= 8);
	});
});

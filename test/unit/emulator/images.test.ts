import assert from 'node:assert/strict';
import { crc32, inflateSync } from 'node:zlib';
import type { OutputFormat } from '../../../src/shared/model.ts';
import { startEmulator } from '../../emulator/emulator.ts';
import { captionLines } from '../../emulator/images/caption.ts';
import { imageSize, sniffFormat } from '../../emulator/images/imageFormat.ts';
import { padImage } from '../../emulator/images/padImage.ts';
import { renderImage } from '../../emulator/images/renderImage.ts';
import { createRenderer } from '../../emulator/images/renderer.ts';
import { renderTinyImage } from '../../emulator/images/tinyImage.ts';
import { apiCaller } from './apiCaller.ts';

const formats: readonly OutputFormat[] = ['png', 'jpeg', 'webp'];

/** Walks a file's structure to its end; throws where it is broken. */
function assertWhole(bytes: Buffer): void {
	switch (sniffFormat(bytes)) {
		case 'png': {
			const data: Buffer[] = [];
			let at = 8;
			for (let type = ''; type !== 'IEND';) {
				const length = bytes.readUInt32BE(at);
				type = bytes.toString('latin1', at + 4, at + 8);
				assert.equal(crc32(bytes.subarray(at + 4, at + 8 + length)), bytes.readUInt32BE(at + 8 + length));
				if (type === 'IDAT') {
					data.push(bytes.subarray(at + 8, at + 8 + length));
				}
				at += 12 + length;
			}
			assert.equal(at, bytes.length);
			assert.ok(inflateSync(Buffer.concat(data)).length > 0);
			return;
		}
		case 'jpeg':
			assert.equal(bytes.readUInt16BE(bytes.length - 2), 0xffd9);
			return;
		case 'webp': {
			assert.equal(bytes.readUInt32LE(4) + 8, bytes.length);
			let at = 12;
			while (at < bytes.length) {
				const length = bytes.readUInt32LE(at + 4);
				at += 8 + length + (length % 2);
			}
			assert.equal(at, bytes.length);
			return;
		}
		case null:
			assert.fail('no image');
	}
}

suite('emulator: images', () => {
	for (const format of formats) {
		test(`a tiny ${format} is whole, and stays so when padded`, async () => {
			const spec = { prompt: 'a', width: 1536, height: 1024, format };
			const bytes = await renderTinyImage(spec);
			assert.equal(sniffFormat(bytes), format);
			assert.deepEqual(imageSize(bytes), { width: 48, height: 32 });
			assertWhole(bytes);
			assert.deepEqual(await renderTinyImage(spec), bytes);
			for (const minBytes of [bytes.length + 1, 100_001, 2_000_000]) {
				const padded = padImage(bytes, minBytes);
				assert.ok(padded.length >= minBytes && padded.length < minBytes + 1000);
				assert.deepEqual(imageSize(padded), { width: 48, height: 32 });
				assertWhole(padded);
			}
			assert.equal(padImage(bytes, 10), bytes);
		});
	}

	test('a scene has the size and format asked for, and less of it with more compression', async () => {
		const spec = { prompt: 'a lighthouse', width: 256, height: 256 };
		for (const format of formats) {
			const bytes = await renderImage({ ...spec, format });
			assert.equal(sniffFormat(bytes), format);
			assert.deepEqual(imageSize(bytes), { width: 256, height: 256 });
			assertWhole(bytes);
			if (format !== 'png') {
				assert.ok((await renderImage({ ...spec, format, compression: 10 })).length < bytes.length / 2);
			}
		}
	});

	test('every subject can be drawn, whatever the prompt', async () => {
		const prompts =
			'fox,robot,avatar,coffee,flowers,rocket,sea,city,desert,mountain,forest,night,gradient,tiles,paper';
		for (const prompt of [...prompts.split(','), 'hills', '바다와 등대', '<&>"\u0007', '', '🦊'.repeat(9)]) {
			const bytes = await renderImage({ prompt, width: 96, height: 64, format: 'png' });
			assert.deepEqual(imageSize(bytes), { width: 96, height: 64 });
		}
	});

	test('the renderer draws in a worker, once for the same spec, and ends', async () => {
		const renderer = createRenderer();
		const spec = { prompt: 'hills', width: 64, height: 64, format: 'webp' } as const;
		const [first, second] = await Promise.all([renderer.render(spec), renderer.render({ ...spec })]);
		assert.equal(first, second);
		const late = renderer.render({ ...spec, prompt: 'late' });
		const rejected = assert.rejects(late, /closed/);
		await renderer.close();
		await rejected;
		await assert.rejects(renderer.render(spec), /closed/);
	});

	test('a caption has at most three lines, an ellipsis, and no missing glyphs', () => {
		const font = { advance: (codePoint: number) => (codePoint < 0x3000 ? 0.5 : null) };
		assert.deepEqual(captionLines('one two three', font, 4), ['one two', 'three']);
		assert.deepEqual(captionLines('aaaa bbbb cccc dddd', font, 2), ['aaaa', 'bbbb', 'ccc…']);
		assert.deepEqual(captionLines('abcdefghij', font, 2), ['abc…']);
		assert.deepEqual(captionLines('a good long prompt 🦊', font, 99), ['a good long prompt']);
		assert.deepEqual(captionLines('한글로만 쓴 글', font, 99), []);
		assert.deepEqual(captionLines('  ', font, 99), []);
	});

	test('over HTTP: full size, other pictures for the same prompt, the same ones at another quality', async () => {
		await using emulator = await startEmulator({ minBytes: 300_000 });
		const api = apiCaller(emulator);
		const load = async (input: Record<string, unknown>) => {
			const { json } = await api.finished({ prompt: 'geometric tiles', output_format: 'webp', ...input });
			return Buffer.from(await (await fetch(String(json.result))).arrayBuffer());
		};
		const first = await load({ aspect_ratio: '2:3' });
		assert.deepEqual(imageSize(first), { width: 1024, height: 1536 });
		assert.ok(first.length >= 300_000);
		assert.notDeepEqual(await load({ aspect_ratio: '2:3' }), first);
		assert.deepEqual(await load({ aspect_ratio: '2:3', quality: 'high' }), first);
	});

	test('drawing does not hold up an answer', async () => {
		await using emulator = await startEmulator({ durationMs: 0 });
		const api = apiCaller(emulator);
		const { json } = await api.finished({ prompt: 'mountains' });
		const order: string[] = [];
		const image = fetch(String(json.result))
			.then(response => response.arrayBuffer())
			.then(() => order.push('image'));
		await api.get(json.job_id);
		order.push('answer');
		await image;
		assert.deepEqual(order, ['answer', 'image']);
	});
});

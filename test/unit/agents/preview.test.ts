import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { encodePreview } from '../../../src/core/images/preview.ts';
import { emptyImage, type RgbaImage } from '../../../src/core/images/rgbaImage.ts';
import { imageHeader } from '../../../src/core/images/verifyImage.ts';
import { policy } from '../../../src/core/policy.ts';
import { localCodecs } from '../../support/imageCodecs.ts';

const codecs = localCodecs();

/** Nothing that a codec could make small. */
function noise(width: number, height: number, alpha: number): RgbaImage {
	const image = emptyImage(width, height);
	let seed = Buffer.from('noise');
	for (let at = 0; at < image.data.length; at += 4) {
		if (at % 32 === 0) {
			seed = createHash('sha256').update(seed).digest();
		}
		image.data.set([seed[at % 31] ?? 0, seed[(at + 7) % 31] ?? 0, seed[(at + 13) % 31] ?? 0, alpha], at);
	}
	return image;
}

suite('what a model sees of an image', () => {
	for (const [name, image, format] of [
		['noise', noise(1600, 1100, 255), 'jpeg'],
		['transparent noise', noise(1200, 1200, 100), 'png'],
	] as const) {
		test(`${name}: small enough, whatever it shows`, async () => {
			const { bytes, width, height } = await encodePreview(codecs, image);
			assert.ok(bytes.length <= policy.agents.imageBytes, `${bytes.length} bytes`);
			assert.deepEqual(imageHeader(bytes), { format, width, height });
			assert.ok(Math.max(width, height) <= policy.agents.longestSide);
			assert.ok(Math.abs(width / height - image.width / image.height) < 0.02);
		});
	}

	test('a small image keeps its size', async () => {
		const { width, height } = await encodePreview(codecs, noise(40, 20, 255));
		assert.deepEqual({ width, height }, { width: 40, height: 20 });
	});
});

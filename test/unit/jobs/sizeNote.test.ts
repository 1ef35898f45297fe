import assert from 'node:assert/strict';
import type { PixelSize } from '../../../src/core/images/pixelSize.ts';
import { sizeNotes } from '../../../src/host/texts/resultNotes.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';

suite('notes on the sizes of saved images', () => {
	const large = { width: 4096, height: 4096 };
	const small = { width: 2048, height: 100 };
	const made = (size?: PixelSize, image: PixelSize = size ?? { width: 1024, height: 1024 }) => ({
		intent: sampleIntent({ ...(size && { size }) }),
		image,
	});

	test('none where the size is right and nothing is more than doubled', () => {
		assert.deepEqual(sizeNotes([]), []);
		assert.deepEqual(sizeNotes([made(), made(small)]), []);
	});

	test('how far one was enlarged, and how many of several', () => {
		assert.deepEqual(sizeNotes([made(large)]), ['It was enlarged 4.0 times to the size you asked for.']);
		assert.deepEqual(sizeNotes([made(large), made(), made(small)]), [
			'1 of them had to be enlarged more than twice.',
		]);
	});

	test('what could not be brought to its size is told as it is, and not as enlarged', () => {
		const raw = made(large, { width: 1024, height: 1024 });
		assert.deepEqual(sizeNotes([raw]), ["It couldn't be resized to 4096 × 4096: it is 1024 × 1024."]);
		assert.deepEqual(sizeNotes([raw, made(large)]), [
			"1 of them couldn't be resized.",
			'1 of them had to be enlarged more than twice.',
		]);
	});
});

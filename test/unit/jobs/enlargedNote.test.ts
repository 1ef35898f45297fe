import assert from 'node:assert/strict';
import { enlargedNote } from '../../../src/core/jobs/enlargedNote.ts';
import type { PixelSize } from '../../../src/core/assets/pixelSize.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';

suite('the note on enlarged images', () => {
	const job = (size?: PixelSize) => ({ intent: sampleIntent({ ...(size && { size }) }) });
	const large = { width: 4096, height: 4096 };
	const small = { width: 2048, height: 100 };

	test('none where nothing is more than doubled', () => {
		assert.equal(enlargedNote([]), undefined);
		assert.equal(enlargedNote([job(), job(small)]), undefined);
	});

	test('how far one was enlarged, and how many of several', () => {
		assert.equal(enlargedNote([job(large)]), 'It was enlarged 4.0 × to the size that was asked for.');
		assert.equal(
			enlargedNote([job(large), job(), job(small)]),
			'1 of them had to be enlarged more than twice.',
		);
	});
});

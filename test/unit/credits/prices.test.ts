import assert from 'node:assert/strict';
import {
	formatCredits,
	formatPrice,
	priceOf,
	formatTotal,
	totalOf,
} from '../../../src/core/credits/prices.ts';
import type { Quality } from '../../../src/shared/model.ts';

suite('prices', () => {
	test('are those of the model page', () => {
		assert.deepEqual(
			(['low', 'medium', 'high', 'auto'] as const).map(quality => priceOf(quality)),
			[45, 176, 480, 480],
		);
	});

	test('show their arithmetic for several images', () => {
		assert.equal(formatPrice('high', 4), '4 × 480 = 1,920 credits');
		assert.equal(formatPrice('low', 1), '45 credits');
		assert.equal(formatCredits(1), '1 credit');
	});
});

suite('what several images cost together', () => {
	const images = (...qualities: Quality[]) => qualities.map(quality => ({ quality }));

	test('with the arithmetic where all cost the same', () => {
		assert.equal(formatTotal(images('low', 'low', 'low')), '3 × 45 = 135 credits');
		assert.equal(formatTotal(images('high')), '480 credits');
	});

	test('the sum alone where they differ', () => {
		assert.equal(formatTotal(images('low', 'high')), '525 credits');
		assert.equal(totalOf(images('low', 'high')), 525);
		assert.equal(formatTotal([]), '0 credits');
	});
});

import assert from 'node:assert/strict';
import { formatCredits, formatPrice, priceOf } from '../../../src/core/credits/prices.ts';

suite('prices', () => {
	test('are those of the model page', () => {
		assert.deepEqual(
			(['low', 'medium', 'high', 'auto'] as const).map(quality => priceOf(quality)),
			[45, 176, 480, 480],
		);
	});

	test('show their arithmetic for several images', () => {
		assert.equal(formatPrice('high', 4), '4 images × 480 = 1,920 credits');
		assert.equal(formatPrice('low', 1), '45 credits');
		assert.equal(formatCredits(1), '1 credit');
	});
});

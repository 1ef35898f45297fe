import assert from 'node:assert/strict';
import { priceOf, totalOf } from '../../../src/core/credits/prices.ts';
import { priceText, totalText } from '../../../src/host/texts/priceText.ts';
import { creditsText } from '../../../src/host/texts/units.ts';
import type { Quality } from '../../../src/shared/model.ts';

suite('prices', () => {
	test('are those of the model page', () => {
		assert.deepEqual(
			(['low', 'medium', 'high', 'auto'] as const).map(quality => priceOf(quality)),
			[45, 176, 480, 480],
		);
	});

	test('show their arithmetic for several images', () => {
		assert.equal(priceText('high', 4), '4 × 480 = 1,920 credits');
		assert.equal(priceText('low', 1), '45 credits');
		assert.equal(creditsText(1), '1 credit');
	});
});

suite('what several images cost together', () => {
	const images = (...qualities: Quality[]) => qualities.map(quality => ({ quality }));

	test('with the arithmetic where all cost the same', () => {
		assert.equal(totalText(images('low', 'low', 'low')), '3 × 45 = 135 credits');
		assert.equal(totalText(images('high')), '480 credits');
	});

	test('the sum alone where they differ', () => {
		assert.equal(totalText(images('low', 'high')), '525 credits');
		assert.equal(totalOf(images('low', 'high')), 525);
		assert.equal(totalText([]), '0 credits');
	});
});

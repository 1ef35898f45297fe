import assert from 'node:assert/strict';
import type { MissingImage } from '../../../src/core/links/missing.ts';
import { totalOf, totalText, type PricedImage } from '../../../src/host/missing/pricedImage.ts';

const image = (quality: PricedImage['quality']): PricedImage => ({
	image: {} as MissingImage,
	workspaceFolder: {} as never,
	quality,
	prompt: 'a fox',
});

suite('what missing images cost', () => {
	test('with the arithmetic where all cost the same', () => {
		assert.equal(totalText([image('low'), image('low'), image('low')]), '3 images × 45 = 135 credits');
		assert.equal(totalText([image('high')]), '480 credits');
	});

	test('the sum alone where folders have other qualities', () => {
		assert.equal(totalText([image('low'), image('high')]), '525 credits');
		assert.equal(totalOf([image('low'), image('high')]), 525);
		assert.equal(totalText([]), '0 credits');
	});
});

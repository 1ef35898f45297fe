import assert from 'node:assert/strict';
import { enlargement, parseSize, sizeText } from '../../../src/core/images/pixelSize.ts';
import { sizeTexts } from '../../../src/host/texts/sizeTexts.ts';

suite('sizes in pixels', () => {
	const cases: [text: string, size: [number, number] | undefined][] = [
		['1200x630', [1200, 630]],
		['1x1', [1, 1]],
		['8192x2048', [8192, 2048]],
		['4096x4096', [4096, 4096]],
		['8192x8192', undefined],
		['4097x4096', undefined],
		['8193x10', undefined],
		['0x10', undefined],
		['10x', undefined],
		['1200×630', undefined],
		['1200X630', undefined],
		['01x10', undefined],
		[' 10x10', undefined],
	];
	for (const [text, size] of cases) {
		test(`${text}: ${size?.join(' × ') ?? 'none'}`, () => {
			assert.deepEqual(parseSize(text), size && { width: size[0], height: size[1] });
			assert.equal(size === undefined ? text : sizeText({ width: size[0], height: size[1] }), text);
		});
	}

	test('an enlargement is that of the side that grows most', () => {
		assert.equal(enlargement({ width: 2048, height: 512 }, '1:1'), 2);
		assert.equal(enlargement({ width: 1536, height: 512 }, '3:2'), 1);
		assert.equal(enlargement({ width: 512, height: 3072 }, '2:3'), 2);
	});

	test('beyond twice, it is said', () => {
		assert.deepEqual(sizeTexts({ width: 2048, height: 2048 }, '1:1'), ['2048 × 2048']);
		assert.deepEqual(sizeTexts({ width: 4000, height: 2000 }, '3:2'), ['4000 × 2000', 'enlarged 2.6 times']);
	});
});

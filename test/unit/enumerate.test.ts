import assert from 'node:assert/strict';
import { listLines, nameImages } from '../../src/core/text/enumerate.ts';

suite('enumerate', () => {
	test('few images have names, many a number', () => {
		assert.equal(nameImages(['a.webp']), 'a.webp');
		assert.equal(nameImages(['a.webp', 'b.webp', 'c.webp']), 'a.webp, b.webp, c.webp');
		assert.equal(nameImages(['a', 'b', 'c', 'd']), '4 images');
	});

	test('ten lines, and how many more', () => {
		const lines = Array.from({ length: 12 }, (_, index) => `${index}`);
		assert.equal(listLines(lines.slice(0, 10)), lines.slice(0, 10).join('\n'));
		assert.equal(listLines(lines), [...lines.slice(0, 10), 'and 2 more'].join('\n'));
		assert.equal(listLines([]), '');
	});
});

import assert from 'node:assert/strict';
import { derivedSize } from '../../../src/core/images/derivedSize.ts';

suite('the size of a derived image', () => {
	const source = { width: 1536, height: 1024 };
	const cases = [
		['exactly the one that is said', { size: { width: 300, height: 300 } }, '300x300'],
		['that of the source, where none is', {}, '1536x1024'],
		['as wide as is said, in the same shape', { width: 400 }, '400x267'],
		['no wider than the source', { width: 1600 }, '1536x1024'],
		['never nothing', { width: 1 }, '1x1'],
	] as const;
	for (const [name, wanted, expected] of cases) {
		test(name, () => {
			const { width, height } = derivedSize(source, wanted);
			assert.equal(`${width}x${height}`, expected);
		});
	}
});

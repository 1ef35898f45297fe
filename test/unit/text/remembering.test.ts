import assert from 'node:assert/strict';
import { remembering } from '../../../src/core/text/remembering.ts';

suite('a function of a text that remembers', () => {
	test('computes a result once, also undefined, and forgets what is too much or too long', () => {
		const computed: string[] = [];
		const lengthOf = remembering(text => {
			computed.push(text);
			return text === 'none' ? undefined : text.length;
		}, 3);
		assert.deepEqual(['a', 'bb', 'a', 'none', 'none', 'bb'].map(lengthOf), [
			1,
			2,
			1,
			undefined,
			undefined,
			2,
		]);
		assert.deepEqual(computed, ['a', 'bb', 'none']);
		assert.equal(lengthOf('dddd'), 4);
		assert.equal(lengthOf('a'), 1);
		assert.deepEqual(computed.slice(3), ['dddd', 'a']);
		const long = 'x'.repeat(5000);
		assert.deepEqual([lengthOf(long), lengthOf(long)], [5000, 5000]);
		assert.equal(computed.filter(text => text === long).length, 2);
	});
});

import assert from 'node:assert/strict';
import { layerOf } from '../../scripts/layers.js';

suite('layers', () => {
	test('a path below src belongs to its first folder', () => {
		assert.equal(layerOf('core/api/client.ts'), 'core');
		assert.equal(layerOf('extension.ts'), 'extension.ts');
		assert.equal(layerOf('../test/x.ts'), undefined);
	});
});

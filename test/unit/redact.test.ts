import assert from 'node:assert/strict';
import { redact } from '../../src/core/text/redact.ts';
import { shorten } from '../../src/core/text/shorten.ts';

suite('redacting', () => {
	test('whatever looks like a key goes, and every secret that is known', () => {
		assert.equal(redact('x-api-key: cdt_abc-DEF.123, next'), 'x-api-key: cdt_…, next');
		assert.equal(redact('key=hunter2;', ['hunter2', '']), 'key=…;');
	});
});

suite('shortening', () => {
	test('keeps whole characters and one line', () => {
		assert.equal(shorten('a\n  fox', 10), 'a fox');
		assert.equal(shorten('🦊🦊🦊', 2), '🦊🦊…');
	});
});

import assert from 'node:assert/strict';
import { checkPrompt, maxPromptLength } from '../../../src/core/prompts/promptLimits.ts';

suite('checkPrompt', () => {
	for (const text of ['', '  ', '\n\t\r\n', '\u00a0\u3000', '\u0000\u202e', '\ufeff']) {
		test(`${JSON.stringify(text)} is empty`, () => {
			assert.deepEqual(checkPrompt(text), { kind: 'empty' });
		});
	}

	test('a prompt is cleaned and trimmed, its line breaks stay', () => {
		assert.deepEqual(checkPrompt(' a fox\r\nat\tnight\u202e '), { kind: 'valid', prompt: 'a fox\nat night' });
	});

	test('length is counted in code points', () => {
		const longest = '🦊'.repeat(maxPromptLength);
		assert.deepEqual(checkPrompt(longest), { kind: 'valid', prompt: longest });
		assert.deepEqual(checkPrompt(`${longest}a`), {
			kind: 'tooLong',
			length: maxPromptLength + 1,
			limit: maxPromptLength,
		});
	});
});

import assert from 'node:assert/strict';
import { promptFromFile } from '../../../src/core/prompts/promptFile.ts';

const cases: readonly (readonly [name: string, text: string, prompt: string])[] = [
	['plain text', 'a fox\n', 'a fox'],
	['a byte order mark', '\ufeffa fox', 'a fox'],
	['several lines stay', 'a fox\r\nat night\r\n', 'a fox\nat night'],
	['front matter', '---\ntitle: x\n---\n\na fox\n', 'a fox'],
	['front matter with CRLF and a byte order mark', '\ufeff---\r\ntitle: x\r\n---\r\na fox', 'a fox'],
	['front matter that ends in dots', '---\ntitle: x\n...\na fox', 'a fox'],
	['front matter without an end is text', '---\na fox', '---\na fox'],
	['a rule further down is text', 'a fox\n---\na bear', 'a fox\n---\na bear'],
	['nothing but front matter', '---\ntitle: x\n---\n', ''],
	['an empty file', '', ''],
	['Markdown stays as it is', '# A fox\n\n- at night', '# A fox\n\n- at night'],
	['foreign characters', 'a\u202e fox\u0000 ', 'a fox'],
];

suite('promptFromFile', () => {
	for (const [name, text, prompt] of cases) {
		test(name, () => {
			assert.equal(promptFromFile(text), prompt);
		});
	}
});

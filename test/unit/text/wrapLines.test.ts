import assert from 'node:assert/strict';
import { wrapLines } from '../../../src/core/text/wrapLines.ts';

suite('a text in lines', () => {
	test('breaks at spaces, and keeps every word', () => {
		const text =
			"The service couldn't make the image: The prompt was rejected.  It may have cost 45 credits.";
		for (let columns = 1; columns < 100; columns += 1) {
			const lines = wrapLines(text, columns);
			assert.equal(lines.join(' '), text.replace(/\s+/g, ' '));
			for (const line of lines) {
				assert.ok(line.length <= columns || !line.includes(' '), line);
			}
		}
		assert.deepEqual(wrapLines(text, 1000), [text.replace(/\s+/g, ' ')]);
	});

	test('wide characters take two columns', () => {
		assert.deepEqual(wrapLines('이미지를 저장할 수 없습니다', 12), ['이미지를', '저장할 수', '없습니다']);
	});

	test('of nothing has no lines', () => {
		assert.deepEqual(wrapLines('', 72), []);
		assert.deepEqual(wrapLines(' \n', 72), []);
	});
});

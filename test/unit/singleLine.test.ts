import assert from 'node:assert/strict';
import { singleLine } from '../../src/core/text/singleLine.ts';

suite('a text of several lines in a box of one', () => {
	test('keeps its words apart, and is as it was if it is not changed', () => {
		for (const [text, shown] of [
			['a red\nfox in\nthe snow', 'a red fox in the snow'],
			['a red  \r\n\r\n  fox', 'a red fox'],
			['a\u2028b\u2029c\rd', 'a b c d'],
			['\na fox\n', 'a fox'],
		] as const) {
			const line = singleLine(text);
			assert.equal(line.shown, shown);
			assert.equal(line.meant(shown), text);
			assert.equal(line.meant(`${shown} at night`), `${shown} at night`);
			assert.equal(line.meant(''), '');
		}
	});

	test('of one line stays as it is', () => {
		const { shown, meant } = singleLine(' a  fox ');
		assert.equal(shown, ' a  fox ');
		assert.equal(meant('a bear'), 'a bear');
	});
});

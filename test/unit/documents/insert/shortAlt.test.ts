import assert from 'node:assert/strict';
import { shortAlt } from '../../../../src/core/documents/insert/shortAlt.ts';

suite('the alternative text of a link', () => {
	for (const [name, text, expected] of [
		['one sentence stays', 'A fox runs.', 'A fox runs.'],
		['the first sentence', 'A fox runs. It is red, in watercolour.', 'A fox runs.'],
		['a number is no end', 'A fox, 2.5 metres long', 'A fox, 2.5 metres long'],
		['line breaks are spaces', 'A fox\nruns', 'A fox runs'],
		['a sentence of ideographs', '狐が走る。赤い。', '狐が走る。'],
		['cut at a word', `${'fox '.repeat(40)}runs`, 'fox '.repeat(31).trim()],
		['one long word', 'x'.repeat(200), 'x'.repeat(125)],
	] as const) {
		test(name, () => {
			assert.equal(shortAlt(text), expected);
		});
	}
});

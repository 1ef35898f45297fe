import assert from 'node:assert/strict';
import { shortAlt } from '../../../../src/core/documents/insert/shortAlt.ts';

suite('the alternative text of a link', () => {
	for (const [name, text, expected] of [
		['one sentence stays', 'A fox runs.', 'A fox runs.'],
		['the first sentence', 'A fox runs. It is red, in watercolour.', 'A fox runs.'],
		['a number is no end', 'A fox, 2.5 metres long', 'A fox, 2.5 metres long'],
		['line breaks are spaces', 'A fox\nruns', 'A fox runs'],
		['a sentence of ideographs', '狐が走る。赤い。', '狐が走る。'],
		['a title before a name', 'Dr. Smith near Mt. Fuji. Oil.', 'Dr. Smith near Mt. Fuji.'],
		['a number of a place', 'Café No. 5 at night. Neon.', 'Café No. 5 at night.'],
		['a sentence in Arabic', 'ثعلب أحمر في الثلج؟ واقعي', 'ثعلب أحمر في الثلج؟'],
		['a sentence in Hindi', 'लाल लोमड़ी। यथार्थवादी', 'लाल लोमड़ी।'],
		['a sentence in quotation marks', '"A red fox." In snow.', '"A red fox."'],
		['cut at a word', `${'fox '.repeat(40)}runs`, 'fox '.repeat(31).trim()],
		['one long word', 'x'.repeat(200), 'x'.repeat(125)],
	] as const) {
		test(name, () => {
			assert.equal(shortAlt(text), expected);
		});
	}
});

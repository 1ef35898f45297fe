import assert from 'node:assert/strict';
import { cleanLine, cleanText } from '../../../src/core/text/cleanText.ts';

const cases: readonly (readonly [name: string, text: string, cleaned: string])[] = [
	['C0 controls go', 'a\u0000b\u0008c\u001bd\u007fe', 'abcde'],
	['C1 controls go', 'a\u0080b\u009fc', 'abc'],
	['line breaks become LF', 'a\r\nb\rc\u0085d\u2028e\u2029f\u000bg\u000ch', 'a\nb\nc\nd\ne\nf\ng\nh'],
	['tabs become spaces', 'a\tb', 'a b'],
	['bidi controls go', 'a\u202eb\u2066c\u2069d\u200fe\u061cf', 'abcdef'],
	['a byte order mark goes', '\ufeffa', 'a'],
	['a lone surrogate is replaced', 'a\ud83eb\udd8a', 'a\ufffdb\ufffd'],
	['a pair stays', '🦊', '🦊'],
	['joiners stay', '👩‍🚀', '👩‍🚀'],
	['NFD becomes NFC', '한글', '한글'],
	['right-to-left text stays', 'שועל ثعلب', 'שועל ثعلب'],
];

suite('cleanText', () => {
	for (const [name, text, cleaned] of cases) {
		test(name, () => {
			assert.equal(cleanText(text), cleaned);
			assert.equal(cleanText(cleaned), cleaned);
		});
	}

	test('cleanLine leaves one line and single spaces', () => {
		assert.equal(cleanLine('  a\r\n\tb \u00a0 c\u3000d '), 'a b c d');
	});
});

import assert from 'node:assert/strict';
import { bytesText } from '../../src/host/texts/units.ts';
import { formatSize } from '../../src/shared/units.ts';
import { formatBytes } from '../../src/webview/texts.ts';

suite('units', () => {
	const cases: [number, string][] = [
		[0, '0 bytes'],
		[1, '1 byte'],
		[999, '999 bytes'],
		[1000, '1 kB'],
		[1549, '1.5 kB'],
		[9949, '9.9 kB'],
		[9950, '10 kB'],
		[182_400, '182 kB'],
		[999_499, '999 kB'],
		[999_500, '1 MB'],
		[4_200_000, '4.2 MB'],
		[64 * 1024 * 1024, '67 MB'],
		[5_000_000_000_000, '5,000 GB'],
	];
	for (const [bytes, text] of cases) {
		test(`${bytes} bytes are ${text}`, () => {
			assert.equal(formatBytes(bytes), text);
			assert.equal(bytesText(bytes), text);
		});
	}

	test('a size in pixels', () => {
		assert.equal(formatSize({ width: 1024, height: 768 }), '1024 × 768');
	});
});

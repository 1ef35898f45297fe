import assert from 'node:assert/strict';
import { resolvePathText } from '../../../src/core/assets/pathText.ts';

suite('a path that was given as text', () => {
	const cases: readonly (readonly [text: string, ignoresCase: boolean, path: string | RegExp])[] = [
		['img/a.png', false, '/w/Straße/img/a.png'],
		['/w/Straße/img/a.png', false, '/w/Straße/img/a.png'],
		['/w/other/../Straße/a.png', true, /parent|\.\./],
		['/W/STRASSE/img/a.png', false, /absolute/],
		// The folder's own spelling: it is no other folder, even where the disk has one.
		['/W/straße/IMG/a.png', true, '/w/Straße/IMG/a.png'],
		['/w/strasse/img/a.png', true, '/w/Straße/img/a.png'],
		['/w/other/a.png', true, /absolute/],
	];
	for (const [text, ignoresCase, expected] of cases) {
		test(`"${text}" where letter case ${ignoresCase ? 'is ignored' : 'counts'}`, () => {
			const resolve = () => resolvePathText(text, '/w/Straße', ['/w/Straße'], { ignoresCase });
			if (typeof expected === 'string') {
				assert.equal(resolve(), expected);
			} else {
				assert.throws(resolve, error => expected.test(JSON.stringify(error) + String(error)));
			}
		});
	}
});

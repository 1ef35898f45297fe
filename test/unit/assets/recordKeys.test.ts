import assert from 'node:assert/strict';
import { spelledIn } from '../../../src/core/assets/recordKeys.ts';

suite('how a record spells a path', () => {
	const nfc = 'img/caf\u00e9/a.png';
	const nfd = 'img/cafe\u0301/a.png';
	const cases: [what: string, paths: string[], path: string, ignoresCase: boolean, expected: string][] = [
		['as it is asked for', ['a.png', 'A.png'], 'A.png', true, 'A.png'],
		['in another normal form', ['b.png', nfc], nfd, false, nfc],
		['in other letters, where they are the same', ['Img/Hero.PNG'], 'img/hero.png', true, 'Img/Hero.PNG'],
		['in other letters, where they are not', ['Img/Hero.PNG'], 'img/hero.png', false, 'img/hero.png'],
		['with a needless segment', ['./a.png'], 'a.png', false, './a.png'],
		['as a folder of others', ['x.png', nfc], 'img/cafe\u0301', false, 'img/caf\u00e9'],
		['as a folder in other letters', ['A/B/c.png'], 'a/b', true, 'A/B'],
		['not at all', ['ab/c.png', ''], 'a', true, 'a'],
		['as a name like one of its own fields', ['a.png'], '__proto__', true, '__proto__'],
	];
	for (const [what, paths, path, ignoresCase, expected] of cases) {
		test(`65 ${what}: ${JSON.stringify(path)}`, () => {
			assert.equal(spelledIn(paths, path, ignoresCase), expected);
		});
	}
});

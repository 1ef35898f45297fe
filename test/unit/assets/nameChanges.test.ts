import assert from 'node:assert/strict';
import { assetFileName } from '../../../src/core/assets/assetFileName.ts';
import { nameChanges, type NameChange } from '../../../src/core/assets/nameChanges.ts';

suite('what is changed in a typed name', () => {
	const cases: readonly [typed: string, saved: string, changes: readonly NameChange[]][] = [
		['hero.webp', 'hero.webp', []],
		['hero', 'hero.webp', []],
		['v1.2', 'v1.2.webp', []],
		['con?:*.webp', 'con-.webp', [{ type: 'characters', characters: ['?', ':', '*'] }]],
		['con.webp', 'con-image.webp', [{ type: 'device', name: 'con' }]],
		['LPT1', 'LPT1-image.webp', [{ type: 'device', name: 'LPT1' }]],
		['hero.gif', 'hero.webp', [{ type: 'extension', extension: '.gif', format: 'webp' }]],
		['.hero.webp', 'hero.webp', [{ type: 'edges' }]],
		['hero. .webp', 'hero.webp', [{ type: 'edges' }]],
		['he\u202ero.webp', 'hero.webp', [{ type: 'invisible' }]],
		[
			'a|b|c<d>.svg',
			'a-b-c-d-.webp',
			[
				{ type: 'characters', characters: ['|', '<', '>'] },
				{ type: 'extension', extension: '.svg', format: 'webp' },
			],
		],
	];
	for (const [typed, saved, changes] of cases) {
		test(JSON.stringify(typed), () => {
			assert.equal(assetFileName(typed, 'webp'), saved);
			assert.deepEqual(nameChanges(typed, 'webp', saved), changes);
		});
	}

	test('a name that is too long, and one that is taken', () => {
		const typed = `${'long '.repeat(80)}.webp`;
		const saved = assetFileName(typed, 'webp');
		assert.ok(nameChanges(typed, 'webp', saved).some(({ type }) => type === 'long'));
		assert.deepEqual(nameChanges('hero.webp', 'webp', 'hero-1.webp'), [{ type: 'taken', name: 'hero.webp' }]);
	});

	test('whatever is changed has a reason', () => {
		const letters = ['a', 'B', '.', ' ', '?', ':', '\u200b', 'con', '.gif', '.png', 'é', '-', '🙂', '*'];
		for (let seed = 1; seed < 4000; seed += 1) {
			let rest = seed * 2_654_435_761;
			let typed = 'x';
			for (let index = 0; index < 5; index += 1) {
				typed = (index === 2 ? '' : typed) + (letters[Math.abs(rest) % letters.length] ?? '');
				rest = Math.floor(rest / letters.length);
			}
			const saved = assetFileName(typed, 'png');
			const isAsTyped = saved === typed || saved === `${typed}.png`;
			const changes = nameChanges(typed, 'png', saved);
			assert.equal(
				changes.length > 0,
				!isAsTyped,
				`${JSON.stringify(typed)} → ${saved}: ${JSON.stringify(changes)}`,
			);
		}
	});
});

import assert from 'node:assert/strict';
import { emptyRecord, setEntry, type AssetEntry } from '../../../src/core/assets/assetRecord.ts';
import { movePaths } from '../../../src/core/assets/movePaths.ts';

const entry: AssetEntry = {
	prompt: 'a fox',
	model: 'm',
	input: {},
	credits: 45,
	jobId: 'j',
	createdAt: '2026-11-24T10:00:00.000Z',
	sha256: 'ab'.repeat(32),
};
const record = ['a/x.webp', 'a/y.webp', 'ab/z.webp'].reduce(
	(made, path) => setEntry(made, path, { ...entry, prompt: path }),
	emptyRecord(),
);

suite('moved files in the record', () => {
	const cases: [name: string, moves: { from: string; to: string }[], paths: string[]][] = [
		['a file', [{ from: 'a/x.webp', to: 'b/x.webp' }], ['b/x.webp', 'a/y.webp', 'ab/z.webp']],
		['a folder, and not its namesake', [{ from: 'a', to: 'c/d' }], ['c/d/x.webp', 'c/d/y.webp', 'ab/z.webp']],
		['onto another one', [{ from: 'a/x.webp', to: 'a/y.webp' }], ['a/y.webp', 'ab/z.webp']],
		[
			'one after the other',
			[
				{ from: 'a', to: 'b' },
				{ from: 'b/x.webp', to: 'x.webp' },
			],
			['x.webp', 'b/y.webp', 'ab/z.webp'],
		],
	];
	for (const [name, moves, paths] of cases) {
		test(name, () => {
			assert.deepEqual(Object.keys(movePaths(record, moves).assets).sort(), [...paths].sort());
		});
	}

	test('what was derived from an image that moved is derived from it still', () => {
		const derived = setEntry(record, 'ab/small.webp', { ...entry, derivedFrom: 'a/x.webp' });
		for (const [move, from] of [
			[{ from: 'a/x.webp', to: 'n.webp' }, 'n.webp'],
			[{ from: 'a', to: 'b' }, 'b/x.webp'],
			[{ from: 'a/y.webp', to: 'n.webp' }, 'a/x.webp'],
		] as const) {
			assert.equal(movePaths(derived, [move]).assets['ab/small.webp']?.derivedFrom, from);
		}
	});

	test('an entry keeps what it says, and a record without it is the same record', () => {
		const moved = movePaths(record, [{ from: 'a/x.webp', to: 'n.webp' }]);
		assert.equal(moved.assets['n.webp']?.prompt, 'a/x.webp');
		assert.equal(movePaths(record, [{ from: 'other', to: 'b' }]), record);
	});
});

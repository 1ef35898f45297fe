import assert from 'node:assert/strict';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
	emptyRecord,
	parseRecord,
	serializeRecord,
	setEntry,
	shortenHistory,
	type AssetEntry,
	type AssetRecord,
} from '../../../src/core/assets/assetRecord.ts';
import { jsonFaultLine } from '../../../src/core/assets/jsonLine.ts';
import { movePaths } from '../../../src/core/assets/movePaths.ts';
import { salvageEntries } from '../../../src/core/assets/salvageRecord.ts';
import { policy } from '../../../src/core/policy.ts';
import { readWhole } from '../../../src/host/storage/readWhole.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const entry: AssetEntry = {
	prompt: 'a fox',
	model: 'm',
	input: {},
	credits: 45,
	jobId: 'j',
	createdAt: '2026-11-24T10:00:00.000Z',
	sha256: 'ab'.repeat(32),
};
const head = '{"version":1,"assets":{';
const whole = `"whole.png":${JSON.stringify(entry)}`;
const megabyte = 1_000_000;
const upTo = (piece: string): string => piece.repeat(megabyte / piece.length);

const recordWith = (names: readonly string[]): AssetRecord => ({
	...emptyRecord(),
	assets: Object.fromEntries(names.map(name => [name, { ...entry, derivedFrom: name }])),
});

// What took minutes for a tenth of this runs into the time limit of a test.
suite('a record that is made to hurt', () => {
	const hostile: readonly [name: string, text: string][] = [
		['objects that are never closed', head + upTo('"a":{')],
		['a string of quotes', `${head}"${upTo('\\"')}`],
		['quotes', head + upTo('"')],
		['brackets that are never closed', upTo('[')],
		['brackets that are closed', upTo('[') + upTo(']')],
		['brackets that were never opened', upTo('}')],
		['cut escapes', `${head}"${upTo('\\u')}`],
		['marks of conflicts', upTo('<<<<<<< a\n')],
		['sides of conflicts', head + upTo('<<<<<<< a\n"a":{\n=======\n"b":{\n>>>>>>> b\n')],
		['a mark without an end', `${head}\n<<<<<<<${upTo(' a')}`],
		['NUL', `${head}${upTo('\0')}`],
		['halves of surrogate pairs', `${head}"${upTo('\ud800')}`],
		['white space', `${head}${upTo(' \n')}`],
		['digits', `${head}"a":${upTo('9')}`],
		['entries in entries', upTo(`{${whole},"previous":`)],
		[
			'references that are none',
			`${head}"a":${JSON.stringify(entry).slice(0, -1)},"references":[${upTo('1,')}1]}}}`,
		],
	];
	for (const [name, text] of hostile) {
		test(`72 ${name}: a megabyte is read in one pass, and refused without a throw`, () => {
			assert.equal(parseRecord(text).ok, false);
			salvageEntries(text);
			jsonFaultLine(text);
		});
	}

	test('72 what is whole after it can still be read', () => {
		for (const before of [
			'"a":{'.repeat(10_000),
			'"a": "\\"\\"\\"\n'.repeat(1000),
			'}'.repeat(1000),
			'"x" '.repeat(999),
		]) {
			assert.deepEqual(
				salvageEntries(`${head}${before}\n${whole}`).get('whole.png'),
				entry,
				before.slice(0, 20),
			);
		}
		const missingQuote = `${head}"a.png: 1, ${whole}, ${whole.replace('whole', 'other')}}}`;
		assert.deepEqual([...salvageEntries(missingQuote).keys()].at(-1), 'other.png');
	});

	test('72 brackets within brackets are refused by their line, as deep as they may be', () => {
		const nested = (depth: number) =>
			`${head}\n"a":${JSON.stringify({ ...entry, x: 0 }).replace('"x":0', `"x":${'['.repeat(depth)}${']'.repeat(depth)}`)}}}`;
		const { depth } = policy.record;
		assert.ok(parseRecord(nested(depth - 3)).ok);
		for (const more of [depth - 2, 10_000, 1_000_000]) {
			const text = nested(more);
			assert.deepEqual(parseRecord(text), { ok: false, fault: { code: 'tooDeep', line: 2 } });
			assert.equal(salvageEntries(`${text} ${whole}`).has('whole.png'), true);
		}
	});

	test('72 keys of an object’s own machinery, and twice the same, are only keys', () => {
		const text = `${head}"__proto__":${JSON.stringify(entry)},"a":{"__proto__":{"placeholder":1},${whole.slice(13)}}}`;
		const parsed = parseRecord(text);
		assert.ok(parsed.ok);
		assert.deepEqual(Object.keys(parsed.record.assets), ['__proto__', 'a']);
		assert.equal(parsed.record.assets.a?.placeholder, undefined);
		assert.ok(salvageEntries(text).has('__proto__'));
		const bad = `${head}"__proto__":{"prompt":1}}}`;
		assert.equal(parseRecord(bad).ok, false);
		const twice = parseRecord(`${head}"a":1,"a":${JSON.stringify(entry)}}}`);
		assert.ok(twice.ok);
	});

	test('72 a number that JSON cannot write is none', () => {
		const parsed = parseRecord(`${head}${whole.replace(':45,', ':1e999,')}}}`);
		assert.deepEqual(parsed, {
			ok: false,
			fault: { code: 'invalid', line: 1, path: 'assets.whole.png.credits' },
		});
	});

	test('72 10,000 entries that move with their folder move in one pass', () => {
		const names = Array.from({ length: 10_000 }, (_, number) => `a/${number}.png`);
		const moved = movePaths(recordWith(names), [
			{ from: 'a', to: 'b/c' },
			...names.slice(0, 2000).map(name => ({ from: `b/c/${name.slice(2)}`, to: `d/${name.slice(2)}` })),
		]);
		assert.equal(Object.keys(moved.assets).length, 10_000);
		assert.equal(moved.assets['d/0.png']?.derivedFrom, 'd/0.png');
		assert.equal(moved.assets['b/c/9999.png']?.derivedFrom, 'b/c/9999.png');
	});

	test('72 an image that is replaced again and again does not make its entry too deep', () => {
		let last = entry;
		for (let count = 0; count < 300; count += 1) {
			last = { ...entry, credits: count, previous: shortenHistory(last) };
		}
		const written = serializeRecord(setEntry(emptyRecord(), 'a.png', last));
		assert.ok(parseRecord(written).ok);
		assert.equal(written.split('"previous"').length - 1, policy.record.previous);
	});

	test('73 a text above the ceiling is not looked at', () => {
		assert.deepEqual(parseRecord(' '.repeat(policy.record.bytes + 1)), {
			ok: false,
			fault: { code: 'tooLarge' },
		});
	});

	test('73, 74 of a file no more is read than is allowed, and nothing that has no end', async () => {
		const folder = await temporaryFolder('within');
		try {
			const path = join(folder.path, 'file');
			await assert.rejects(readWhole(path, 10), { code: 'ENOENT' });
			await assert.rejects(readWhole(join(path, 'x'), 10), { code: 'ENOENT' });
			await writeFile(path, '0123456789');
			assert.equal(Buffer.from(await readWhole(path, 10)).toString(), '0123456789');
			await assert.rejects(readWhole(path, 9), { code: 'tooLarge' });
			await truncate(path, 2 ** 40);
			await assert.rejects(readWhole(path, policy.record.bytes), { code: 'tooLarge' });
			await mkdir(join(folder.path, 'folder'));
			await assert.rejects(readWhole(join(folder.path, 'folder'), 10), { code: 'notAFile' });
			if (process.platform === 'linux') {
				await symlink('/dev/zero', join(folder.path, 'zero'));
				await assert.rejects(readWhole(join(folder.path, 'zero'), 10), { code: 'notAFile' });
				// Its size is said to be none.
				await symlink('/proc/self/status', join(folder.path, 'status'));
				await assert.rejects(readWhole(join(folder.path, 'status'), 10), { code: 'tooLarge' });
				assert.ok((await readWhole(join(folder.path, 'status'), 100_000)).length > 10);
			}
		} finally {
			await folder.remove();
		}
	});
});

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
	emptyRecord,
	parseRecord,
	serializeRecord,
	setEntry,
	type AssetEntry,
	type AssetRecord,
} from '../../../src/core/assets/assetRecord.ts';
import { conflictLine } from '../../../src/core/assets/conflictMarks.ts';
import { salvageEntries } from '../../../src/core/assets/salvageRecord.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

function entry(prompt: string): AssetEntry {
	return {
		prompt,
		model: 'openai/gpt-image-2',
		input: { aspect_ratio: '1:1', quality: 'low' },
		credits: 45,
		jobId: 'job',
		createdAt: '2026-11-24T10:00:00.000Z',
		sha256: 'ab'.repeat(32),
	};
}

const recordOf = (...names: string[]): AssetRecord =>
	names.reduce(
		(record, name) => setEntry(record, `assets/${name}.webp`, entry(`{ "${name}" }`)),
		emptyRecord(),
	);

suite('a record that is damaged', () => {
	test('whatever is whole in it can be read', () => {
		const text = serializeRecord(recordOf('a', 'b', 'c'));
		assert.deepEqual([...salvageEntries(text).keys()], ['assets/a.webp', 'assets/b.webp', 'assets/c.webp']);
		const cut = text.slice(0, text.indexOf('assets/c.webp') + 60);
		assert.deepEqual([...salvageEntries(cut).keys()], ['assets/a.webp', 'assets/b.webp']);
		const damaged = text.replace('"prompt": "{ \\"b\\" }"', '"prompt": {');
		assert.deepEqual([...salvageEntries(damaged).keys()], ['assets/a.webp', 'assets/c.webp']);
		assert.equal(salvageEntries('').size, 0);
		assert.equal(salvageEntries('{"'.repeat(50_000)).size, 0);
	});

	test('a conflict is one only with both its ends', () => {
		assert.equal(conflictLine('a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\n'), 2);
		assert.equal(conflictLine('{"prompt": "<<<<<<< HEAD"}'), undefined);
		assert.equal(conflictLine('<<<<<<< HEAD\n'), undefined);
	});
});

suite('a record in git', function () {
	this.timeout(20_000);
	let folder: Awaited<ReturnType<typeof temporaryFolder>>;

	setup(async () => {
		folder = await temporaryFolder('merge');
		await git('init', '-q', '-b', 'main');
		await git('config', 'user.name', 'Test');
		await git('config', 'user.email', 'test@example.com');
	});
	teardown(() => folder.remove());

	const git = (...args: string[]) => promisify(execFile)('git', args, { cwd: folder.path });
	const file = () => join(folder.path, '.vscode/image-assets.json');
	async function commit(record: AssetRecord): Promise<void> {
		await mkdir(join(folder.path, '.vscode'), { recursive: true });
		await writeFile(file(), serializeRecord(record));
		await git('add', '-A');
		await git('commit', '-q', '-m', 'Change the record');
	}

	test('two branches that each add and change images merge by themselves', async () => {
		const base = recordOf('b', 'd', 'f', 'h');
		await commit(base);
		await git('checkout', '-q', '-b', 'other');
		await commit(setEntry(setEntry(base, 'assets/a.webp', entry('a')), 'assets/h.webp', entry('new h')));
		await git('checkout', '-q', 'main');
		await commit(setEntry(setEntry(base, 'assets/c.webp', entry('c')), 'assets/e.webp', entry('e')));
		await git('merge', '-q', 'other');
		const merged = parseRecord(await readFile(file(), 'utf8'));
		assert.ok(merged.ok);
		assert.deepEqual(
			Object.entries(merged.record.assets).map(([path, { prompt }]) => `${path}: ${prompt}`),
			[
				'assets/a.webp: a',
				'assets/b.webp: { "b" }',
				'assets/c.webp: c',
				'assets/d.webp: { "d" }',
				'assets/e.webp: e',
				'assets/f.webp: { "f" }',
				'assets/h.webp: new h',
			],
		);
	});

	test('where both add at the same place, the conflict is told with its line, and all of both can be read', async () => {
		await commit(recordOf('a', 'z'));
		await git('checkout', '-q', '-b', 'other');
		await commit(recordOf('a', 'm', 'z'));
		await git('checkout', '-q', 'main');
		await commit(recordOf('a', 'n', 'z'));
		await assert.rejects(git('merge', '-q', 'other'));
		const text = await readFile(file(), 'utf8');
		const line = text.split('\n').findIndex(each => each.startsWith('<<<<<<<')) + 1;
		const parsed = parseRecord(text);
		assert.deepEqual(parsed, { ok: false, fault: { code: 'conflict', line } });
		const paths = [...salvageEntries(text).keys()].sort();
		assert.deepEqual(
			paths,
			['a', 'm', 'n', 'z'].map(name => `assets/${name}.webp`),
		);
	});
});

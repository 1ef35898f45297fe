import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workspace } from 'vscode';
import { exists, inWorkspace, noteMessages, run, service, withSettings, type Said } from './hostBench.ts';

const recordFile = '.vscode/image-assets.json';

interface RecordText {
	version: number;
	assets: Record<string, Record<string, unknown>>;
}

async function readRecord(): Promise<RecordText> {
	const bytes = await workspace.fs.readFile(inWorkspace(recordFile));
	return JSON.parse(Buffer.from(bytes).toString()) as RecordText;
}

suite('the record of how images were made', () => {
	let said: Said[] = [];
	let restore: () => void;

	setup(async () => {
		await service.clear();
		await rm(inWorkspace('.vscode').fsPath, { recursive: true, force: true });
		({ said, restore } = await noteMessages());
	});
	teardown(async () => {
		restore();
		await rm(inWorkspace('.vscode').fsPath, { recursive: true, force: true });
	});

	test('holds prompt, style, parameters, price and hash, by the path of the image', async () => {
		await withSettings({ style: 'flat paper cut' }, async () => {
			const [path = ''] = await run('generate', { prompt: 'A recorded fox', outputCompression: 70 });
			const text = Buffer.from(await workspace.fs.readFile(inWorkspace(recordFile))).toString();
			const { version, assets } = JSON.parse(text) as RecordText;
			const bytes = await workspace.fs.readFile(inWorkspace(path));
			const { createdAt, jobId, predictionId, ...entry } = assets[path] ?? {};
			assert.equal(version, 1);
			assert.deepEqual(entry, {
				prompt: 'A recorded fox',
				style: 'flat paper cut',
				model: 'openai/gpt-image-2',
				input: {
					aspect_ratio: '1:1',
					quality: 'low',
					background: 'auto',
					output_format: 'webp',
					output_compression: 70,
					moderation: 'auto',
				},
				credits: 45,
				sha256: createHash('sha256').update(bytes).digest('hex'),
			});
			assert.match(String(createdAt), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
			assert.match(String(jobId), /^[0-9a-f-]{36}$/);
			const [created] = await service.jobs();
			assert.equal(predictionId, created?.id);
			assert.ok(text.endsWith('}\n'));
		});
	});

	test('several images at once are all in it, and what others wrote stays', async () => {
		const other = { version: 1, note: 'mine', assets: {} };
		await workspace.fs.writeFile(inWorkspace(recordFile), Buffer.from(JSON.stringify(other)));
		const saved = await run('generate', { prompt: 'recorded together', count: 4 });
		const record = await readRecord();
		assert.deepEqual(Object.keys(record.assets).sort(), saved.toSorted());
		assert.equal((record as unknown as { note: string }).note, 'mine');
		assert.deepEqual(await readdir(inWorkspace('.vscode').fsPath), ['image-assets.json']);
	});

	test('keepRecord off: the workspace gets none', async () => {
		await withSettings({ keepRecord: false }, async () => {
			assert.equal((await run('generate', { prompt: 'in private' })).length, 1);
		});
		assert.equal(await exists(recordFile), false);
	});

	test('a damaged file is reported with its line, and left as it is; the image is saved', async () => {
		const content = '{\n\t"version": 1,\n<<<<<<< HEAD\n\t"assets": {}\n}\n';
		await workspace.fs.writeFile(inWorkspace(recordFile), Buffer.from(content));
		assert.equal((await run('generate', { prompt: 'beside a conflict' })).length, 1);
		const complaint = said.find(({ severity }) => severity === 'error');
		assert.match(complaint?.message ?? '', /isn't valid JSON \(line 3\), so nothing was added/);
		assert.deepEqual(complaint?.buttons, ['Open File']);
		assert.equal(Buffer.from(await workspace.fs.readFile(inWorkspace(recordFile))).toString(), content);
	});

	test('a .vscode that leads out of the workspace gets nothing', async () => {
		const outside = await mkdtemp(join(tmpdir(), 'outside-'));
		await symlink(outside, inWorkspace('.vscode').fsPath);
		assert.equal((await run('generate', { prompt: 'not out there' })).length, 1);
		assert.deepEqual(await readdir(outside), []);
		assert.ok(said.some(({ message }) => message.includes('outside the workspace')));
		await rm(inWorkspace('.vscode').fsPath);
	});
});

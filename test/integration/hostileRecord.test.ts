import assert from 'node:assert/strict';
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { workspace } from 'vscode';
import { inWorkspace, noteMessages, run, service, type Said } from './hostBench.ts';

const recordFile = '.vscode/image-assets.json';
const whole = '{"version":1,"assets":{';

suite('a record that is made to hurt', () => {
	let said: Said[] = [];
	let restore: () => void;

	setup(async () => {
		await service.clear();
		await rm(inWorkspace('.vscode').fsPath, { recursive: true, force: true });
		await mkdir(inWorkspace('.vscode').fsPath);
		({ said, restore } = await noteMessages());
	});
	teardown(async () => {
		restore();
		await rm(inWorkspace('.vscode').fsPath, { recursive: true, force: true });
	});

	const hostile: readonly [name: string, text: string][] = [
		['objects that are never closed', whole + '"a":{'.repeat(40_000)],
		['a string of quotes that never ends', `${whole}"${'\\"'.repeat(100_000)}`],
		['brackets within brackets', `${whole}"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`],
	];
	for (const [name, text] of hostile) {
		test(`72 ${name}: others have their turn, and the image is saved beside it`, async () => {
			// The watcher reads it unasked, and again for the image. It took two minutes, and so ended the test.
			await workspace.fs.writeFile(inWorkspace(recordFile), Buffer.from(text));
			// When it has been read does not show: a moment lets the watcher begin, and sooner is as good for the test.
			await setTimeout(2000);
			assert.equal((await run('generate', { prompt: 'beside a hostile record' })).length, 1);
			assert.equal(await readFile(inWorkspace(recordFile).fsPath, 'utf8'), text);
			assert.equal(said.filter(({ message }) => message.includes('image-assets.json')).length, 1);
		});
	}

	test('73 one of more than 32 MiB is not read, left as it is, and reported once', async () => {
		const file = await open(inWorkspace(recordFile).fsPath, 'w');
		await file.write(whole);
		await file.truncate(32 * 1024 * 1024 + 1);
		await file.close();
		const before = await stat(inWorkspace(recordFile).fsPath);
		for (const prompt of ['one beside a large record', 'another beside a large record']) {
			assert.equal((await run('generate', { prompt })).length, 1);
		}
		const after = await stat(inWorkspace(recordFile).fsPath);
		assert.deepEqual([after.size, after.mtimeMs, after.ino], [before.size, before.mtimeMs, before.ino]);
		assert.equal(said.filter(({ message }) => message.includes('is larger than ')).length, 1);
	});
});

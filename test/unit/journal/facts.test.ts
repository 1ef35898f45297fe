import assert from 'node:assert/strict';
import nodeFs from 'node:fs/promises';
import { join } from 'node:path';
import type { Job } from '../../../src/core/jobs/job.ts';
import { createJournalFolder, openJob, type JournalFolder } from './journalFolder.ts';
import { accepted, sent, staged } from './sampleEvents.ts';

suite('facts of the journal', () => {
	let folder: JournalFolder;

	setup(async () => {
		folder = await createJournalFolder();
	});
	teardown(() => folder.dispose());

	const pathOf = (id: string, name: string) => join(folder.root, 'jobs/v1', id, name);

	/** A job that the window before left as accepted; then its file is changed. */
	async function leave(name: string, change: (fact: Record<string, unknown>) => object): Promise<string> {
		const a = folder.window();
		const id = await openJob(a, sent, accepted, staged);
		await a.journal.release(id);
		const text = await nodeFs.readFile(pathOf(id, name), 'utf8').catch(() => '{}');
		const fact = JSON.parse(text) as Record<string, unknown>;
		await nodeFs.writeFile(pathOf(id, name), JSON.stringify({ ...fact, ...change(fact) }));
		return id;
	}

	const target = { workspaceFolder: 'file:///site', folder: '/site/assets', name: 'fox' };
	const notOurs: [what: string, change: object][] = [
		['a workspace folder that is a path', { target: { ...target, workspaceFolder: '/just/a/path' } }],
		['a workspace folder without a scheme', { target: { ...target, workspaceFolder: 'site' } }],
		['a workspace folder with a broken escape', { target: { ...target, workspaceFolder: 'file:///%ff%' } }],
		['a workspace folder with two roots', { target: { ...target, workspaceFolder: 'untitled://' } }],
		['a folder that is not absolute', { target: { ...target, folder: 'assets' } }],
		['a folder with a NUL', { target: { ...target, folder: '/site/\0' } }],
		['a name with a folder', { target: { ...target, name: '../fox' } }],
		['no name', { target: { ...target, name: '' } }],
		['a moment that no clock shows', { createdAt: 1e300 }],
		['a size of nothing', { size: { width: 0, height: -1 } }],
		['a compression beyond its range', { request: { outputCompression: 1e9 } }],
	];
	for (const [what, change] of notOurs) {
		test(`84 an intent with ${what} is set aside, and keeps no other from going on`, async () => {
			const other = await openJob(folder.window(), sent, accepted);
			await leave('intent.json', ({ request }) =>
				'request' in change ? { request: { ...(request as object), ...(change.request as object) } } : change,
			);
			const { journal } = folder.window();
			const found = await journal.pending();
			assert.deepEqual(
				found.map(({ intent }) => intent.id),
				[other],
			);
			assert.equal(folder.damaged.length, 1);
		});
	}

	const extras: [what: keyof Job['intent'], value: unknown][] = [
		['link', { document: 'no uri', mode: 'insert', anchor: { text: '', before: '', after: '' } }],
		['link', 7],
		['source', 'fox.png'],
		['remakes', ''],
		['variants', [{ path: '../x' }]],
		['variants', [{ path: '/x', width: -1 }]],
	];
	for (const [name, value] of extras) {
		test(`84 a damaged ${name} (${JSON.stringify(value)}) is left out; the image that is paid for is not`, async () => {
			const id = await leave('intent.json', () => ({ [name]: value }));
			const [job] = await folder.window().journal.pending();
			assert.equal(job?.intent.id, id);
			assert.equal(job.phase, 'ready');
			assert.equal(job.intent[name], undefined);
			assert.deepEqual(folder.damaged, []);
		});
	}

	const facts: [file: string, value: object, phase: string][] = [
		['target.json', { index: -1, uri: 'file:///site/assets/fox.png' }, 'ready'],
		['target.json', { index: 0, uri: 'fox.png' }, 'ready'],
		['retarget.json', { ...target, workspaceFolder: 'nowhere' }, 'ready'],
		['parked.json', { problem: { kind: 'key' }, until: 1e300 }, 'ready'],
		[
			'stage.json',
			{ images: [{ format: 'png', width: -5, height: 1, sha256: 'ab'.repeat(32) }] },
			'accepted',
		],
	];
	for (const [file, value, phase] of facts) {
		test(`84 ${file} with ${JSON.stringify(value)} does not count`, async () => {
			const id = await leave(file, () => value);
			const job = await folder.window().journal.read(id);
			assert.equal(job?.phase, phase);
			assert.equal(job.target, undefined);
			assert.equal(job.parked, undefined);
			assert.equal(job.intent.target.workspaceFolder, target.workspaceFolder);
		});
	}

	test('84 a folder that cannot be read for now keeps no other from being found', async () => {
		const bad = await openJob(folder.window(), sent, accepted);
		const good = await openJob(folder.window(), sent, accepted);
		const broken: typeof folder.files = {
			...folder.files,
			read: (path, from) =>
				path.includes(bad) ? Promise.reject(new Error('EIO')) : folder.files.read(path, from),
		};
		const { journal } = folder.window({ files: broken });
		for (const find of [() => journal.pending(), () => journal.list()]) {
			assert.deepEqual(
				(await find()).map(({ intent }) => intent.id),
				[good],
			);
		}
	});
});

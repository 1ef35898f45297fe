import assert from 'node:assert/strict';
import nodeFs from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Job } from '../../../src/core/jobs/job.ts';
import { isOpen } from '../../../src/core/jobs/jobActions.ts';
import { policy } from '../../../src/core/policy.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';
import { filling } from '../state/failingFs.ts';
import { createJournalFolder, openJob, type JournalFolder } from './journalFolder.ts';
import { accepted, dismissed, failed, saved, sent, staged, notified, unknown } from './sampleEvents.ts';

suite('finished jobs', () => {
	let folder: JournalFolder;

	setup(async () => {
		folder = await createJournalFolder();
	});
	teardown(() => folder.dispose());

	const dayFiles = () => folder.files.list('jobs/finished');
	const folders = () => folder.files.list('jobs/v1');

	test('85 a job that is over and told is put away when it is given back, and can still be read', async () => {
		const a = folder.window();
		const id = await openJob(a, sent, accepted, staged, saved, notified);
		const before = await a.journal.read(id);
		await a.journal.release(id);
		assert.deepEqual(await folders(), []);
		assert.equal((await dayFiles()).length, 1);
		const other = folder.window().journal;
		assert.deepEqual(await other.read(id), before);
		assert.deepEqual(await other.finished(), [before]);
		assert.deepEqual(await other.pending(), []);
		assert.deepEqual(await other.list(), []);
	});

	test('a job whose names say that it is over, and whose facts are lost, is taken up again', async () => {
		const a = folder.window();
		const id = await openJob(a, sent, accepted, staged, saved, notified);
		const path = (name: string) => `jobs/v1/${id}/${name}`;
		for (const name of ['stage.json', 'saved.json', 'told.json']) {
			await folder.files.write(path(name), '');
		}
		const [found, ...others] = await folder.window().journal.pending();
		assert.deepEqual(others, []);
		assert.equal(found?.intent.id, id);
		assert.equal(found.phase, 'accepted');
	});

	test('what may still bring something stays in its folder', async () => {
		const a = folder.window();
		const ids = [
			await openJob(a, sent, accepted, staged),
			await openJob(a, sent, unknown, notified),
			await openJob(a, sent, accepted, staged, notified, dismissed),
			await openJob(a, sent, accepted, failed),
		];
		await Promise.all(ids.map(id => a.journal.release(id)));
		await folder.window().journal.pending();
		assert.deepEqual((await folders()).sort(), ids.sort());
		assert.deepEqual(await dayFiles(), []);
	});

	test('those that are not saved are the open ones of all, whatever their prompts hold, also later on', async () => {
		const a = folder.window();
		const ends = [
			[failed, notified],
			[staged, saved, notified],
			[failed, notified, dismissed],
		];
		const prompts = ['a fox', ',"saved.json":"', '{"dismissed.json":"x"}', '\\",\\"saved.json\\":\\"'];
		const ids: string[] = [];
		for (const prompt of prompts) {
			for (const end of ends) {
				const intent = sampleIntent({ prompt });
				await a.journal.open(intent);
				for (const event of [sent, accepted, ...end]) {
					await a.journal.record(intent.id, event);
				}
				await a.journal.release(intent.id);
				ids.push(intent.id);
			}
		}
		const other = folder.window().journal;
		const idsOf = (jobs: readonly Job[]) => jobs.map(({ intent }) => intent.id).sort();
		const expected = ids.filter((_, index) => index % ends.length === 0);
		assert.deepEqual(idsOf(await other.finishedOpen()), expected.sort());
		assert.deepEqual(idsOf((await other.finished()).filter(isOpen)), expected);
		// Dismissed in another window: gone from both.
		const [first = ''] = expected;
		await a.journal.claim(first);
		await a.journal.record(first, dismissed);
		await a.journal.release(first);
		assert.deepEqual(idsOf(await other.finishedOpen()), expected.slice(1));
		assert.deepEqual(idsOf((await other.finished()).filter(isOpen)), expected.slice(1));
	});

	test('a failed job can be taken again, and goes back when it was dismissed', async () => {
		const a = folder.window();
		const id = await openJob(a, sent, accepted, failed, notified);
		await a.journal.release(id);
		const b = folder.window();
		assert.equal((await b.journal.finished())[0]?.phase, 'failed');
		assert.equal((await b.journal.claim(id))?.phase, 'failed');
		assert.deepEqual(await folders(), [id]);
		await b.journal.record(id, dismissed);
		await b.journal.release(id);
		assert.deepEqual(await folders(), []);
		assert.equal((await folder.window().journal.read(id))?.dismissed, true);
		assert.deepEqual(await b.journal.finished(), []);
		assert.deepEqual(await folder.window().journal.finished(), []);
	});

	test('two windows that want the same finished job: one gets it', async () => {
		const a = folder.window();
		const id = await openJob(a, sent, accepted, failed, notified);
		await a.journal.release(id);
		const windows = Array.from({ length: 4 }, () => folder.window());
		const found = await Promise.all(windows.map(({ journal }) => journal.claim(id)));
		assert.equal(found.filter(job => job !== undefined).length, 1);
	});

	test('many windows put jobs away at once: every one is found', async () => {
		const clock = createSystemClock();
		const windows = Array.from({ length: 4 }, () => folder.window({ clock }));
		const ids = await Promise.all(
			windows.flatMap(window =>
				Array.from({ length: 10 }, () => openJob(window, sent, accepted, failed, notified)),
			),
		);
		await Promise.all(ids.map(async (id, index) => windows[Math.floor(index / 10)]?.journal.release(id)));
		// What another window kept from being put away is put away at a later look.
		const { journal } = folder.window({ clock });
		while ((await folders()).length > 0) {
			await journal.pending();
			await delay(5);
		}
		const found = (await journal.finished()).map(({ intent }) => intent.id);
		assert.deepEqual(found.sort(), ids.sort());
	});

	test('38 on a full disk it stays in its folder, and is put away once there is room', async () => {
		let full = false;
		const files = diskState(folder.root, { clock: createSystemClock(), fs: filling(() => full) });
		const a = folder.window({ files });
		const id = await openJob(a, sent, accepted, staged, saved, notified);
		full = true;
		await a.journal.release(id).catch(() => undefined);
		assert.deepEqual(await folders(), [id]);
		assert.equal((await folder.window().journal.read(id))?.phase, 'saved');
		full = false;
		folder.time.advance(policy.lease.heartbeat);
		while ((await folders()).length > 0) {
			await a.journal.pending();
			await delay(5);
		}
		assert.equal((await a.journal.read(id))?.phase, 'saved');
	});

	test('a line that a crash cut short hides no other', async () => {
		const a = folder.window();
		const one = await openJob(a, sent, accepted, failed, notified);
		await a.journal.release(one);
		const [name = ''] = await dayFiles();
		await nodeFs.appendFile(join(folder.root, 'jobs/finished', name), '\n{"id":"8c1b7d1e-0000');
		const two = await openJob(a, sent, accepted, failed, notified);
		await a.journal.release(two);
		for (const { journal } of [a, folder.window()]) {
			const found = (await journal.finished()).map(({ intent }) => intent.id);
			assert.deepEqual(found.sort(), [one, two].sort());
		}
	});

	test('lines that are no job of ours are passed over', async () => {
		const a = folder.window();
		const id = await openJob(a, sent, accepted, failed, notified);
		await a.journal.release(id);
		const [name = ''] = await dayFiles();
		const path = join(folder.root, 'jobs/finished', name);
		const text = await nodeFs.readFile(path, 'utf8');
		const strange = [
			'null',
			'[]',
			'{"id":"../x","texts":{}}',
			`{"id":"${id}","texts":{"intent.json":1}}`,
			'\0',
		];
		await nodeFs.writeFile(path, `${strange.join('\n')}\n${text}${strange.join('\n')}\n`);
		const { journal } = folder.window();
		assert.equal((await journal.finished()).length, 1);
		assert.equal((await journal.claim(id))?.phase, 'failed');
	});

	test('85 beyond its ceiling the oldest day goes', async () => {
		await folder.files.write('jobs/finished/2026-01-01.jsonl', new Uint8Array(1024));
		await nodeFs.truncate(join(folder.root, 'jobs/finished/2026-01-01.jsonl'), policy.journal.finishedBytes);
		const a = folder.window();
		const id = await openJob(a, sent, accepted, failed, notified);
		await a.journal.release(id);
		await a.journal.sweep();
		const names = await dayFiles();
		assert.equal(names.length, 1);
		assert.notEqual(names[0], '2026-01-01.jsonl');
		assert.equal((await a.journal.read(id))?.phase, 'failed');
	});
});

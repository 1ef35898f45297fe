import assert from 'node:assert/strict';
import nodeFs from 'node:fs/promises';
import { join } from 'node:path';
import { whyOf } from '../../../src/core/jobs/failure.ts';
import { isTerminal, type Job } from '../../../src/core/jobs/job.ts';
import { policy } from '../../../src/core/policy.ts';
import { recoveryOf } from '../../../src/core/jobs/recovery.ts';
import { reduceJob, newJob, type JobEvent } from '../../../src/core/jobs/reducer.ts';
import { seededRandom } from '../../emulator/random.ts';
import { createJournalFolder, recordAll, type JournalFolder } from './journalFolder.ts';
import {
	accepted,
	dismissed,
	failed,
	notAccepted,
	saved,
	savedImage,
	sent,
	stagedImage,
	notified,
	unknown,
} from './sampleEvents.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';

const both: JobEvent & { readonly type: 'staged' } = { type: 'staged', images: [stagedImage, stagedImage] };
const targeted: JobEvent = { type: 'targeted', index: 0, uri: savedImage.uri };
const parked: JobEvent = { type: 'parked', parking: { problem: { kind: 'key' }, until: 8 } };

/** Jobs that together have every file that there is. */
const histories: Record<string, JobEvent[]> = {
	'not sent': [],
	sent: [sent],
	'sent twice, and waiting': [sent, notAccepted, parked, { type: 'resumed' }, { ...sent, send: 2 }],
	'refused, and parked': [sent, notAccepted, parked],
	accepted: [sent, accepted, { type: 'running' }],
	'being cancelled': [sent, accepted, { type: 'cancelling' }, parked],
	'half saved': [
		sent,
		accepted,
		both,
		targeted,
		saved,
		{ type: 'parked', parking: { problem: { kind: 'save', code: 'readOnly', ...whyOf('') } } },
		{ type: 'retargeted', target: { workspaceFolder: 'file:///site', folder: '/site/other', name: 'fox' } },
		{ type: 'resumed' },
		{ type: 'targeted', index: 1, uri: savedImage.uri },
	],
	'half loaded': [sent, accepted, { type: 'loaded', index: 0, image: stagedImage }],
	'of more than are saved': [sent, accepted, { ...both, more: ['https://user:pw@example.com/2.png?a=%20'] }],
	'to be loaded again': [sent, accepted, both, targeted, { type: 'unstaged' }],
	saved: [sent, accepted, both, targeted, { type: 'saved', images: [savedImage, savedImage] }, notified],
	'failed there': [sent, accepted, failed, notified],
	refused: [sent, notAccepted, { type: 'failed', problem: { kind: 'credits' } }, notified],
	'cancelled before it was sent': [{ type: 'cancelled' }],
	'cancelled there': [sent, accepted, { type: 'cancelled', problem: { kind: 'forgotten' } }],
	unknown: [sent, unknown, notified],
	'unknown and dismissed': [sent, unknown, dismissed],
	'unknown until its answer came': [sent, unknown, notified, accepted],
};

/** What can become of a file. */
const damages: Record<string, (content: Buffer) => Buffer | string> = {
	empty: () => '',
	half: content => content.subarray(0, Math.floor(content.length / 2)),
	'without its last byte': content => content.subarray(0, -1),
	garbage: content => {
		const random = seededRandom('garbage');
		return Buffer.from(Array.from(content, () => Math.floor(random() * 256)));
	},
	zeros: content => Buffer.alloc(content.length),
	'no object': () => 'null',
	'a list': () => '[{"version":1}]',
	'an empty object': () => '{}',
	'a newline more': content => Buffer.concat([content, Buffer.from('\n')]),
	'wrong types': content =>
		content.toString().replace(/"(\w+)":("[^"]*"|-?\d+)/g, (_all, key: string, value: string) => {
			return `"${key}":${value.startsWith('"') ? '7' : '"x"'}`;
		}),
	'deeper than it should be': content => `{"intent":${content.toString()}}`,
};

suite('a damaged journal', () => {
	let folder: JournalFolder;

	setup(async () => {
		folder = await createJournalFolder();
	});
	teardown(() => folder.dispose());

	/** A job with this history, which no window has, and its state. */
	async function write(events: readonly JobEvent[], createdAt = 0): Promise<Job> {
		const { journal } = folder.window();
		const intent = sampleIntent({ createdAt });
		await journal.open(intent);
		await recordAll(journal, intent.id, events);
		await journal.release(intent.id);
		return events.reduce(reduceJob, newJob(intent));
	}

	const pathOf = (id: string, name = '') => join(folder.root, 'jobs/v1', id, name);

	for (const [name, events] of Object.entries(histories)) {
		test(`each file of a job that is ${name}, damaged in each way`, async () => {
			const before = await write(events);
			const { id } = before.intent;
			const { journal } = folder.window();
			assert.deepEqual(
				await journal.read(id),
				before.phase === 'running' ? { ...before, phase: 'accepted' } : before,
			);
			const files = await folder.contents(`jobs/v1/${id}`);
			const names = [...files.keys()].filter(file => !/^(?:lease|stage)\.\d+$/.test(file));
			const last = `sent.${before.sends}`;
			const mayBeAccepted = files.has(last) && !files.has(`un${last}`);
			for (const file of names) {
				const content = files.get(file) ?? Buffer.of();
				for (const [damage, damaged] of Object.entries(damages)) {
					const what = `${file}: ${damage}`;
					await nodeFs.writeFile(pathOf(id, file), damaged(content));
					const after = await journal.read(id);
					if (after === undefined) {
						assert.equal(file, 'intent.json', what);
						const [quarantined] = folder.damaged.splice(0);
						assert.ok(quarantined, what);
						// All of it was kept; back with it for the next damage.
						assert.deepEqual(
							[...(await folder.contents(quarantined.folder)).keys()].sort(),
							[...files.keys()].sort(),
						);
						await folder.files.move(quarantined.folder, `jobs/v1/${id}`);
					} else {
						checkSafe(before, after, file, what, mayBeAccepted);
					}
				}
				await nodeFs.writeFile(pathOf(id, file), content);
			}
			assert.deepEqual(folder.damaged, []);
		});
	}

	function checkSafe(before: Job, after: Job, file: string, what: string, mayBeAccepted: boolean): void {
		assert.deepEqual(after.intent.request, before.intent.request, what);
		assert.equal(after.sends, before.sends, what);
		assert.equal(after.notified, before.notified, what);
		assert.equal(after.dismissed, before.dismissed, what);
		assert.equal(after.cancelling, before.cancelling, what);
		if (mayBeAccepted) {
			assert.notEqual(after.phase, 'intent', what);
		}
		if (file !== 'job.json') {
			assert.equal(after.predictionId, before.predictionId, what);
			assert.equal(after.acceptedAt, before.acceptedAt, what);
		}
		if (before.predictionId === undefined && isTerminal(before.phase)) {
			// What is over is not sent, whatever happens to its note.
			assert.notEqual(recoveryOf(after, before.intent.createdAt).type, 'drive', what);
		}
	}

	test('a lost note of an earlier send does not make a job look unsent', async () => {
		const job = await write(histories['sent twice, and waiting'] ?? []);
		await nodeFs.rm(pathOf(job.intent.id, 'sent.1'));
		assert.deepEqual(await folder.window().journal.read(job.intent.id), job);
	});

	test('what a crash left of a note of sending stands for any key', async () => {
		const { intent } = await write([sent]);
		await nodeFs.writeFile(pathOf(intent.id, 'sent.1'), '{"keyFi');
		const job = await folder.window().journal.read(intent.id);
		assert.deepEqual([job?.phase, job?.keyFingerprint], ['sent', '']);
	});

	test('58 a damaged entry is set aside and reported once, and the others go on', async () => {
		const jobs: Job[] = [];
		for (let number = 0; number < 4; number += 1) {
			jobs.push(await write([sent, accepted], number));
		}
		const { intent } = await write([sent, accepted], 2);
		const whole = await folder.contents(`jobs/v1/${intent.id}`);
		await nodeFs.writeFile(pathOf(intent.id, 'intent.json'), '{"version":1,"id"');
		const [a, b] = [folder.window(), folder.window()];
		const found = await Promise.all([a.journal.list(), b.journal.pending(), a.journal.pending()]);
		for (const list of found) {
			assert.deepEqual(list, jobs);
		}
		assert.equal(folder.damaged.length, 1);
		const [{ folder: setAside, detail } = { folder: '', detail: '' }] = folder.damaged;
		assert.equal(setAside, `jobs/damaged/${intent.id}-${folder.time.now()}`);
		assert.notEqual(detail, '');
		const kept = await folder.contents(setAside);
		assert.deepEqual(kept.get('job.json'), whole.get('job.json'));
		assert.deepEqual(kept.get('sent.1'), whole.get('sent.1'));
		assert.equal(await b.journal.claim(intent.id), undefined);
		for (const { intent: other } of jobs) {
			assert.equal((await b.journal.claim(other.id))?.predictionId, 'job_1');
		}
		folder.time.advance(2 * policy.journal.keep);
		await a.journal.sweep();
		assert.deepEqual(await folder.contents(setAside), kept);
		assert.equal(folder.damaged.length, 1);
	});

	test('58 a damaged entry that is claimed is set aside, too', async () => {
		const { intent } = await write([sent]);
		await nodeFs.writeFile(pathOf(intent.id, 'intent.json'), 'null');
		const { journal } = folder.window();
		assert.equal(await journal.claim(intent.id), undefined);
		assert.equal(folder.damaged.length, 1);
		assert.equal(await journal.holds(intent.id), false);
		assert.deepEqual(await folder.files.list('jobs/v1'), []);
	});

	test('58 an entry that cannot be set aside is passed over', async () => {
		const job = await write([sent, accepted]);
		const { intent } = await write([sent]);
		await nodeFs.writeFile(pathOf(intent.id, 'intent.json'), 'null');
		await nodeFs.writeFile(join(folder.root, 'jobs/damaged'), 'a file');
		const { journal } = folder.window();
		assert.deepEqual(await journal.list(), [job]);
		assert.deepEqual(folder.damaged, []);
		assert.deepEqual((await folder.files.list('jobs/v1')).length, 2);
	});

	test('52 the entry of a newer version is left alone, untouched', async () => {
		const job = await write([sent, accepted]);
		const { intent } = await write([]);
		const newer = {
			'intent.json': '{"version":2,"something":"else"}',
			'sent.1': 'of another form',
			'job.json': '[]',
			'told.json': '1',
		};
		for (const [name, text] of Object.entries(newer)) {
			await nodeFs.writeFile(pathOf(intent.id, name), text);
		}
		const before = await folder.contents(`jobs/v1/${intent.id}`);
		const { journal } = folder.window();
		assert.deepEqual(await journal.list(), [job]);
		assert.deepEqual(await journal.pending(), [job]);
		assert.equal(await journal.read(intent.id), undefined);
		folder.time.advance(100 * policy.journal.keep);
		await journal.sweep();
		assert.deepEqual(await folder.contents(`jobs/v1/${intent.id}`), before);
		assert.deepEqual(folder.damaged, []);
	});

	test('an empty folder, and one that came to no intent, are passed over', async () => {
		const job = await write([sent, accepted]);
		const [empty, started] = [sampleIntent().id, sampleIntent().id];
		await nodeFs.mkdir(pathOf(empty));
		await folder.files.write(`jobs/v1/${started}/lease.1`, 'somebody', 'quick');
		const { journal } = folder.window();
		assert.deepEqual(await journal.list(), [job]);
		assert.deepEqual(await journal.pending(), [job]);
		assert.equal(await journal.read(empty), undefined);
		await journal.sweep();
		assert.equal((await folder.files.list('jobs/v1')).length, 3);
		assert.deepEqual(folder.damaged, []);
	});

	test('what is no job is passed over', async () => {
		const job = await write([sent, accepted]);
		await folder.files.write('jobs/v1/.DS_Store', '');
		await folder.files.write('jobs/v1/notes/intent.json', '{}');
		const { journal } = folder.window();
		assert.deepEqual(await journal.list(), [job]);
		for (const id of ['../x', 'notes', '', '..', 'a/b']) {
			await assert.rejects(journal.read(id), /Not the id of a job/);
			await assert.rejects(journal.claim(id), /Not the id of a job/);
		}
		folder.time.advance(100 * policy.journal.keep);
		await journal.sweep();
		assert.deepEqual((await folder.files.list('jobs/v1')).length, 3);
	});
});

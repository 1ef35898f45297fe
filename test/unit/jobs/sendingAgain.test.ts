import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { Job } from '../../../src/core/jobs/job.ts';
import type { Intent } from '../../../src/core/jobs/intent.ts';
import { folderOf } from '../../../src/core/jobs/journal/jobsFolder.ts';
import { successorOf } from '../../../src/core/jobs/successor.ts';
import { StateError } from '../../../src/core/state/stateFiles.ts';
import { UserError } from '../../../src/core/userError.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';
import { apiKey } from './jobBench.ts';
import { createJobWindows, looksUntilGone, type JobWindow, type JobWindows } from './jobWindow.ts';

suite('sending again', () => {
	let emulator: Emulator;
	let windows: JobWindows;

	setup(async () => {
		emulator = await startEmulator({ images: 'tiny', durationMs: 1 });
		windows = await createJobWindows();
	});
	teardown(async () => {
		await windows.dispose();
		await emulator.close();
	});

	/** A job whose call broke before the service had it: nothing was charged, but that is unknown. */
	async function unknownJob(window: JobWindow): Promise<Job> {
		emulator.faults.add({ on: 'create', kind: 'resetAfterBody', accepted: false });
		const intent = sampleIntent({ apiBaseUrl: emulator.baseUrl });
		await window.open(intent);
		const job = await window.run(intent);
		assert.equal(job?.phase, 'unknown');
		assert.equal(emulator.ledger.total, 0);
		return job;
	}

	/** What the button does. */
	async function press(window: JobWindow, job: Job): Promise<Job | undefined> {
		const renewed = await window.jobs.renew(job, successorOf(job, Date.now()));
		assert.ok('intent' in renewed, 'there is no limit');
		return window.run(renewed.intent);
	}

	/** One press went through, each of the others was told why not; one image was charged and saved. */
	function assertOnce(presses: readonly PromiseSettledResult<Job | undefined>[], intent: Intent): void {
		const carriedOut = presses.filter(({ status }) => status === 'fulfilled');
		assert.equal(carriedOut.length, 1);
		for (const each of presses) {
			assert.ok(each.status === 'fulfilled' || each.reason instanceof UserError, inspect(each));
		}
		assertCharged(intent);
	}

	const inspect = (result: PromiseSettledResult<unknown>) =>
		result.status === 'rejected' ? String(result.reason) : result.status;

	function assertCharged({ credits }: Intent): void {
		assert.equal(emulator.ledger.entries.length, 1);
		assert.equal(emulator.ledger.total, credits);
		assert.equal(windows.saved.length, 1);
	}

	for (const pause of [0, 5, 50]) {
		test(`77 pressed twice in one window, ${pause} ms apart: charged once`, async () => {
			const a = windows.window();
			const job = await unknownJob(a);
			const second = async () => {
				await (pause > 0 && delay(pause));
				return press(a, job);
			};
			assertOnce(await Promise.allSettled([press(a, job), second()]), job.intent);
		});

		test(`77 pressed in two windows, ${pause} ms apart: charged once`, async () => {
			const a = windows.window();
			const b = windows.window();
			const job = await unknownJob(a);
			const second = async () => {
				await (pause > 0 && delay(pause));
				return press(b, job);
			};
			assertOnce(await Promise.allSettled([press(a, job), second()]), job.intent);
		});
	}

	test('77 pressed again after it was sent again: charged once', async () => {
		const a = windows.window();
		const job = await unknownJob(a);
		await press(a, job);
		await assert.rejects(press(a, job), UserError);
		await assert.rejects(press(windows.window(), job), UserError);
		assertCharged(job.intent);
	});

	test('77 pressed after it was dismissed: nothing is charged', async () => {
		const a = windows.window();
		const job = await unknownJob(a);
		await a.jobs.dismiss(job);
		await assert.rejects(press(windows.window(), job), UserError);
		assert.deepEqual(emulator.ledger.entries, []);
	});

	test('77 pressed while the new one runs, the old one still being listed: charged once, and saved', async () => {
		emulator.setOptions({ durationMs: 60_000 });
		const dismissal = (job: Job) => `${folderOf(job.intent.id)}/dismissed.json`;
		const job = await unknownJob(windows.window());
		const a = windows.window({
			files: {
				...windows.files,
				write: (path, ...given) =>
					path === dismissal(job)
						? Promise.reject(new StateError('There is no room'))
						: windows.files.write(path, ...given),
			},
		});
		const first = press(a, job);
		while (emulator.ledger.entries.length === 0) {
			await delay(5);
		}
		await assert.rejects(press(a, job), UserError);
		await assert.rejects(press(windows.window(), job), UserError);
		emulator.finish();
		assert.equal((await first)?.phase, 'saved');
		assertCharged(job.intent);
		assert.equal((await a.ledger.today()).spent, 2 * job.intent.credits);
	});

	for (const when of ['before', 'after'] as const) {
		test(`77 killed before the old job was dismissed, and pressed ${when} the new one was recovered: charged once`, async () => {
			const job = await unknownJob(windows.window());
			const dismissal = `${folderOf(job.intent.id)}/dismissed.json`;
			const killed = Promise.withResolvers<undefined>();
			const a = windows.window({
				files: {
					...windows.files,
					write(path, ...given) {
						if (path === dismissal) {
							a.crash();
							killed.resolve(undefined);
							return new Promise(() => undefined);
						}
						return windows.files.write(path, ...given);
					},
				},
			});
			void press(a, job);
			await killed.promise;

			const b = windows.window();
			const isSaved = () => windows.saved.length > 0;
			if (when === 'after') {
				await b.lookOn(looksUntilGone, isSaved);
				assert.ok(isSaved());
			}
			// Refused as long as the window that was killed may be alive, and then because there is a successor.
			let refusals = 0;
			for (; refusals < looksUntilGone && (await b.board.list()).some(isOld); refusals += 1) {
				await assert.rejects(press(b, job), UserError);
				await delay(40);
			}
			assert.ok(refusals > 0);
			await b.lookOn(looksUntilGone, isSaved);
			assertCharged(job.intent);

			function isOld(listed: { readonly job: Job }): boolean {
				return listed.job.intent.id === job.intent.id && listed.job.dismissed !== true;
			}
		});
	}

	test('86 a list that is out of date sends nothing twice, and saves nothing twice', async () => {
		const a = windows.window();
		const intent = sampleIntent({ apiBaseUrl: emulator.baseUrl });
		await a.open(intent);
		const asListed = await a.read(intent);
		const ended = await a.jobs.drive(asListed, { ask: true });
		assert.equal(ended?.phase, 'saved');
		// Between the end and the words for it, the list shows the job as it stood.
		const again = await a.jobs.drive(asListed, { ask: true });
		assert.equal(again?.phase, 'saved');
		assert.deepEqual(await a.jobs.standing([again]), [again], 'the user would not be told');
		assertCharged(intent);
	});

	/** A job that came to rest without a key, which was not reported yet; a key is there from now on. */
	async function parkedWithoutKey(): Promise<{ a: JobWindow; intent: Intent; parked: Job }> {
		const secrets: { key?: string } = {};
		const get = () => Promise.resolve(secrets.key);
		const a = windows.window({ keys: { get, ask: get } });
		const intent = sampleIntent({ apiBaseUrl: emulator.baseUrl });
		await a.open(intent);
		const parked = await a.jobs.drive(await a.read(intent), { ask: true });
		assert.equal(parked?.parked?.problem.kind, 'key');
		assert.deepEqual(await a.jobs.standing([parked]), [parked]);
		secrets.key = apiKey;
		return { a, intent, parked };
	}

	test('86 what was sent again and saved meanwhile is not reported in its earlier state', async () => {
		const { a, intent, parked } = await parkedWithoutKey();
		assert.equal((await a.run(intent))?.phase, 'saved');
		assertCharged(intent);
		// The order that it belongs to still waits for others.
		assert.equal(a.jobs.isLatest(parked), false);
		assert.deepEqual(await a.jobs.standing([parked]), []);
	});

	test('86 what another window has taken meanwhile is not reported in its earlier state', async () => {
		const { a, intent, parked } = await parkedWithoutKey();
		await windows.files.write(`${folderOf(intent.id)}/lease.2`, 'another window');
		assert.deepEqual(await a.jobs.standing([parked]), []);
	});

	test('86 the same where recovery has taken the job up, and the list does not know it yet', async () => {
		const gone = windows.window();
		const intent = sampleIntent({ apiBaseUrl: emulator.baseUrl });
		await gone.open(intent);
		gone.crash();
		const b = windows.window();
		const asListed = await b.read(intent);
		await b.lookOn(looksUntilGone, () => windows.saved.length > 0);
		await b.jobs.drive(asListed, { ask: true });
		assertCharged(intent);
	});

	test('86 a cancel that meets recovery taking the job up is obeyed', async () => {
		const gone = windows.window();
		const intent = sampleIntent({ apiBaseUrl: emulator.baseUrl });
		await gone.open(intent);
		gone.crash();
		const b = windows.window();
		const job = await b.read(intent);
		// Until the lease of the window that is gone may be taken, no window works on it.
		while (await b.journal.isTaken(intent.id)) {
			await delay(10);
		}
		await Promise.all([b.recoverer.look(), b.jobs.cancel(job)]);
		await b.lookOn(looksUntilGone, () => b.notified.length > 0);
		while (await b.journal.isTaken(intent.id)) {
			await delay(10);
		}
		assert.equal((await b.journal.read(intent.id))?.phase, 'cancelled');
		assert.equal(emulator.ledger.total, 0);
	});
});

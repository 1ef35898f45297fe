import assert from 'node:assert/strict';
import nodeFs from 'node:fs/promises';
import type { Intent } from '../../../src/core/jobs/intent.ts';
import type { KeyStore } from '../../../src/core/jobs/service/jobService.ts';
import type { JobReferences } from '../../../src/core/jobs/ports.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { StateError } from '../../../src/core/state/stateFiles.ts';
import { UserError } from '../../../src/core/userError.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import type { DiskFs } from '../../../src/host/storage/durableFs.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';
import { failure, filling } from '../state/failingFs.ts';
import { apiKey } from './jobBench.ts';
import { createJobWindows, looksUntilGone, type JobWindow, type JobWindows } from './jobWindow.ts';

/** How many looks it takes until a window has done everything that it does by itself. */
const enough = 6;

suite('cancelling and dismissing', () => {
	let emulator: Emulator;
	let windows: JobWindows;
	let full: boolean;
	/** Whether nothing can be removed either. */
	let stuck: boolean;

	setup(async () => {
		emulator = await startEmulator({ images: 'tiny', durationMs: 1 });
		windows = await createJobWindows();
		full = false;
		stuck = false;
	});
	teardown(async () => {
		await windows.dispose();
		await emulator.close();
	});

	const intent = () => sampleIntent({ apiBaseUrl: emulator.baseUrl });
	/** Those that reached the service. */
	const sent = () => emulator.ledger.entries.map(({ idempotencyKey }) => idempotencyKey);

	/** A window whose disk is full, or refuses everything, when the test says so. */
	function troubledWindow(options: Parameters<JobWindows['window']>[0] = {}): JobWindow {
		const filled = filling(() => full);
		const refused = () => Promise.reject(failure('EROFS'));
		const fs: DiskFs = {
			...filled,
			rm: (...given) => (stuck ? refused() : nodeFs.rm(...given)),
			// Under Windows a file is cut before it is removed.
			open: (...given) => (stuck && given[1] === 'r+' ? refused() : filled.open(...given)),
		};
		const files = diskState(windows.root, { clock: createSystemClock(), fs });
		return windows.window({ files, ...options });
	}

	/** Nothing is sent: neither by the window itself, nor by another one, also once the first is gone. */
	async function assertNeverSent(window: JobWindow, cancelled: Intent): Promise<void> {
		const other = windows.window();
		await Promise.all([window.lookOn(enough), other.lookOn(enough)]);
		window.crash();
		await other.lookOn(looksUntilGone);
		assert.ok(!sent().includes(cancelled.id), 'it was sent after all');
	}

	/** Input images whose upload takes until the job is cancelled. */
	function untilCancelled(): { readonly references: JobReferences; readonly begun: Promise<void> } {
		const begun = Promise.withResolvers<undefined>();
		return {
			begun: begun.promise,
			references: {
				resolve: (_intent, _sender, signal) => {
					begun.resolve(undefined);
					return new Promise((_, reject) => {
						signal.addEventListener('abort', () => {
							reject(signal.reason as Error);
						});
					});
				},
			},
		};
	}

	for (const action of ['cancel', 'dismiss'] as const) {
		test(`76 ${action} of a job that nobody has, where a full disk gives no lease: said, and never sent`, async () => {
			const left = windows.window();
			const job = intent();
			await left.open(job);
			await left.journal.release(job.id);
			const a = troubledWindow();
			full = true;
			await assert.rejects(a.jobs[action](await a.read(job)), UserError);
			full = false;
			await assertNeverSent(a, job);
		});
	}

	test('77 a job that is being dismissed is not sent meanwhile', async () => {
		const a = windows.window();
		const job = intent();
		await a.open(job);
		await a.journal.release(job.id);
		const atRest = await a.read(job);
		const [, driven] = await Promise.all([a.jobs.dismiss(atRest), a.jobs.drive(atRest, { ask: true })]);
		assert.equal(driven, undefined);
		assert.deepEqual(sent(), []);
		await assertNeverSent(a, job);
	});

	test('76 cancelled before its turn on a full disk: it is never sent', async () => {
		emulator.setOptions({ durationMs: 60_000 });
		const a = troubledWindow({ parallelJobs: () => 1 });
		const [first, second] = [intent(), intent()];
		await a.open(first, second);
		const running = a.run(first);
		while (sent().length === 0) {
			await a.lookOn(1);
		}
		const waiting = a.run(second);
		await a.lookOn(2);
		full = true;
		await a.jobs.cancel(await a.read(second));
		const end = await waiting;
		assert.equal(end?.phase, 'cancelled');
		assert.equal(end.parked, undefined);
		full = false;
		emulator.finish();
		await running;
		assert.equal((await a.ledger.today()).spent, first.credits);
		await assertNeverSent(a, second);
	});

	test('76 cancelled while its images are uploaded, on a full disk: it is never sent', async () => {
		const { references, begun } = untilCancelled();
		const a = troubledWindow({ references });
		const job = intent();
		await a.open(job);
		const end = a.run(job);
		await begun;
		full = true;
		await a.jobs.cancel(await a.read(job));
		assert.equal((await end)?.phase, 'cancelled');
		full = false;
		assert.equal((await a.ledger.today()).spent, 0);
		await assertNeverSent(a, job);
	});

	test('76 cancelled on a full disk, and killed before there is room: it is never sent', async () => {
		const a = troubledWindow({ parallelJobs: () => 0 });
		const job = intent();
		await a.open(job);
		const end = a.run(job);
		await a.lookOn(1);
		full = true;
		await a.jobs.cancel(await a.read(job));
		assert.equal((await end)?.phase, 'cancelled');
		a.crash();
		full = false;
		await windows.window().lookOn(looksUntilGone);
		assert.deepEqual(sent(), []);
	});

	for (const when of ['before its turn', 'while its images are uploaded']) {
		test(`76 cancelled ${when}, where nothing can be noted or removed: it is kept, and said`, async () => {
			const { references, begun } = untilCancelled();
			const early = when === 'before its turn';
			const a = troubledWindow({ references, parallelJobs: () => (early ? 0 : 1) });
			const job = intent();
			await a.open(job);
			const end = a.run(job);
			await (early ? a.lookOn(1) : begun);
			full = true;
			stuck = true;
			await a.jobs.cancel(await a.read(job));
			const atRest = await end;
			assert.equal(atRest?.phase, 'intent');
			assert.equal(atRest.parked?.problem.kind, 'unnoted');

			const other = windows.window();
			await Promise.all([a.lookOn(enough), other.lookOn(enough)]);
			assert.deepEqual(sent(), []);
			assert.ok(await a.journal.read(job.id), 'it was removed although nothing can be');

			full = false;
			stuck = false;
			for (
				let beats = 0;
				beats < looksUntilGone && (await other.journal.read(job.id)) !== undefined;
				beats += 1
			) {
				await other.lookOn(1);
			}
			assert.equal(await other.journal.read(job.id), undefined);
			await assertNeverSent(a, job);
		});
	}

	for (const end of ['closed', 'killed']) {
		test(`76 an order that fails as it is written down, and cannot be taken back until its window is ${end}: it is never sent`, async () => {
			const { files } = windows;
			let fails = true;
			const failing = <T>(task: () => Promise<T>) => (fails ? Promise.reject(new StateError('EIO')) : task());
			const a = windows.window({
				files: {
					...files,
					async write(path, ...given) {
						// The note is there, though that is not certain; a user who closes the window has only this one to rely on.
						await (end === 'closed' && path.startsWith('jobs/cancels/') && failing(() => Promise.resolve()));
						await files.write(path, ...given);
						await (path.endsWith('/intent.json') && failing(() => Promise.resolve()));
					},
					remove: (...given) => failing(() => files.remove(...given)),
				},
			});
			const job = intent();
			await assert.rejects(a.open(job), StateError);
			assert.ok(await windows.window().journal.read(job.id), 'it was taken back');
			if (end === 'closed') {
				fails = false;
				await a.jobs.dispose();
			}
			a.crash();
			await windows.window().lookOn(looksUntilGone);
			assert.deepEqual(sent(), []);
		});
	}

	const listed = async (window: JobWindow, { id }: Intent) =>
		(await window.board.list()).some(({ job }) => job.intent.id === id && job.dismissed !== true);

	const noKey = () => Promise.resolve(undefined);
	const withoutKey: KeyStore = { get: noKey, ask: noKey };

	for (const held of [true, false]) {
		const whose = held ? 'that the window still has' : 'that was given back';

		test(`76 a job ${whose} and that may have cost is not dismissed on a full disk, and stays on the list`, async () => {
			const a = troubledWindow();
			emulator.faults.add({ on: 'create', kind: 'resetAfterBody', accepted: false });
			const job = intent();
			await a.open(job);
			const end = await a.jobs.drive(await a.read(job), { ask: true });
			assert.equal(end?.phase, 'unknown');
			await (held || a.jobs.markNotified(end));
			full = true;
			await assert.rejects(a.jobs.dismiss(end), UserError);
			full = false;
			assert.ok(await listed(a, job));
			assert.ok(await listed(windows.window(), job));
			assert.equal((await a.ledger.today()).spent, job.credits);
			await a.jobs.dismiss(await a.read(job));
			assert.ok(!(await listed(windows.window(), job)));
			assert.equal((await a.ledger.today()).spent, 0);
		});

		test(`76 a job ${whose} and that can be neither noted nor removed is not dismissed`, async () => {
			const a = troubledWindow({ keys: withoutKey });
			const job = intent();
			await a.open(job);
			const end = await a.jobs.drive(await a.read(job), { ask: true });
			assert.equal(end?.parked?.problem.kind, 'key');
			await (held || a.jobs.markNotified(end));
			full = true;
			stuck = true;
			await assert.rejects(a.jobs.dismiss(end), UserError);
			full = false;
			stuck = false;
			assert.ok(await listed(a, job));
			await assertNeverSent(a, job);
		});
	}

	test('76 a job that was never sent is dismissed on a full disk, for good', async () => {
		const a = troubledWindow({ keys: withoutKey });
		const job = intent();
		await a.open(job);
		const end = await a.jobs.drive(await a.read(job), { ask: true });
		assert.equal(end?.parked?.problem.kind, 'key');
		full = true;
		await a.jobs.dismiss(end);
		full = false;
		assert.ok(!(await listed(a, job)));
		assert.equal((await a.ledger.today()).spent, 0);
		a.recoverer.tryAgain('key');
		await assertNeverSent(a, job);
	});

	test('83 a cancel of before does not count for what is generated later', async () => {
		const stored: { key?: string } = {};
		const key = () => Promise.resolve(stored.key);
		const a = windows.window({ keys: { get: key, ask: key } });
		const job = intent();
		await a.open(job);
		const parked = await a.jobs.drive(await a.read(job), { ask: true });
		assert.equal(parked?.parked?.problem.kind, 'key');
		// The window still has it, so another one can only ask.
		await windows.window().jobs.cancel(parked);
		assert.ok(await a.journal.isCancelRequested(job.id));
		await a.jobs.markNotified(parked);
		stored.key = apiKey;
		assert.equal((await a.run(job))?.phase, 'saved');
		assert.deepEqual(sent(), [job.id]);
	});

	test('83 a look for cancels that began before does not count for what is generated later', async () => {
		const stored: { key?: string } = {};
		const key = () => Promise.resolve(stored.key);
		const listed = Promise.withResolvers<undefined>();
		const goOn = Promise.withResolvers<undefined>();
		let holds = false;
		const files: typeof windows.files = {
			...windows.files,
			async list(folder) {
				const names = await windows.files.list(folder);
				if (holds && folder === 'jobs/cancels' && names.length > 0) {
					holds = false;
					listed.resolve(undefined);
					await goOn.promise;
				}
				return names;
			},
		};
		emulator.setOptions({ durationMs: 60_000 });
		const a = windows.window({ files, keys: { get: key, ask: key } });
		const [job, other] = [intent(), intent()];
		await a.open(job, other);
		const parked = await a.jobs.drive(await a.read(job), { ask: true });
		assert.equal(parked?.parked?.problem.kind, 'key');
		stored.key = apiKey;
		// Another job keeps the window looking for cancels.
		const running = a.run(other);
		await windows.window().jobs.cancel(parked);
		holds = true;
		await listed.promise;
		await a.jobs.markNotified(parked);
		const again = a.run(job);
		while (!sent().includes(job.id)) {
			await a.lookOn(1);
		}
		goOn.resolve(undefined);
		await a.lookOn(enough);
		emulator.finish();
		assert.equal((await again)?.phase, 'saved');
		assert.equal((await running)?.phase, 'saved');
	});

	test('83 a cancel that came between writing down and running counts', async () => {
		const a = windows.window();
		const job = intent();
		await a.open(job);
		await windows.window().jobs.cancel(await a.read(job));
		assert.equal((await a.run(job))?.phase, 'cancelled');
		assert.deepEqual(sent(), []);
	});

	test('83 a cancel that was asked of a window which is gone counts: nothing is sent', async () => {
		const a = windows.window();
		const b = windows.window();
		const job = intent();
		await a.open(job);
		await b.jobs.cancel(await b.read(job));
		a.crash();
		await b.lookOn(looksUntilGone, () => b.notified.length > 0);
		assert.deepEqual(
			b.notified.map(({ phase }) => phase),
			['cancelled'],
		);
		assert.deepEqual(sent(), []);
	});

	test('83 the same while it runs: it is cancelled at the service', async () => {
		emulator.setOptions({ durationMs: 60_000 });
		const a = windows.window();
		const b = windows.window();
		const job = intent();
		await a.open(job);
		const end = a.run(job);
		while (sent().length === 0) {
			await a.lookOn(1);
		}
		await b.jobs.cancel(await b.read(job));
		assert.equal((await end)?.phase, 'cancelled');
		assert.equal(emulator.ledger.entries[0]?.cancelled, true);
	});
});

import assert from 'node:assert/strict';
import { whyOf } from '../../../src/core/jobs/failure.ts';
import type { Intent } from '../../../src/core/jobs/intent.ts';
import type { KeyStore } from '../../../src/core/jobs/service/jobService.ts';
import { contentHash } from '../../../src/core/images/contentHash.ts';
import type { JobEvent } from '../../../src/core/jobs/reducer.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { renderTinyImage } from '../../emulator/images/tinyImage.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';
import { apiKey, createBench, type Bench } from './jobBench.ts';
import { createJobWindows, looksUntilGone, type JobWindow, type JobWindows } from './jobWindow.ts';

const day = 24 * 60 * 60 * 1000;

suite('waking up before the network is back', () => {
	let emulator: Emulator;

	setup(async () => {
		emulator = await startEmulator({ images: 'tiny', durationMs: 60_000 });
	});
	teardown(() => emulator.close());

	/** A bench whose machine sleeps over a weekend, in its first wait or while its first question is under way. */
	function benchThatSleeps(when: 'waiting' | 'asking', onWake: () => void): Bench {
		const bench = createBench(emulator.baseUrl);
		let slept = false;
		const sleep = () => {
			if (!slept) {
				slept = true;
				bench.clock.jump(2.5 * day);
				onWake();
			}
		};
		bench.jobClock = {
			...bench.clock,
			async sleep(ms, signal) {
				await bench.clock.sleep(ms, signal);
				if (when === 'waiting') {
					sleep();
				}
			},
		};
		bench.http = {
			fetch: async (input, init) => {
				const answer = await fetch(input, init);
				if (when === 'asking' && init?.method === 'GET') {
					sleep();
				}
				return answer;
			},
		};
		return bench;
	}

	for (const times of [1, 5]) {
		test(`80 ${times} questions without a network after a weekend: the image is saved once it is back`, async () => {
			const bench = benchThatSleeps('waiting', () => {
				emulator.finish();
				emulator.faults.add({ on: 'get', kind: 'resetBeforeBody', times });
			});
			const job = await bench.run();
			assert.equal(job.phase, 'saved', JSON.stringify(job.parked));
			assert.equal(emulator.ledger.entries.length, 1);
		});
	}

	test('80 server errors after a weekend are no answer either', async () => {
		const bench = benchThatSleeps('waiting', () => {
			emulator.finish();
			emulator.faults.add({ on: 'get', kind: 'status', status: 503, times: 3 });
		});
		assert.equal((await bench.run()).phase, 'saved');
	});

	test('80 an answer of before the weekend says nothing about now', async () => {
		const bench = benchThatSleeps('asking', () => {
			emulator.finish();
		});
		const job = await bench.run();
		assert.equal(job.phase, 'saved', JSON.stringify(job.parked));
	});

	test('80 it is given up once the service says that it is not done', async () => {
		const bench = benchThatSleeps('waiting', () => {
			emulator.faults.add({ on: 'get', kind: 'resetBeforeBody', times: 2 });
		});
		assert.equal((await bench.run()).parked?.problem.kind, 'endless');
		assert.ok(emulator.requests.filter(({ call }) => call === 'get').length >= 3);
	});
});

suite('recovery that meets the same trouble at each look', () => {
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

	/** A job that a window left behind when it was killed: before it sent it, or while the service was at work on it. */
	async function leftBehind(phase: 'intent' | 'accepted'): Promise<Intent> {
		const window = windows.window();
		const intent = sampleIntent({ apiBaseUrl: emulator.baseUrl });
		await window.open(intent);
		if (phase === 'accepted') {
			emulator.setOptions({ durationMs: 60_000 });
			void window.run(intent);
			while ((await window.read(intent)).predictionId === undefined) {
				await window.lookOn(1);
			}
			emulator.finish();
		}
		window.crash();
		return intent;
	}

	/** Looks that would each tell, were it not told once. */
	const many = 12;

	const troubles = (window: JobWindow) =>
		window.notified.map(({ parked, phase }) => parked?.problem.kind ?? phase);

	/** A secret storage that rejects until it is unlocked. */
	function lockedStore(): KeyStore & { unlock(): void } {
		let isLocked = true;
		return {
			get: () => (isLocked ? Promise.reject(new Error('The keyring is locked')) : Promise.resolve(apiKey)),
			ask: () => assert.fail('recovery asks nobody'),
			unlock() {
				isLocked = false;
			},
		};
	}

	test('81 a secret storage that rejects is told once, and what is paid for goes on by itself once it works', async () => {
		await leftBehind('accepted');
		const keys = lockedStore();
		const b = windows.window({ keys });
		await b.lookOn(looksUntilGone * 2, () => b.notified.length > 0);
		await b.lookOn(many);
		assert.deepEqual(troubles(b), ['keyStore']);
		assert.deepEqual(b.reported, []);
		keys.unlock();
		await b.lookOn(looksUntilGone, () => b.notified.length > 1);
		assert.deepEqual(troubles(b), ['keyStore', 'saved']);
		assert.equal(windows.saved.length, 1);
		assert.equal(emulator.ledger.entries.length, 1);
	});

	test('81 the same for what was never sent: told once, and sent when the user wants it', async () => {
		const intent = await leftBehind('intent');
		const keys = lockedStore();
		const b = windows.window({ keys });
		await b.lookOn(looksUntilGone * 2, () => b.notified.length > 0);
		await b.lookOn(many);
		keys.unlock();
		await b.lookOn(many);
		assert.deepEqual(troubles(b), ['keyStore']);
		assert.deepEqual(b.reported, []);
		assert.deepEqual(emulator.ledger.entries, []);
		assert.equal((await b.run(intent))?.phase, 'saved');
		assert.equal(emulator.ledger.entries.length, 1);
	});

	test('81 what the user orders while the secret storage rejects is parked, and not asked for', async () => {
		const get = () => Promise.reject(new Error('The keyring is locked'));
		const a = windows.window({ keys: { get, ask: () => assert.fail('nobody can keep the answer') } });
		const intent = sampleIntent({ apiBaseUrl: emulator.baseUrl });
		await a.open(intent);
		const problem = (await a.run(intent))?.parked?.problem;
		assert.deepEqual(problem, { kind: 'keyStore', ...whyOf('The keyring is locked') });
		assert.equal(emulator.ledger.entries.length, 0);
	});

	test('81 a key that cannot be kept parks the job, and it is not sent unasked', async () => {
		const keys: KeyStore = {
			get: () => Promise.resolve(undefined),
			ask: () => Promise.reject(new Error('The keyring is locked')),
		};
		const a = windows.window({ keys });
		const intent = sampleIntent({ apiBaseUrl: emulator.baseUrl });
		await a.open(intent);
		assert.equal((await a.run(intent))?.parked?.problem.kind, 'keyStore');
		await windows.window().lookOn(many);
		assert.equal(emulator.ledger.entries.length, 0);
	});

	test('a job says that it waits for a key for as long as one is asked for', async () => {
		const intent = sampleIntent({ apiBaseUrl: emulator.baseUrl });
		const running = async () =>
			(await a.board.list()).map(({ running, notice }) => ({ running, notice: notice?.type }));
		const asked: unknown[] = [];
		const a: JobWindow = windows.window({
			keys: {
				get: () => Promise.resolve(undefined),
				ask: async () => {
					asked.push(...(await running()));
					return apiKey;
				},
			},
		});
		await a.open(intent);
		assert.equal((await a.run(intent))?.phase, 'saved');
		assert.deepEqual(asked, [{ running: 'here', notice: 'key' }]);
		assert.deepEqual(await running(), [{ running: 'no', notice: undefined }]);
	});

	test('81 an image that is paid and loaded is saved where there is no key any more', async () => {
		const a = windows.window();
		const intent = sampleIntent({ apiBaseUrl: emulator.baseUrl });
		await a.open(intent);
		const bytes = await renderTinyImage({ prompt: 'a fox', width: 32, height: 32, format: 'png' });
		const facts = { format: 'png', width: 32, height: 32, sha256: contentHash(bytes) } as const;
		const events: JobEvent[] = [
			{ type: 'sending', send: 1, keyFingerprint: '' },
			{ type: 'accepted', predictionId: 'pred_1', at: Date.now() },
			{ type: 'staged', images: [{ ...facts, bytes }] },
		];
		for (const event of events) {
			await a.journal.record(intent.id, event);
		}
		a.crash();
		const b = windows.window({
			keys: { get: () => Promise.resolve(undefined), ask: () => assert.fail('recovery asks nobody') },
		});
		await b.lookOn(looksUntilGone * 2, () => b.notified.length > 0);
		assert.deepEqual(troubles(b), ['saved']);
		assert.equal(windows.saved.length, 1);
		assert.deepEqual(emulator.requests, []);
	});

	test('81 a secret storage that stops answering keeps no other job waiting', async () => {
		await leftBehind('accepted');
		let asked = 0;
		const b = windows.window({
			keys: {
				get: () => {
					asked += 1;
					// Locked for the first job, silent for the next question, and open after that.
					return asked === 1
						? Promise.reject(new Error('The keyring is locked'))
						: asked === 2
							? new Promise(() => undefined)
							: Promise.resolve(apiKey);
				},
				ask: () => assert.fail('recovery asks nobody'),
			},
		});
		await b.lookOn(looksUntilGone * 10, () => b.notified.length > 0 && asked > 1);
		const other = await leftBehind('accepted');
		const phases = () => b.notified.filter(({ intent }) => intent.id === other.id).map(({ phase }) => phase);
		await b.lookOn(looksUntilGone * 10, () => phases().length > 0);
		assert.deepEqual(phases(), ['saved']);
	});

	for (const part of ['deliver', 'tell'] as const) {
		test(`81 where ${part} fails, the job is given back, the failure reported once, and the job reported when that works`, async () => {
			await leftBehind('accepted');
			let broken = true;
			const b = windows.window({
				onTell: which => {
					if (which === part && broken) {
						throw new Error('no editor');
					}
				},
			});
			await b.lookOn(looksUntilGone * 2, () => b.reported.length > 0);
			await b.lookOn(looksUntilGone * 6);
			assert.equal(b.reported.length, 1);
			assert.deepEqual(b.notified, []);
			broken = false;
			await b.lookOn(looksUntilGone * 6, () => b.notified.length > 0);
			assert.deepEqual(troubles(b), ['saved']);
			assert.equal(windows.saved.length, 1);
		});
	}

	test('a listener that throws does not break the job it watches', async () => {
		const a = windows.window();
		const intent = sampleIntent({ apiBaseUrl: emulator.baseUrl });
		await a.open(intent);
		a.jobs.onDidChangeRunning(() => {
			throw new Error('no status bar');
		});
		const job = await a.jobs.drive(await a.read(intent), {
			ask: true,
			onChange: () => {
				throw new Error('no progress');
			},
		});
		assert.equal(job?.phase, 'saved');
	});

	test('81 an unforeseen error is reported once for all jobs, until it changes', async () => {
		await leftBehind('intent');
		await leftBehind('intent');
		let trouble: string | undefined = 'one';
		let thrown = 0;
		const b = windows.window({
			keys: {
				get: () => {
					if (trouble !== undefined) {
						thrown += 1;
						throw new TypeError(trouble);
					}
					return Promise.resolve(apiKey);
				},
				ask: () => assert.fail('recovery asks nobody'),
			},
		});
		const messages = () => b.reported.map(error => (error as Error).message);
		await b.lookOn(looksUntilGone * 2, () => b.reported.length > 0);
		await b.lookOn(many);
		assert.deepEqual(messages(), ['one']);
		assert.ok(thrown > 2, 'it was not met again');
		trouble = 'another';
		await b.lookOn(many);
		assert.deepEqual(messages(), ['one', 'another']);
		assert.equal(emulator.ledger.entries.length, 0);
		trouble = undefined;
		await b.lookOn(looksUntilGone, () => b.notified.length > 1);
		assert.deepEqual(troubles(b), ['saved', 'saved']);
	});
});

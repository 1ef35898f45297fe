import assert from 'node:assert/strict';
import type { Job } from '../../../src/core/jobs/job.ts';
import type { Intent } from '../../../src/core/jobs/intent.ts';
import { FileTakenError } from '../../../src/core/jobs/fileClaims.ts';
import { createSubmissions } from '../../../src/core/jobs/submissions.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';
import { createJobWindows, looksUntilGone, type JobWindow, type JobWindows } from './jobWindow.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

suite('what is ordered is made once', () => {
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

	for (const [how, keep] of [
		['rejects', () => Promise.reject(new Error('The state of the window cannot be written'))],
		['never settles', () => new Promise<void>(() => undefined)],
	] as const) {
		test(`78 a prompt history that ${how}: the job runs, and nothing is left to be sent later`, async () => {
			const a = windows.window();
			const intent = sampleIntent({ apiBaseUrl: emulator.baseUrl });
			const started = await createSubmissions(createSystemClock(), quiet).start('fox', {
				open: async () => {
					await a.open(intent);
					return [await a.read(intent)];
				},
				run: async jobs => {
					const ended = await Promise.all(jobs.map(job => a.run(job.intent)));
					return ended.filter(job => job !== undefined);
				},
				keep,
			});
			assert.deepEqual(
				(await started?.ended)?.map(({ phase }) => phase),
				['saved'],
			);
			a.crash();
			await windows.window().lookOn(looksUntilGone);
			assert.equal(emulator.ledger.entries.length, 1);
			assert.equal(windows.saved.length, 1);
		});
	}

	/** The order of a file that a document names, as both windows' documents do. */
	const forFile = (name = 'hero.png') => {
		const intent = sampleIntent({ apiBaseUrl: emulator.baseUrl, exactFormat: true });
		return { ...intent, target: { ...intent.target, name } };
	};

	async function order(window: JobWindow, intent: Intent): Promise<Job | undefined> {
		const claim = await window.claims.claim([intent], undefined, () => Promise.resolve());
		try {
			await window.open(intent);
		} finally {
			claim?.dispose();
		}
		return window.run(intent);
	}

	for (const pair of ['two windows', 'one window'] as const) {
		test(`82 ${pair} that make one missing file at once: one gets it, the other is told`, async () => {
			emulator.setOptions({ durationMs: 60_000 });
			const a = windows.window();
			const b = pair === 'one window' ? a : windows.window();
			const orders = [order(a, forFile()), order(b, forFile())];
			const refusal: unknown = await Promise.any(
				orders.map(each =>
					each.then(
						() => Promise.reject(new Error('It was ordered')),
						(error: unknown) => error,
					),
				),
			);
			assert.ok(refusal instanceof FileTakenError, String(refusal));
			while (emulator.ledger.entries.length === 0) {
				await a.lookOn(1);
			}
			emulator.finish();
			const settled = await Promise.allSettled(orders);
			assert.equal(settled.filter(({ status }) => status === 'fulfilled').length, 1);
			assert.equal(emulator.ledger.entries.length, 1);
			assert.equal(windows.saved.length, 1);
		});
	}

	test('82 a file that another window is making: refused, with the job that makes it', async () => {
		emulator.setOptions({ durationMs: 60_000 });
		const a = windows.window();
		const intent = forFile();
		const first = order(a, intent);
		while (emulator.ledger.entries.length === 0) {
			await a.lookOn(1);
		}
		await assert.rejects(
			order(windows.window(), forFile()),
			(error: unknown) => error instanceof FileTakenError && error.job?.intent.id === intent.id,
		);
		emulator.finish();
		assert.equal((await first)?.phase, 'saved');
		assert.equal(emulator.ledger.entries.length, 1);
	});

	test('82 two windows that make two files at once both get them', async () => {
		const orders = [
			order(windows.window(), forFile('hero.png')),
			order(windows.window(), forFile('team.png')),
		];
		const ended = await Promise.all(orders);
		assert.deepEqual(
			ended.map(job => job?.phase),
			['saved', 'saved'],
		);
		assert.equal(emulator.ledger.entries.length, 2);
	});
});

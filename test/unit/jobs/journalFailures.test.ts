import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { whyOf } from '../../../src/core/jobs/failure.ts';
import { LeaseLostError } from '../../../src/core/jobs/journal/leaseLostError.ts';
import type { JobEvent } from '../../../src/core/jobs/reducer.ts';
import { StateError } from '../../../src/core/state/stateFiles.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import type { Fault } from '../../emulator/faults.ts';
import { createBench, type Bench } from './jobBench.ts';

type EventType = JobEvent['type'];

suite('a job whose journal fails', () => {
	let emulator: Emulator;

	setup(async () => {
		emulator = await startEmulator({ images: 'tiny', durationMs: 5 });
	});
	teardown(() => emulator.close());

	const calls = (name: string) => emulator.requests.filter(({ call }) => call === name).length;

	/** A journal that rejects the next events of a type, and what had been done by then. */
	function breakJournal(bench: Bench, type: EventType, error: Error, times = Infinity) {
		const { journal } = bench;
		const broken = { count: 0, requests: 0, saved: 0, repair: () => (bench.journal = journal) };
		bench.journal = {
			...journal,
			record(id, event) {
				if (event.type !== type || broken.count === times) {
					return journal.record(id, event);
				}
				broken.count += 1;
				broken.requests = emulator.requests.length;
				broken.saved = bench.saved.length;
				return Promise.reject(error);
			},
		};
		return broken;
	}

	/** A signal that is aborted as soon as the job is accepted. */
	function cancelWhenAccepted(bench: Bench): AbortSignal {
		const controller = new AbortController();
		const { journal } = bench;
		bench.journal = {
			...journal,
			async record(id, event) {
				await journal.record(id, event);
				if (event.type === 'accepted') {
					controller.abort();
				}
			},
		};
		return controller.signal;
	}

	/** The bytes of the first staged image are found to be others, once. */
	function loseStage(bench: Bench, found: Uint8Array | undefined): void {
		const { journal } = bench;
		let lost = false;
		bench.journal = {
			...journal,
			staged(id, index) {
				const bytes = lost ? journal.staged(id, index) : Promise.resolve(found);
				lost = true;
				return bytes;
			},
		};
	}

	const addFault = (fault: Fault) => () => {
		emulator.faults.add(fault);
		return undefined;
	};
	const refuseKey = addFault({ on: 'create', kind: 'status', status: 401 });

	type Way = (bench: Bench) => AbortSignal | undefined | Promise<undefined>;

	/** How it comes to an event of each type; what is returned cancels the job. */
	const ways: Partial<Record<EventType, Way>> = {
		sending: () => undefined,
		notAccepted: addFault({ on: 'create', kind: 'status', status: 429 }),
		accepted: () => undefined,
		running: addFault({ on: 'get', kind: 'statusWord', word: 'polishing' }),
		loaded: addFault({ on: 'create', kind: 'manyOutputs', count: 3 }),
		staged: () => undefined,
		unstaged(bench) {
			loseStage(bench, undefined);
			return undefined;
		},
		targeted: () => undefined,
		saved: () => undefined,
		failed: addFault({ on: 'create', kind: 'fails' }),
		cancelling(bench) {
			emulator.setOptions({ durationMs: 60_000 });
			return cancelWhenAccepted(bench);
		},
		cancelled: () => AbortSignal.abort(),
		unknown: addFault({ on: 'create', kind: 'resetAfterBody' }),
		parked: refuseKey,
		async resumed(bench) {
			refuseKey();
			assert.ok((await bench.run()).parked);
			return undefined;
		},
	};
	const types = Object.keys(ways) as EventType[];

	suite('the job is another window’s by now', () => {
		for (const type of types) {
			test(`found out at “${type}”: here, nothing more is done`, async () => {
				const bench = createBench(emulator.baseUrl);
				const cancel = await ways[type]?.(bench);
				const broken = breakJournal(bench, type, new LeaseLostError(bench.job.intent.id));
				await assert.rejects(bench.run(cancel), LeaseLostError);
				await delay(20);
				assert.equal(broken.count, 1);
				assert.equal(emulator.requests.length, broken.requests);
				assert.equal(bench.saved.length, broken.saved);
				assert.ok(calls('create') <= 1);
			});
		}
	});

	suite('the disk refuses', () => {
		const refusal = new StateError('no space left on device', {
			cause: Object.assign(new Error('write'), { code: 'ENOSPC' }),
		});
		const diskFull = { kind: 'save', code: 'diskFull', ...whyOf(refusal) };

		/** Runs a job whose events of a type cannot be written. */
		async function runWithout(type: EventType): Promise<Bench> {
			const bench = createBench(emulator.baseUrl);
			const cancel = await ways[type]?.(bench);
			const broken = breakJournal(bench, type, refusal);
			await bench.run(cancel);
			assert.ok(broken.count > 0);
			broken.repair();
			return bench;
		}

		test('sending: nothing is sent, and the job waits', async () => {
			const bench = await runWithout('sending');
			assert.deepEqual(bench.job.parked?.problem, { kind: 'storage', ...whyOf(refusal) });
			assert.equal(bench.job.phase, 'intent');
			assert.equal(emulator.requests.length, 0);
			assert.equal((await bench.run()).phase, 'saved');
			assert.equal(calls('create'), 1);
		});

		test('sending once more: what was refused before is not sent again, and the job waits', async () => {
			emulator.faults.add({ on: 'create', kind: 'status', status: 429, times: 1 });
			const bench = createBench(emulator.baseUrl);
			const { journal } = bench;
			bench.journal = {
				...journal,
				record: (id, event) =>
					event.type === 'sending' && event.send === 2 ? Promise.reject(refusal) : journal.record(id, event),
			};
			const job = await bench.run();
			assert.equal(job.parked?.problem.kind, 'storage');
			assert.equal(calls('create'), 1);
			bench.journal = journal;
			assert.equal((await bench.run()).phase, 'saved');
			assert.equal(emulator.ledger.entries.length, 1);
		});

		test('accepted: the image is saved all the same', async () => {
			const bench = await runWithout('accepted');
			assert.equal(bench.job.phase, 'saved');
			assert.equal(bench.saved.length, 1);
			assert.deepEqual(bench.troubles, [refusal]);
		});

		test('staged: the job waits for room, and its image is loaded and saved then', async () => {
			const bench = await runWithout('staged');
			assert.deepEqual(bench.job.parked?.problem, diskFull);
			assert.equal(bench.job.staged, undefined);
			assert.equal(bench.saved.length, 0);
			assert.equal((await bench.run()).phase, 'saved');
			assert.equal(bench.saved.length, 1);
			assert.equal(calls('create'), 1);
			assert.equal(calls('download'), 2);
		});

		test('62 loaded: the job waits for room; what it has by then is not loaded again', async () => {
			const bench = await runWithout('loaded');
			assert.deepEqual(bench.job.parked?.problem, diskFull);
			assert.equal(bench.saved.length, 0);
			assert.equal((await bench.run()).phase, 'saved');
			assert.equal(bench.saved.length, 3);
			assert.equal(calls('create'), 1);
			assert.equal(calls('download'), 4);
		});

		test('targeted: no file is made; the image is saved when there is room', async () => {
			const bench = await runWithout('targeted');
			assert.deepEqual(bench.job.parked?.problem, diskFull);
			assert.equal(bench.job.phase, 'ready');
			assert.equal(bench.saved.length, 0);
			assert.equal((await bench.run()).phase, 'saved');
			assert.equal(bench.saved.length, 1);
			assert.equal(calls('create'), 1);
			assert.equal(calls('download'), 1);
		});

		const goOn: [EventType, string, string | undefined, number][] = [
			['notAccepted', 'saved', undefined, 2],
			['running', 'saved', undefined, 1],
			['unstaged', 'saved', undefined, 1],
			['saved', 'saved', undefined, 1],
			['failed', 'failed', undefined, 1],
			['cancelling', 'cancelled', undefined, 1],
			['cancelled', 'cancelled', undefined, 0],
			['unknown', 'unknown', undefined, 1],
			['parked', 'intent', 'key', 1],
			['resumed', 'saved', undefined, 2],
		];
		for (const [type, phase, parked, creates] of goOn) {
			test(`${type}: the job goes on`, async () => {
				const bench = await runWithout(type);
				assert.equal(bench.job.phase, phase);
				assert.equal(bench.job.parked?.problem.kind, parked);
				assert.ok(bench.troubles.includes(refusal));
				assert.equal(calls('create'), creates);
				assert.equal(bench.saved.length, phase === 'saved' ? 1 : 0);
				assert.ok(emulator.ledger.entries.length <= 1);
			});
		}

		test('all of this is tried', () => {
			const tried = ['sending', 'accepted', 'loaded', 'staged', 'targeted', ...goOn.map(([type]) => type)];
			assert.deepEqual(tried.sort(), [...types].sort());
		});

		test('everything after the send: paid once, and saved when there is room', async () => {
			const bench = createBench(emulator.baseUrl);
			const { journal } = bench;
			let full = false;
			bench.journal = {
				...journal,
				async record(id, event) {
					if (full) {
						throw refusal;
					}
					await journal.record(id, event);
					full = event.type === 'sending';
				},
			};
			assert.deepEqual((await bench.run()).parked?.problem, diskFull);
			assert.deepEqual((await bench.run()).parked?.problem, diskFull);
			bench.journal = journal;
			assert.equal((await bench.run()).phase, 'saved');
			assert.equal(bench.saved.length, 1);
			assert.equal(calls('create'), 1);
		});

		test('any other error is not taken for one of the disk', async () => {
			const bench = createBench(emulator.baseUrl);
			breakJournal(bench, 'saved', new Error('a mistake'));
			await assert.rejects(bench.run(), /a mistake/);
		});
	});

	suite('staged bytes that are no longer what they were', () => {
		const found: Record<string, Uint8Array | undefined> = {
			gone: undefined,
			empty: new Uint8Array(),
			others: new Uint8Array([1, 2, 3]),
		};
		for (const [name, bytes] of Object.entries(found)) {
			test(`${name}: loaded again, not made again`, async () => {
				const bench = createBench(emulator.baseUrl);
				loseStage(bench, bytes);
				assert.equal((await bench.run()).phase, 'saved');
				assert.ok(bench.events.some(({ type }) => type === 'unstaged'));
				assert.equal(calls('create'), 1);
				assert.equal(calls('download'), 2);
				assert.equal(bench.saved.length, 1);
			});
		}

		test('of several images those that are saved are not saved again', async () => {
			emulator.faults.add({ on: 'create', kind: 'manyOutputs', count: 3 });
			const bench = createBench(emulator.baseUrl);
			const { journal } = bench;
			let asked = 0;
			bench.journal = {
				...journal,
				staged(id, index) {
					asked += 1;
					return asked === 3 ? Promise.resolve(undefined) : journal.staged(id, index);
				},
			};
			assert.equal((await bench.run()).phase, 'saved');
			assert.equal(bench.saved.length, 3);
			assert.equal(new Set(bench.saved.map(({ sha256 }) => sha256)).size, 3);
			assert.equal(calls('create'), 1);
		});
	});
});

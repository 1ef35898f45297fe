import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { imageHeader } from '../../../src/core/images/verifyImage.ts';
import { createImageEngine, type ImageEngine } from '../../../src/host/images/imageEngine.ts';
import { pixelBomb } from '../../emulator/images/png.ts';
import { imageWorkerSource, localCodecs, paintSample } from '../../support/imageCodecs.ts';
import { runQuietly } from '../../support/runProgram.ts';

const troubled = new URL('./troubledWorker.ts', import.meta.url);

suite('image engine', () => {
	let png: Uint8Array;
	let engine: ImageEngine;

	/** A copy: the engine takes what it is given. */
	const image = () => new Uint8Array(png);
	const trouble = (quality: number) => engine.convert(new Uint8Array(1), { format: 'png', quality });

	suiteSetup(async () => {
		png = await localCodecs().encode(paintSample(600, 400), 'png', 0);
	});
	setup(() => {
		engine = createImageEngine({ program: imageWorkerSource });
	});
	teardown(() => {
		engine.dispose();
	});

	test('thumbnails, and images of exact sizes', async () => {
		const [thumbnail, converted, small] = await Promise.all([
			engine.thumbnail(image(), 320),
			engine.convert(image(), { width: 120, height: 63, format: 'jpeg', quality: 80 }),
			engine.thumbnail(image(), 4000),
		]);
		assert.deepEqual(imageHeader(thumbnail), { format: 'webp', width: 320, height: 213 });
		assert.deepEqual(imageHeader(converted.bytes), { format: 'jpeg', width: 120, height: 63 });
		assert.deepEqual(imageHeader(small), { format: 'webp', width: 600, height: 400 });
	});

	test('the bytes are handed over; those of a shared buffer are copied', async () => {
		const whole = image();
		await engine.thumbnail(whole, 10);
		assert.equal(whole.length, 0);
		const around = new Uint8Array(png.length + 10);
		around.set(png, 5);
		const part = around.subarray(5, 5 + png.length);
		await engine.thumbnail(part, 10);
		assert.deepEqual(part, image());
		const pooled = Buffer.from([1, 2, 3]);
		await assert.rejects(engine.thumbnail(pooled, 10), { code: 'unreadable' });
		assert.equal(pooled.length, 3);
	});

	test('one after the other, in the order asked', async () => {
		const order: number[] = [];
		await Promise.all(
			[0, 1, 2, 3, 4].map(async index => {
				await engine.thumbnail(image(), 300 - index * 50);
				order.push(index);
			}),
		);
		assert.deepEqual(order, [0, 1, 2, 3, 4]);
	});

	test('an image that is refused costs the others nothing', async () => {
		const bomb = new Uint8Array(await pixelBomb());
		const outcomes = await Promise.allSettled([
			engine.thumbnail(image(), 10),
			engine.thumbnail(bomb, 10),
			engine.thumbnail(image().subarray(0, 300), 10),
			engine.thumbnail(new Uint8Array(0), 10),
			engine.thumbnail(image(), 10),
		]);
		assert.deepEqual(
			outcomes.map(outcome =>
				outcome.status === 'fulfilled' ? 'done' : (outcome.reason as { code: string }).code,
			),
			['done', 'tooLarge', 'damaged', 'unreadable', 'done'],
		);
	});

	test('a task that makes no sense is refused', async () => {
		for (const side of [0, -1, 1.5, NaN, Infinity]) {
			await assert.rejects(engine.thumbnail(image(), side), { code: 'badTask' }, String(side));
		}
		const options = { format: 'png', quality: 101 } as const;
		await assert.rejects(engine.convert(image(), options), { code: 'badTask' });
	});

	suite('a worker in trouble', () => {
		setup(() => {
			engine = createImageEngine({ program: troubled });
		});

		const troubles: [name: string, quality: number, code: string, message: RegExp][] = [
			['throws', 1, 'crashed', /broke off: out of memory, say/],
			['exits', 2, 'crashed', /broke off: it ended with 3/],
			['hangs', 3, 'timedOut', /given up after/],
			['answers nonsense', 4, 'crashed', /no answer/],
			['answers another task', 5, 'crashed', /no answer/],
		];
		for (const [name, quality, code, message] of troubles) {
			test(`${name}: its task is rejected, and the next one has a new worker`, async () => {
				if (code === 'timedOut') {
					// Also what the next one has on a slow machine: long enough for a worker to start.
					engine = createImageEngine({ program: troubled, limit: 5000 });
				}
				const task = assert.rejects(trouble(quality), { name: 'CodecError', code, message });
				const next = trouble(0);
				await task;
				assert.equal((await next).width, 1);
			});
		}

		test('dies between two tasks: goes unnoticed', async () => {
			await trouble(6);
			await delay(100);
			assert.equal((await trouble(0)).width, 1);
		});

		test('cannot be started', async () => {
			engine = createImageEngine({ program: new URL('./none.ts', import.meta.url) });
			await assert.rejects(trouble(0), { code: 'crashed' });
			engine = createImageEngine({ program: new URL('https://example.com/worker.js') });
			await assert.rejects(trouble(0), { code: 'crashed', message: /could not be started/ });
		});
	});

	test('starts with the first task, ends when idle, and starts again', async () => {
		const events: string[] = [];
		const isSeen = (event: string) => events.includes(event);
		const listen = (worker: Worker) => {
			events.push('start');
			worker.on('exit', () => events.push('end'));
		};
		process.on('worker', listen);
		try {
			engine = createImageEngine({ program: troubled, idle: 300 });
			await delay(20);
			assert.deepEqual(events, []);
			await trouble(0);
			await trouble(0);
			assert.deepEqual(events, ['start']);
			while (!isSeen('end')) {
				await delay(20);
			}
			await trouble(0);
			assert.deepEqual(events, ['start', 'end', 'start']);
		} finally {
			process.off('worker', listen);
		}
	});

	test('closed: what is under way, what waits and what comes later is rejected', async () => {
		engine = createImageEngine({ program: troubled });
		const tasks = [trouble(3), trouble(0), trouble(0)];
		const rejected = tasks.map(task => assert.rejects(task, { code: 'disposed' }));
		await delay(100);
		engine.dispose();
		await Promise.all(rejected);
		await assert.rejects(trouble(0), { code: 'disposed' });
		engine.dispose();
	});

	test('an idle worker keeps no process alive', async () => {
		await runQuietly(process.execPath, fileURLToPath(new URL('./useEngine.ts', import.meta.url)));
	});
});

import assert from 'node:assert/strict';
import { mkdir, readdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { CancellationTokenSource } from 'vscode';
import type { Fault } from '../emulator/faults.ts';
import { fillDisk, makeReadOnly } from '../support/troubledDisk.ts';
import { pressing, useFaultBench, wholeImage } from './faultBench.ts';
import { inWorkspace, replaceInWindow, run, service } from './hostBench.ts';

/** Cases of the fault matrix that have to hold inside a real extension host. */
suite('when something goes wrong', () => {
	const bench = useFaultBench();

	test('4 no answer in time is told with what it may have cost, and not sent again', async () => {
		await service.addFault({ on: 'create', kind: 'hang' });
		assert.deepEqual(await run('generate', { prompt: 'silence' }), []);
		assert.equal(bench.said.length, 1, JSON.stringify(bench.said));
		assert.match(bench.said[0]?.message ?? '', /^It may have cost 45 credits: .* It isn't sent again/);
		assert.deepEqual(bench.said[0]?.buttons, ['Show Jobs']);
		await bench.assertPaidOnce(0);
	});

	test('19 a cancel that comes too late saves what was paid for, and says so', async () => {
		await service.setOptions({ durationMs: 60_000 });
		await service.addFault({ on: 'delete', kind: 'finishesFirst' });
		const source = new CancellationTokenSource();
		const progress = await replaceInWindow({
			withProgress: (_options, task) => task({ report: () => undefined }, source.token),
		});
		bench.afterwards(progress.restore);
		const saved = run('generate', { prompt: 'too late to cancel' });
		await bench.accepted();
		source.cancel();
		assert.deepEqual(await saved, ['assets/too-late-to-cancel.webp']);
		await wholeImage(inWorkspace('assets/too-late-to-cancel.webp'));
		await bench.told(/^Saved .* It was done before it could be canceled/);
		assert.equal(await bench.calls('delete'), 1);
		await bench.assertPaidOnce(1);
	});

	const badDownloads: [string, Fault][] = [
		['27 a body shorter than its Content-Length', { on: 'download', kind: 'shortLength' }],
		['27 the same with a reset', { on: 'download', kind: 'shortLength', reset: true }],
		['28 a body that ends early and says nothing', { on: 'download', kind: 'closeDelimitedCut' }],
		['30 HTML with 200', { on: 'download', kind: 'html' }],
	];
	for (const [name, fault] of badDownloads) {
		test(`${name}: loaded again, saved whole`, async () => {
			await service.addFault(fault);
			const [saved = ''] = await run('generate', { prompt: name });
			await wholeImage(inWorkspace(saved));
			await bench.assertPaidOnce(2);
			assert.deepEqual(
				bench.said.map(({ severity }) => severity),
				['info'],
			);
		});
	}

	test('38 a full disk: the image is kept, and Try Again saves it once there is room', async () => {
		const folder = inWorkspace('full').fsPath;
		await mkdir(folder);
		const disk = await fillDisk(folder);
		bench.afterwards(() => disk[Symbol.asyncDispose]());
		let beside: string[] | undefined;
		bench.press = pressing('Try Again', async () => {
			// Several looks at the journal later, it has still been reported once.
			await delay(2500);
			beside = await readdir(folder);
			await disk.repair();
		});
		assert.deepEqual(await run('generate', { prompt: 'no room', folder: 'full' }), []);
		await bench.told(/^Saved full\/no-room\.webp/);
		assert.equal(bench.said.length, 2, JSON.stringify(bench.said));
		assert.match(
			bench.said[0]?.message ?? '',
			/disk is full\. The image is paid for \(45 credits\), and is kept/,
		);
		assert.deepEqual(
			beside?.filter(name => name !== 'filler'),
			[],
		);
		await wholeImage(inWorkspace('full/no-room.webp'));
		await bench.assertPaidOnce(1);
	});

	test('39 a read-only folder: the image is kept, and another folder takes it', async () => {
		const folder = inWorkspace('locked').fsPath;
		await mkdir(folder);
		const disk = await makeReadOnly(folder);
		bench.afterwards(() => disk[Symbol.asyncDispose]());
		await bench.saveElsewhere('unlocked');
		assert.deepEqual(await run('generate', { prompt: 'no way in', folder: 'locked' }), []);
		await bench.told(/^Saved unlocked\/no-way-in\.webp/);
		assert.match(bench.said[0]?.message ?? '', /paid for \(45 credits\), and is kept/);
		assert.deepEqual(await readdir(folder), []);
		await wholeImage(inWorkspace('unlocked/no-way-in.webp'));
		await bench.assertPaidOnce(1);
	});

	test('41 two images that are saved under one name at once both survive', async () => {
		const prompts = ['a black cat', 'a white cat'];
		await service.setOptions({ durationMs: 60_000 });
		const saves = Promise.all(prompts.map(prompt => run('generate', { prompt, file: 'cat.webp' })));
		await bench.accepted(2);
		await service.finishAll();
		const saved = (await saves).flat();
		assert.deepEqual(saved.toSorted(), ['assets/cat-1.webp', 'assets/cat.webp']);
		const images = await Promise.all(saved.map(path => wholeImage(inWorkspace(path))));
		assert.notEqual(Buffer.compare(images[0] ?? Buffer.alloc(0), images[1] ?? Buffer.alloc(0)), 0);
		assert.equal((await service.ledger()).entries.length, 2);
	});
});

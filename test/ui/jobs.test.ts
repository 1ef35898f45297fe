import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { leaveJob } from '../support/leaveJob.ts';
import { openWorkbench, type Workbench } from '../support/workbench/openWorkbench.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { openUntrusted, useService, type UiService } from './service.ts';

suite('Show Jobs, and what may be spent', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});

	const posts = () => service.emulator.requests.filter(({ call }) => call === 'create').length;

	async function generate({ inHost }: Workbench, args: Record<string, unknown>): Promise<void> {
		await inHost((vscode, given) => {
			void vscode.commands.executeCommand('imageAssets.generate', given);
		}, args);
	}

	async function showJobs({ runCommand, quickInput, notifications }: Workbench) {
		await notifications.hide().catch(() => undefined);
		await runCommand('Image Assets: Show Jobs');
		await quickInput.opened('Jobs');
		return quickInput.items();
	}

	test('the status bar counts what runs, and leads to the list, where it is cancelled', async () => {
		service.emulator.setOptions({ durationMs: 600_000 });
		const workbench = await openWorkbench({ env: service.env });
		const { statusBar, quickInput } = workbench;
		await generate(workbench, { prompt: 'a slow harbour', count: 2 });
		const item = await statusBar.find('2 images');
		assert.equal(item.label, '2 images in progress');
		await statusBar.press('2 images');
		await quickInput.opened('Jobs');
		const items = await quickInput.items();
		assert.equal(items.length, 2);
		assert.equal(items[0]?.separator, 'in progress');
		for (const { label, description, buttons } of items) {
			assert.equal(label, 'a slow harbour');
			assert.match(description, /(Sending|Queued|Generating)… · 45 credits · \d+ s$/);
			assert.deepEqual(buttons, ['Cancel']);
		}
		/** The list is redrawn each second, and a click on an element that is just being replaced does nothing. */
		const cancelOne = async (left: () => Promise<boolean>) => {
			await waitFor(
				'the cancellation to count',
				async () => {
					// Not long: the click before may have taken the button away after all.
					await quickInput.pressItemButton('a slow harbour', 'Cancel', 3000).catch(() => undefined);
					return waitFor('one fewer', left, 5000).catch(() => undefined);
				},
				60_000,
			);
		};
		await cancelOne(async () => (await quickInput.items()).length === 1);
		await statusBar.find('1 image');
		await waitFor('the cancellation', () =>
			service.emulator.ledger.entries.some(({ cancelled }) => cancelled),
		);
		await cancelOne(async () => (await quickInput.items())[0]?.label === 'No jobs');
		await waitFor('no item', async () =>
			(await statusBar.items()).every(({ text }) => !text.includes('image')),
		);
		assert.ok(service.emulator.ledger.entries.every(({ cancelled }) => cancelled));
	});

	test('what runs comes first; a refused prompt can be edited, and what failed is dismissed at once', async () => {
		service.emulator.setOptions({ durationMs: 600_000 });
		const workbench = await openWorkbench({ env: service.env });
		const { notifications, quickInput } = workbench;
		for (const prompt of ['a refused fox', 'a refused owl']) {
			service.emulator.faults.add({
				on: 'create',
				kind: 'status',
				status: 400,
				message: 'Rejected by the safety system',
			});
			await generate(workbench, { prompt });
			await notifications.find(/refused the request \(HTTP 400\)/);
			await notifications.clearAll();
		}
		await generate(workbench, { prompt: 'a slow harbour' });
		await waitFor('the third job to be accepted', () => service.emulator.ledger.entries.length === 1);
		const items = await showJobs(workbench);
		assert.deepEqual(
			items.map(({ label, separator, buttons }) => [separator, label, buttons[0]]),
			[
				['in progress', 'a slow harbour', 'Cancel'],
				['need attention', 'a refused owl', 'Edit Prompt… (45 credits)'],
				['', 'a refused fox', 'Edit Prompt… (45 credits)'],
			],
		);
		await workbench.screenshot('jobs-refused');
		await quickInput.pressItemButton('a refused fox', 'Edit Prompt… (45 credits)');
		await quickInput.opened('Edit Prompt');
		assert.equal(await quickInput.value(), 'a refused fox');
		await quickInput.dismiss();
		assert.equal(posts(), 3);
		await showJobs(workbench);
		await quickInput.pressItemButton('a refused owl', 'Edit Prompt… (45 credits)');
		await quickInput.opened('Edit Prompt');
		await quickInput.type('a friendly owl');
		await quickInput.accept();
		await waitFor('the edited prompt to be sent', () => posts() === 4);
		const last = service.emulator.requests.findLast(({ call }) => call === 'create');
		assert.equal((last?.body as { input: { prompt: string } }).input.prompt, 'a friendly owl');
		await waitFor('it to take the place of the refused one', async () =>
			(await showJobs(workbench)).every(({ label }) => label !== 'a refused owl'),
		);
		await quickInput.pressButton('Dismiss All Failed');
		await waitFor('those that run alone', async () =>
			(await quickInput.items()).every(({ label }) => label !== 'a refused fox'),
		);
		assert.equal((await quickInput.items()).length, 2);
		await quickInput.dismiss();
		service.emulator.finish();
		await notifications.find(/^Saved .*a-slow-harbour/);
		// In the folder that the first request was for, under the new prompt's name.
		await notifications.find(/^Saved .*a-friendly-owl/);
		assert.equal(service.emulator.ledger.entries.length, 2);
	});

	test('an unknown job is sent again only after the price and the risk were said', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { dialog, notifications, quickInput } = workbench;
		service.emulator.faults.add({ on: 'create', kind: 'resetAfterBody' });
		await generate(workbench, { prompt: 'a lost letter' });
		await notifications.find(/nobody knows/);
		const [item] = await showJobs(workbench);
		assert.equal(item?.separator, 'need attention');
		assert.match(item.detail, /may have cost 45 credits/);
		await quickInput.pick('a lost letter');
		await quickInput.opened('a lost letter');
		const actions = await quickInput.items();
		const reason = actions.slice(2).map(({ label }) => label);
		assert.equal(reason.join(' '), item.detail);
		assert.deepEqual(
			actions.slice(0, 2).map(({ label, detail }) => [label, detail]),
			[
				['Send Again… (45 credits)', 'The first request may have been charged; this may be charged again'],
				['Dismiss', 'Takes it off this list'],
			],
		);
		await quickInput.pick('Send Again… (45 credits)');
		assert.equal(await dialog.message(), 'Send the request again for 45 credits?');
		assert.match(await dialog.detail(), /may be charged again/);
		await dialog.press('Cancel');
		assert.equal(posts(), 1);
		await showJobs(workbench);
		await quickInput.pressItemButton('a lost letter', 'Send Again… (45 credits)');
		await dialog.press('Send Again');
		await notifications.find('Saved assets/a-lost-letter.webp · 45 credits.');
		assert.equal(posts(), 2);
		assert.equal((await showJobs(workbench))[0]?.label, 'No jobs');
	});

	test('47 a result that could not be saved is saved when it can be', async () => {
		service.emulator.setOptions({ durationMs: 600_000 });
		const workbench = await openWorkbench({ env: service.env });
		const { notifications, quickInput, folder } = workbench;
		await generate(workbench, { prompt: 'a closed door', folder: 'blocked' });
		await waitFor('the job', () => service.emulator.jobs.length === 1);
		await writeFile(join(folder, 'blocked'), 'a file');
		service.emulator.finish();
		await notifications.find(/kept here until it's saved/);
		const [item] = await showJobs(workbench);
		assert.match(item?.description ?? '', /^Not saved · 45 credits/);
		assert.deepEqual(item?.buttons, ['Try Again', 'Save Elsewhere…', 'Dismiss']);
		await rm(join(folder, 'blocked'));
		await quickInput.pressItemButton('a closed door', 'Try Again');
		await notifications.find('Saved blocked/a-closed-door.webp · 45 credits.');
		assert.ok(existsSync(join(folder, 'blocked/a-closed-door.webp')));
		assert.equal(posts(), 1);
		assert.equal(service.emulator.requests.filter(({ call }) => call === 'download').length, 1);
	});

	test('a paid image is given up only after a question', async () => {
		service.emulator.setOptions({ durationMs: 600_000 });
		const workbench = await openWorkbench({ env: service.env });
		const { dialog, notifications, quickInput, folder } = workbench;
		await generate(workbench, { prompt: 'a closed door', folder: 'blocked' });
		await waitFor('the job', () => service.emulator.jobs.length === 1);
		await writeFile(join(folder, 'blocked'), 'a file');
		service.emulator.finish();
		await notifications.find(/kept here until it's saved/);
		await showJobs(workbench);
		await quickInput.pressItemButton('a closed door', 'Dismiss');
		assert.equal(await dialog.message(), "Dismiss an image that you've paid for (45 credits)?");
		await dialog.press('Cancel');
		await showJobs(workbench);
		await quickInput.pressItemButton('a closed door', 'Dismiss');
		await dialog.press('Dismiss');
		assert.equal((await showJobs(workbench))[0]?.label, 'No jobs');
	});

	test('beyond the day’s limit nothing is sent, and what is unknown counts until it is dismissed', async () => {
		const workbench = await openWorkbench({
			env: service.env,
			settings: { 'imageAssets.dailyCreditLimit': 100 },
		});
		const { notifications, quickInput, folder } = workbench;
		service.emulator.faults.add({ on: 'create', kind: 'resetAfterBody' });
		await generate(workbench, { prompt: 'one' });
		await notifications.find(/nobody knows/);
		await generate(workbench, { prompt: 'two' });
		await notifications.find('Saved assets/two.webp');
		await generate(workbench, { prompt: 'three' });
		const refusal = await notifications.find(/of today's limit/);
		assert.equal(
			refusal.text,
			"90 credits of today's limit of 100 credits are used; this needs 45 credits. Nothing was sent.",
		);
		assert.deepEqual(refusal.buttons, ['Open Setting']);
		assert.equal(posts(), 2);
		await showJobs(workbench);
		await quickInput.pressItemButton('one', 'Dismiss');
		await waitFor('an empty list', async () => (await quickInput.items())[0]?.label === 'No jobs');
		await quickInput.dismiss();
		await generate(workbench, { prompt: 'three' });
		await waitFor('the image', () => existsSync(join(folder, 'assets/three.webp')));
		assert.equal(posts(), 3);
	});

	test('an untrusted window lists jobs, and does nothing with them', async () => {
		const workbench = await openUntrusted(service);
		const { storageFolder, notifications, quickInput, reload } = workbench;
		const { id } = await leaveJob(storageFolder, [
			{ type: 'sending', send: 1, keyFingerprint: '' },
			{ type: 'unknown', problem: { kind: 'noAnswer', detail: 'left by a test' } },
		]);
		await reload();
		const [item] = await showJobs(workbench);
		assert.equal(item?.label, id);
		await quickInput.pressItemButton(id, 'Dismiss');
		await notifications.find("This workspace isn't trusted");
		assert.equal((await showJobs(workbench))[0]?.label, id);
		assert.equal(service.emulator.requests.length, 0);
	});
});

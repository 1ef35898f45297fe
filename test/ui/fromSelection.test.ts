import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { useService, type UiService } from './service.ts';

const sentence = 'A lighthouse at dawn, calm sea, wide negative space for a headline';
const image = 'assets/a-lighthouse-at-dawn-calm-sea-wide-negative.webp';
const link = `![${sentence}](../${image})`;

suite('Generate Image from Selection', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});

	async function selected() {
		const workbench = await openWorkbench({ env: service.env });
		await workbench.editor.open('docs/guide.md');
		await workbench.editor.select(sentence);
		return workbench;
	}

	test('from the context menu to the link, and back by Undo, and forth by Restore', async () => {
		service.emulator.setOptions({ durationMs: 600_000 });
		const { editor, notifications, folder } = await selected();
		const before = await editor.text();
		await (await editor.contextMenu()).choose('Generate Image from Selection');

		const progress = await notifications.find(/Generating… \d+ s · usually 12 s/);
		assert.match(progress.text, /Image “A lighthouse at dawn/);
		assert.deepEqual(progress.buttons, ['Cancel']);
		service.emulator.finish();

		const done = await notifications.find(/^Saved/);
		assert.equal(done.text, `Saved ${image} · 45 credits.`);
		assert.deepEqual(done.buttons, ['Open', 'Reveal', 'Undo']);
		assert.equal(await editor.text(), before.replace(sentence, `${sentence}\n\n${link}`));
		assert.equal(await editor.selectedText(), sentence);
		assert.ok(existsSync(join(folder, image)));

		await notifications.press(/^Saved/, 'Undo');
		await notifications.find(/was removed\./);
		assert.equal(await editor.text(), before);
		assert.ok(!existsSync(join(folder, image)));

		await notifications.press(/was removed\./, 'Restore');
		await waitFor('the file', () => existsSync(join(folder, image)));
	});

	test('Open shows the image', async () => {
		const { editor, notifications, runCommand } = await selected();
		await runCommand('Image Assets: Generate Image from Selection');
		await notifications.press(/^Saved/, 'Open');
		await waitFor('the image', async () => (await editor.activePath()) === image);
	});

	test('Cancel cancels at the service, and leaves nothing behind', async () => {
		service.emulator.setOptions({ durationMs: 600_000 });
		const { editor, notifications, folder } = await selected();
		const before = await editor.text();
		await (await editor.contextMenu()).choose('Generate Image from Selection');
		await notifications.press(/Generating…/, 'Cancel');
		await waitFor('the cancellation', () => service.emulator.ledger.entries[0]?.cancelled === true);
		await waitFor('the end of the progress', async () =>
			(await notifications.list()).every(({ text }) => !text.startsWith('Image “')),
		);
		assert.equal(await editor.text(), before);
		assert.ok(!existsSync(join(folder, image)));
	});

	test('19 a cancel that comes too late saves what was paid for, and says so', async () => {
		service.emulator.setOptions({ durationMs: 600_000 });
		service.emulator.faults.add({ on: 'delete', kind: 'finishesFirst' });
		const { editor, notifications } = await selected();
		await (await editor.contextMenu()).choose('Generate Image from Selection');
		await notifications.press(/Generating…/, 'Cancel');
		const done = await notifications.find(/^Saved/);
		assert.match(done.text, /It was done before it could be canceled/);
		await editor.waitForText(link);
	});

	test('it is among the refactorings', async () => {
		const { page, editor, runById } = await selected();
		const item = page.locator('.action-widget').getByText('Generate Image from Selection (45 credits)');
		await waitFor('the refactorings', async () => {
			await runById('editor.action.refactor');
			await item.waitFor({ timeout: 3000 });
			return true;
		});
		await item.click();
		await editor.waitForText(link);
	});

	test('without a selection it is in no menu', async () => {
		const { editor } = await openWorkbench({ env: service.env });
		await editor.open('docs/guide.md');
		await editor.selectRange({ start: { line: 0, character: 0 }, end: { line: 0, character: 0 } });
		const menu = await editor.contextMenu();
		assert.ok(!(await menu.items()).includes('Generate Image from Selection'));
	});
});

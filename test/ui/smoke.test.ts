import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { useService } from './service.ts';

suite('smoke', () => {
	test('selected text becomes an image through the context menu, and Undo takes it back', async () => {
		const { emulator, env } = await useService();
		const { editor, folder, notifications } = await openWorkbench({ env });
		await editor.open('docs/guide.md');
		const before = await editor.text();
		await editor.select('A lighthouse at dawn, calm sea, wide negative space for a headline');
		const menu = await editor.contextMenu();
		await menu.choose('Generate Image from Selection');

		const path = 'assets/a-lighthouse-at-dawn-calm-sea-wide-negative.webp';
		const saved = await notifications.find(`Saved ${path}`);
		assert.deepEqual(saved.buttons, ['Open', 'Reveal', 'Undo']);
		await editor.waitForText(`](../${path})`);
		assert.ok(existsSync(join(folder, path)));
		assert.equal(emulator.ledger.total, 45);

		await notifications.press(`Saved ${path}`, 'Undo');
		await editor.waitForExactText(before);
		await waitFor('the image to be gone', () => !existsSync(join(folder, path)));
	});
});

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { useService, type UiService } from './service.ts';

const sentence = 'A lighthouse at dawn, calm sea, wide negative space for a headline';

suite('the first record file', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});

	test('is told of once, when the user made it by hand; Keep Elsewhere takes it out of the workspace', async () => {
		const workbench = await openWorkbench({ env: service.env, ownServer: true });
		const { editor, folder, inHost, notifications, runById } = workbench;
		const file = join(folder, '.vscode/image-assets.json');
		await rm(file, { force: true });
		await inHost(({ commands }) =>
			commands.executeCommand('imageAssets.generate', { prompt: 'a fox', link: 'none' }).then(() => true),
		);
		assert.ok(existsSync(file));
		assert.ok((await notifications.list()).every(({ buttons }) => !buttons.includes('Keep Elsewhere')));
		await rm(file);
		await editor.open('docs/guide.md');
		await editor.select(sentence);
		await runById('imageAssets.generateFromSelection');
		const notice = await notifications.find('.vscode/image-assets.json');
		assert.deepEqual(notice.buttons, ['Open Setting', 'Keep Elsewhere']);
		await workbench.screenshot('record-notice');
		await notifications.press('.vscode/image-assets.json', 'Keep Elsewhere');
		await waitFor('the file to go', () => !existsSync(file));
		await notifications.find('kept in VS Code');
		assert.equal(
			await inHost(({ workspace }) => workspace.getConfiguration('imageAssets').get<boolean>('keepRecord')),
			false,
		);
		// What it said is still known.
		const known = await inHost(async ({ commands, workspace, Uri }) => {
			const [root] = workspace.workspaceFolders ?? [];
			const image = Uri.joinPath(
				root?.uri ?? Uri.file('/'),
				'assets/a-lighthouse-at-dawn-calm-sea-wide-negative.webp',
			);
			const saved = await commands.executeCommand<unknown[]>('imageAssets.regenerate', {
				references: [image],
				quality: 'low',
			});
			return saved.length;
		});
		assert.equal(known, 1);
		await workbench.close();
	});
});

import assert from 'node:assert/strict';
import { commands, Position, Selection, Uri, window, workspace, type TextEditor } from 'vscode';
import { emulatorControl } from '../emulator/emulatorControl.ts';

suite('generating', () => {
	const service = emulatorControl(process.env.IMAGE_ASSETS_API_BASE_URL ?? '');

	setup(async () => {
		await service.clear();
		await commands.executeCommand('workbench.action.closeAllEditors');
	});

	async function openText(language: string, content: string): Promise<TextEditor> {
		const folder = workspace.workspaceFolders?.[0]?.uri;
		assert.ok(folder);
		const file = Uri.joinPath(folder, `note-${Date.now()}.${language}`);
		await workspace.fs.writeFile(file, Buffer.from(content));
		return window.showTextDocument(file);
	}

	test('selected text becomes an image in the assets folder, and a link below it', async () => {
		const editor = await openText('md', '# Guide\n\nA lighthouse at dawn\n\nEnd.\n');
		editor.selection = new Selection(new Position(2, 0), new Position(2, 20));
		const saved = await commands.executeCommand<Uri[]>('imageAssets.generateFromSelection');
		assert.equal(saved.length, 1);
		assert.equal(workspace.asRelativePath(saved[0]!), 'assets/a-lighthouse-at-dawn.webp');
		assert.equal(
			editor.document.getText(),
			'# Guide\n\nA lighthouse at dawn\n\n![A lighthouse at dawn](assets/a-lighthouse-at-dawn.webp)\n\nEnd.\n',
		);
		assert.equal((await service.ledger()).total, 45);
	});
});

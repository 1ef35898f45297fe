import assert from 'node:assert/strict';
import { commands, window, workspace } from 'vscode';
import { waitFor } from '../support/workbench/waitFor.ts';
import { inWorkspace, noteMessages, openFile, run, select, service, withSettings } from './hostBench.ts';

suite('the size that links say', () => {
	setup(async () => {
		await service.clear();
		await service.setOptions({ durationMs: 50 });
		await commands.executeCommand('workbench.action.closeAllEditors');
	});

	async function textOf(path: string): Promise<string> {
		return Buffer.from(await workspace.fs.readFile(inWorkspace(path))).toString();
	}

	test('is the one that was asked for; there is none where nothing was', async () => {
		const { said, restore } = await noteMessages();
		const editor = await openFile('sized/new.html', '<p>a big ship</p>\n<p>a small ship</p>\n');
		await select(editor, 'a small ship');
		await run('generateFromSelection', { file: 'sized/small.webp', size: '60x40' });
		await service.setOptions({ images: 'scene' });
		await select(editor, 'a big ship');
		await run('generateFromSelection', { file: 'sized/big.webp' });
		await service.setOptions({ images: 'tiny' });
		const text = editor.document.getText();
		restore();
		assert.match(
			text,
			/<img src="small\.webp" alt="a small ship" width="60" height="40">/,
			JSON.stringify(said),
		);
		assert.match(text, /<img src="big\.webp" alt="a big ship">/);
	});

	test('is written beside an import, too', async () => {
		await withSettings({ jsxLink: 'import' }, async () => {
			const editor = await openFile('sized/new.tsx', 'export const A = <p>an imported ship</p>;\n');
			await select(editor, 'an imported ship');
			await run('generateFromSelection', { file: 'sized/sail.webp', size: '60x40' });
			assert.match(
				editor.document.getText(),
				/<img src=\{sail\} alt="an imported ship" width=\{60\} height=\{40\} \/>/,
			);
		});
	});

	test('follows the image where it was the image’s, as one step; and goes back with it', async () => {
		let undo: () => void = () => undefined;
		const asked = new Promise<void>(resolve => (undo = resolve));
		const { said, restore } = await noteMessages(async ({ buttons }) => {
			if (buttons.includes('Undo Replace')) {
				await asked;
				return 'Undo Replace';
			}
			return buttons.find(button => ['Re-render', 'Generate'].includes(button));
		});
		try {
			const editor = await openFile('sized/page.html', '<p>a resized ship</p>\n');
			await select(editor, 'a resized ship');
			const [path = ''] = await run('generateFromSelection', { file: 'sized/ship.webp', size: '60x40' });
			const before = editor.document.getText();
			await editor.document.save();
			const other = [
				'<img src="ship.webp" width="60" height="40">',
				'<img src="ship.webp" width="61" height="40">',
				'<img src="other.webp" width="60" height="40">',
				'<p>60 40</p>',
			].join('\n');
			await workspace.fs.writeFile(inWorkspace('sized/closed.html'), Buffer.from(other));

			await run('regenerate', { references: [inWorkspace(path)], size: '90x30' });
			const sized = before.replace('width="60" height="40"', 'width="90" height="30"');
			assert.notEqual(sized, before);
			assert.equal(editor.document.getText(), sized, JSON.stringify(said));
			assert.equal(await textOf('sized/closed.html'), other.replace('60" height="40', '90" height="30'));

			await window.showTextDocument(editor.document);
			await commands.executeCommand('undo');
			assert.equal(editor.document.getText(), before);
			await commands.executeCommand('redo');
			assert.equal(editor.document.getText(), sized);

			undo();
			await waitFor('the size before', async () => {
				return editor.document.getText() === before && (await textOf('sized/closed.html')) === other;
			});
			await waitFor('the message', () =>
				said.some(({ message }) => message.includes('is the original again')),
			);
		} finally {
			undo();
			restore();
		}
	});
});

import assert from 'node:assert/strict';
import {
	commands,
	NotebookCellKind,
	window,
	workspace,
	type NotebookDocument,
	type TextEditor,
} from 'vscode';
import { waitFor } from '../support/workbench/waitFor.ts';
import { exists, inWorkspace, noteMessages, replaceText, run, select, service } from './hostBench.ts';

suite('notebooks', () => {
	let restore: () => void;
	let books = 0;

	setup(async () => {
		await service.clear();
		await commands.executeCommand('workbench.action.closeAllEditors');
		({ restore } = await noteMessages());
	});
	teardown(async () => {
		restore();
		await service.setOptions({ durationMs: 50 });
		await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
	});

	const cell = (type: 'markdown' | 'code', source: string) => ({
		cell_type: type,
		metadata: {},
		source: [source],
		...(type === 'code' && { execution_count: null, outputs: [] }),
	});

	/** A notebook in a folder of its own, open in its editor. */
	async function open(...cells: object[]): Promise<NotebookDocument> {
		const uri = inWorkspace(`deep/notebook-${++books}/book.ipynb`);
		const metadata = { language_info: { name: 'python' } };
		const content = JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 });
		await workspace.fs.writeFile(uri, Buffer.from(content));
		const notebook = await workspace.openNotebookDocument(uri);
		await window.showNotebookDocument(notebook);
		return notebook;
	}

	/** The editor of a cell, active. */
	async function edit(notebook: NotebookDocument, index: number): Promise<TextEditor> {
		const document = notebook.cellAt(index).document;
		await commands.executeCommand('notebook.focusTop');
		for (let count = 0; count < index; count++) {
			await commands.executeCommand('list.focusDown');
		}
		await commands.executeCommand('notebook.cell.edit');
		return waitFor('the editor of the cell', () =>
			window.activeTextEditor?.document === document ? window.activeTextEditor : undefined,
		);
	}

	const textOf = (notebook: NotebookDocument, index: number) => notebook.cellAt(index).document.getText();
	/** Without the numbers that a taken name gets. */
	const plain = (text: string) => text.replaceAll(/-\d+(?=\.webp)/g, '');

	test('the link goes into the cell of the selected text, relative to the notebook', async () => {
		const notebook = await open(
			cell('markdown', '# Harbours'),
			cell('markdown', 'a quiet harbour at dawn'),
			cell('code', 'title = 1\n# a busy harbour at noon\n'),
		);
		assert.equal(notebook.cellAt(1).kind, NotebookCellKind.Markup);
		await select(await edit(notebook, 1), 'a quiet harbour at dawn');
		const [saved = ''] = await run('generateFromSelection');
		assert.ok(await exists(saved));
		assert.equal(
			plain(textOf(notebook, 1)),
			'a quiet harbour at dawn\n\n![a quiet harbour at dawn](../../assets/a-quiet-harbour-at-dawn.webp)',
		);
		assert.equal(textOf(notebook, 0), '# Harbours');
		await select(await edit(notebook, 2), '# a busy harbour at noon');
		await run('generateFromSelection');
		assert.equal(
			plain(textOf(notebook, 2)),
			'title = 1\n# a busy harbour at noon\n# ../../assets/a-busy-harbour-at-noon.webp\n',
		);
	});

	test('the place is followed while the cell is edited and cells come before it', async () => {
		await service.setOptions({ durationMs: 60_000 });
		const notebook = await open(cell('markdown', 'Boats\n\na red boat'));
		const editor = await edit(notebook, 0);
		await select(editor, 'a red boat');
		const saved = run('generateFromSelection');
		await waitFor('the job to be accepted', async () => (await service.jobs()).length > 0);
		await replaceText(editor, 'Boats', 'Of all boats');
		await commands.executeCommand('notebook.cell.insertMarkdownCellAbove');
		await service.finishAll();
		await saved;
		assert.equal(notebook.cellCount, 2);
		assert.equal(
			plain(textOf(notebook, 1)),
			'Of all boats\n\na red boat\n\n![a red boat](../../assets/a-red-boat.webp)',
		);
	});
});

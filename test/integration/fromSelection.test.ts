import assert from 'node:assert/strict';
import { commands, Selection, window, workspace } from 'vscode';
import { exists, noteMessages, openFile, run, select, service, workspaceFolder } from './hostBench.ts';

suite('generating from a selection', () => {
	setup(async () => {
		await service.clear();
		await commands.executeCommand('workbench.action.closeAllEditors');
	});

	const cases: [string, string, string, string, string][] = [
		[
			'Markdown',
			'docs/a.md',
			'# Guide\n\nA lighthouse at dawn\n\nEnd.\n',
			'A lighthouse at dawn',
			'# Guide\n\nA lighthouse at dawn\n\n![A lighthouse at dawn](../assets/a-lighthouse-at-dawn.webp)\n\nEnd.\n',
		],
		[
			'a comment in TypeScript',
			'src/a.ts',
			'export function f() {\n\t// TODO image: a fox reading a map\n\treturn 1;\n}\n',
			'// TODO image: a fox reading a map',
			'export function f() {\n\t// TODO image: a fox reading a map\n\t// ../assets/a-fox-reading-a-map.webp\n\treturn 1;\n}\n',
		],
		[
			'the alt text of an image without a source',
			'a.html',
			'<main>\n\t<img alt="A red bridge">\n</main>\n',
			'A red bridge',
			'<main>\n\t<img src="assets/a-red-bridge.webp" alt="A red bridge">\n</main>\n',
		],
		[
			'a plain line in Korean',
			'b.txt',
			'바다 위의 등대\n',
			'바다 위의 등대',
			'바다 위의 등대\nassets/바다-위의-등대.webp\n',
		],
	];
	for (const [name, file, before, selected, after] of cases) {
		test(name, async () => {
			const editor = await openFile(file, before);
			await select(editor, selected);
			const saved = await run('generateFromSelection');
			assert.equal(saved.length, 1);
			assert.ok(await exists(saved[0] ?? ''));
			assert.equal(editor.document.getText().replaceAll(/-\d+(?=\.webp)/g, ''), after);
		});
	}

	test('it is offered as a refactoring of selected text, and only there', async () => {
		const editor = await openFile('c.md', 'A boat\n');
		await select(editor, 'A boat');
		const offered = (range: typeof editor.selection) =>
			commands.executeCommand<{ title: string }[]>(
				'vscode.executeCodeActionProvider',
				editor.document.uri,
				range,
			);
		const title = 'Generate Image from Selection (45 credits)';
		const titles = (await offered(editor.selection)).map(action => action.title);
		assert.ok(titles.includes(title));
		assert.ok(titles.includes('Generate Image from Selection with Options…'));
		const empty = new Selection(0, 0, 0, 0);
		assert.ok(!(await offered(empty)).some(action => action.title === title));
	});

	test('the menu passes the document as its first argument', async () => {
		const editor = await openFile('d.md', 'A kite\n');
		await select(editor, 'A kite');
		assert.deepEqual(await run('generateFromSelection', editor.document.uri), ['assets/a-kite.webp']);
	});

	test('link "replace" and "none"', async () => {
		const replaced = await openFile('e.md', 'Before A swan after\n');
		await select(replaced, 'A swan');
		await run('generateFromSelection', { link: 'replace' });
		assert.equal(replaced.document.getText(), 'Before ![A swan](assets/a-swan.webp) after\n');
		const untouched = await openFile('f.md', 'A crane\n');
		await select(untouched, 'A crane');
		await run('generateFromSelection', { link: 'none' });
		assert.equal(untouched.document.getText(), 'A crane\n');
	});

	test('several images: each link comes after the one before', async () => {
		const editor = await openFile('several.md', 'Before\n\nTwo ducks\n\nAfter\n');
		await select(editor, 'Two ducks');
		await run('generateFromSelection', { link: 'replace', count: 2 });
		const lines = editor.document.getText().split('\n');
		assert.deepEqual(lines.toSorted(), [
			'',
			'',
			'',
			'',
			'![Two ducks](assets/two-ducks-1.webp)',
			'![Two ducks](assets/two-ducks.webp)',
			'After',
			'Before',
		]);
		assert.deepEqual([lines[0], lines[6]], ['Before', 'After']);
	});

	test('an untitled document gets a path from the workspace folder', async () => {
		const document = await workspace.openTextDocument({ language: 'markdown', content: 'A whale' });
		const editor = await window.showTextDocument(document);
		await select(editor, 'A whale');
		await run('generateFromSelection');
		assert.match(document.getText(), /!\[A whale\]\(assets\/a-whale\.webp\)/);
	});

	test('the folder is that of Markdown’s own setting, in Markdown', async () => {
		const markdown = workspace.getConfiguration('markdown', workspaceFolder());
		await markdown.update('copyFiles.destination', { '**/*.md': 'media/' }, true);
		try {
			const editor = await openFile('g.md', 'A heron\n');
			await select(editor, 'A heron');
			assert.deepEqual(await run('generateFromSelection'), ['media/a-heron.webp']);
		} finally {
			await markdown.update('copyFiles.destination', undefined, true);
		}
	});

	test('without a selection it says what to do', async () => {
		const { said, restore } = await noteMessages();
		try {
			await openFile('h.md', 'Nothing is selected\n');
			assert.deepEqual(await run('generateFromSelection'), []);
			assert.match(said[0]?.message ?? '', /Select the text/);
		} finally {
			restore();
		}
	});
});

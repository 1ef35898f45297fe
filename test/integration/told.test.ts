import assert from 'node:assert/strict';
import type { Uri } from 'vscode';
import {
	commands,
	MarkdownString,
	Position,
	workspace,
	WorkspaceEdit,
	type CodeAction,
	type Hover,
} from 'vscode';
import { exists, inWorkspace, noteMessages, openFile, run, select, service } from './hostBench.ts';
import { waitFor } from '../support/workbench/waitFor.ts';

suite('images at their paths, and when they are gone', () => {
	setup(async () => {
		await service.clear();
		await commands.executeCommand('workbench.action.closeAllEditors');
	});

	const fixesAt = async (uri: Uri, position: Position): Promise<CodeAction[]> => {
		const range = { start: position, end: position };
		return commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', uri, range, 'quickfix');
	};

	test('the path of a placeholder has a quick fix that renders it, for the price in its title', async () => {
		await run('createPlaceholder', {
			prompt: 'a red boat',
			file: 'told/boat.webp',
			size: '300x200',
			link: 'none',
		});
		const drawn = await workspace.fs.readFile(inWorkspace('told/boat.webp'));
		const editor = await openFile('told/a.html', '<img src="boat.webp" alt="A red boat">\n');
		let action: CodeAction | undefined;
		await waitFor('the quick fix', async () => {
			const offered = await fixesAt(editor.document.uri, new Position(0, 12));
			action = offered.find(({ title }) => title.startsWith('Render Placeholder'));
			return action !== undefined;
		});
		assert.equal(action?.title, 'Render Placeholder (45 credits)');
		const { command = '', arguments: given = [] } = action.command ?? {};
		const rendered = await commands.executeCommand<Uri[]>(command, ...(given as unknown[]));
		assert.deepEqual(
			rendered.map(uri => workspace.asRelativePath(uri, false)),
			['told/boat.webp'],
		);
		assert.notDeepEqual(await workspace.fs.readFile(inWorkspace('told/boat.webp')), drawn);
		const after = await fixesAt(editor.document.uri, new Position(0, 12));
		assert.ok(after.every(({ title }) => !title.startsWith('Render Placeholder')));
	});

	test('a hover shows the image at any path outside of Markdown, also without a record', async () => {
		await run('createPlaceholder', {
			prompt: 'a quay',
			file: 'told/quay (1).png',
			size: '120x60',
			link: 'none',
		});
		await workspace.fs.copy(inWorkspace('told/quay (1).png'), inWorkspace('told/plain (2).png'));
		const shown = async (file: string, text: string) => {
			const { document } = await openFile(file, text);
			const at = document.positionAt(text.indexOf('plain') + 2);
			const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, at);
			return hovers
				.flatMap(({ contents }) => contents)
				.map(content => (content instanceof MarkdownString ? content.value : ''))
				.join('\n')
				.replaceAll('&nbsp;', ' ');
		};
		for (const [file, text] of [
			['told/b.html', '<img src="plain (2).png" alt="">\n'],
			['told/b.css', 'a { background: url("plain (2).png"); }\n'],
		] as const) {
			const said = await shown(file, text);
			assert.match(said, /!\[\]\(.*\/told\/plain%20%282%29\.png\|width=200\)/, file);
			assert.match(said, /120 × 60/);
		}
		assert.doesNotMatch(await shown('told/b.md', '![](<plain (2).png>)\n'), /120 × 60/);
	});

	test('a recorded image that a document still shows is deleted: that is told, and Restore brings it back', async () => {
		await run('createPlaceholder', { prompt: 'a pier', file: 'told/pier.webp', size: '64x64', link: 'none' });
		await run('createPlaceholder', {
			prompt: 'unused',
			file: 'told/unused.webp',
			size: '64x64',
			link: 'none',
		});
		await openFile('told/c.html', '<img src="pier.webp" alt="A pier">\n');
		let restored = false;
		const messages = await noteMessages(({ message }) => {
			const isOurs = message.includes('was deleted') && !restored;
			restored ||= isOurs;
			return Promise.resolve(isOurs ? 'Restore' : undefined);
		});
		try {
			const edit = new WorkspaceEdit();
			edit.deleteFile(inWorkspace('told/unused.webp'));
			edit.deleteFile(inWorkspace('told/pier.webp'));
			assert.ok(await workspace.applyEdit(edit));
			await waitFor('the image to be back', () => exists('told/pier.webp'));
			assert.deepEqual(
				messages.said.filter(({ message }) => message.includes('deleted')),
				[
					{
						severity: 'warning',
						message: 'told/pier.webp was deleted, but is still shown in told/c.html.',
						buttons: ['Restore'],
					},
				],
			);
			assert.ok(!(await exists('told/unused.webp')));
		} finally {
			messages.restore();
		}
	});

	test('no argument object and no reload brings a notice about the record', async () => {
		const editor = await openFile('told/d.md', 'A heron\n');
		await select(editor, 'A heron');
		const messages = await noteMessages();
		try {
			await run('generate', { prompt: 'a heron', file: 'told/heron.webp' });
			assert.ok(messages.said.every(({ buttons }) => !buttons.includes('Keep Elsewhere')));
		} finally {
			messages.restore();
		}
	});
});

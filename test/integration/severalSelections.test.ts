import assert from 'node:assert/strict';
import { commands, Selection, type TextEditor } from 'vscode';
import { waitFor } from '../support/workbench/waitFor.ts';
import {
	exists,
	noteMessages,
	openFile,
	replaceText,
	run,
	selectRanges,
	service,
	withSettings,
	type Press,
	type Said,
} from './hostBench.ts';

/** Selects a text each, and puts cursors before others. */
async function selectAll(
	editor: TextEditor,
	texts: readonly string[],
	cursors: readonly string[] = [],
): Promise<void> {
	const { document } = editor;
	const at = (text: string) => {
		const start = document.getText().indexOf(text);
		assert.notEqual(start, -1, `the document has no "${text}"`);
		return start;
	};
	await selectRanges(editor, [
		...texts.map(
			text => new Selection(document.positionAt(at(text)), document.positionAt(at(text) + text.length)),
		),
		...cursors.map(text => new Selection(document.positionAt(at(text)), document.positionAt(at(text)))),
	]);
}

suite('several selections', () => {
	let said: Said[] = [];
	let restore: () => void;
	let press: Press;

	setup(async () => {
		await service.clear();
		await service.setOptions({ durationMs: 50 });
		await commands.executeCommand('workbench.action.closeAllEditors');
		press = () => Promise.resolve(undefined);
		({ said, restore } = await noteMessages(message => press(message)));
	});
	teardown(async () => {
		restore();
		await service.setOptions({ durationMs: 50 });
	});

	const total = async () => (await service.ledger()).total;
	const prompts = async () =>
		(await service.requests())
			.filter(({ call }) => call === 'create')
			.map(({ body }) => (body as { input: { prompt: string } }).input.prompt)
			.toSorted();

	const before = '# Three animals\n\nAn otter\n\n- a lynx\n- a heron\n\nThe end\n';
	const after =
		'# Three animals\n\nAn otter\n\n![An otter](../assets/an-otter.webp)\n\n' +
		'- a lynx ![a lynx](../assets/a-lynx.webp)\n- a heron ![a heron](../assets/a-heron.webp)\n\nThe end\n';

	test('get an image each, with its own prompt and link; one Undo of VS Code takes all links', async () => {
		const editor = await openFile('several/a.md', before);
		await selectAll(editor, ['a heron', 'An otter', 'a lynx'], ['The end', 'Three']);
		const saved = await run('generateFromSelection');
		assert.deepEqual(saved, ['assets/an-otter.webp', 'assets/a-lynx.webp', 'assets/a-heron.webp']);
		assert.deepEqual(await prompts(), ['An otter', 'a heron', 'a lynx']);
		assert.equal(await total(), 135);
		const linked = editor.document.getText();
		assert.equal(linked, after);
		assert.equal(said.length, 1, JSON.stringify(said));
		assert.match(said[0]?.message ?? '', /^Saved assets.* · 135 credits\.$/);
		assert.deepEqual(
			editor.selections.map(each => editor.document.getText(each)),
			['a heron', 'An otter', 'a lynx', '', ''],
		);
		await commands.executeCommand('undo');
		assert.equal(editor.document.getText(), before);
		await commands.executeCommand('redo');
		assert.equal(editor.document.getText(), linked);
	});

	test('Undo of the message takes all links and images', async () => {
		press = message => Promise.resolve(message.buttons.includes('Undo') ? 'Undo' : undefined);
		const editor = await openFile('several/undo.html', '<p>a red barn, then a blue barn</p>\n');
		await selectAll(editor, ['a red barn', 'a blue barn']);
		const saved = await run('generateFromSelection');
		await waitFor('the Undo', () => said.some(({ message }) => message === '2 images were removed.'));
		assert.equal(editor.document.getText(), '<p>a red barn, then a blue barn</p>\n');
		assert.deepEqual(await Promise.all(saved.map(exists)), [false, false]);
	});

	test('of one line, and with imports', async () => {
		await withSettings({ jsxLink: 'import' }, async () => {
			const editor = await openFile('several/a.tsx', 'export const A = <p>one owl and one toad</p>;\n');
			await selectAll(editor, ['one owl', 'one toad']);
			await run('generateFromSelection');
			assert.equal(
				editor.document.getText(),
				"import oneToad from '../assets/one-toad.webp';\nimport oneOwl from '../assets/one-owl.webp';\n" +
					'export const A = <p>one owl <img src={oneOwl} alt="one owl" width={32} height={32} /> and one toad <img src={oneToad} alt="one toad" width={32} height={32} /></p>;\n',
			);
		});
	});

	test('the total is asked for once, before anything is sent', async () => {
		await withSettings({ confirmAbove: 100 }, async () => {
			const editor = await openFile('several/asked.md', before);
			await selectAll(editor, ['An otter', 'a lynx', 'a heron']);
			assert.deepEqual(await run('generateFromSelection'), []);
			assert.deepEqual(
				said.map(({ message }) => message),
				['Generate 3 images for 3 × 45 = 135 credits?'],
			);
			assert.deepEqual(await service.requests(), []);
			assert.equal(editor.document.getText(), before);
		});
	});

	test('the day’s limit has room for all of them, or none is sent', async () => {
		await withSettings({ dailyCreditLimit: 100, confirmAbove: 10_000 }, async () => {
			const editor = await openFile('several/limit.md', before);
			await selectAll(editor, ['An otter', 'a lynx', 'a heron']);
			assert.deepEqual(await run('generateFromSelection'), []);
			assert.match(said[0]?.message ?? '', /this needs 3 × 45 = 135 credits\. Nothing was sent/);
			assert.deepEqual(await service.requests(), []);
		});
	});

	test('the same text twice is two images', async () => {
		const editor = await openFile('several/same.md', 'a kiwi\n\nor a kiwi\n');
		const { document } = editor;
		const second = document.getText().lastIndexOf('a kiwi');
		await selectRanges(editor, [
			new Selection(0, 0, 0, 6),
			new Selection(document.positionAt(second), document.positionAt(second + 6)),
		]);
		const saved = await run('generateFromSelection');
		assert.deepEqual(saved.toSorted(), ['assets/a-kiwi-1.webp', 'assets/a-kiwi.webp']);
		assert.equal(document.getText().match(/!\[a kiwi\]/g)?.length, 2);
	});

	test('a text that was changed meanwhile gets no link, the others do', async () => {
		await service.setOptions({ durationMs: 60_000 });
		const editor = await openFile('several/changed.md', before);
		await selectAll(editor, ['An otter', 'a lynx', 'a heron']);
		const saved = run('generateFromSelection');
		await waitFor('the jobs', async () => (await service.jobs()).length === 3);
		await replaceText(editor, 'a lynx', 'a bobcat');
		await service.finishAll();
		assert.equal((await saved).length, 3);
		const text = editor.document.getText();
		assert.deepEqual(text.match(/!\[[^\]]*\]/g), ['![An otter]', '![a heron]']);
		assert.match(said[0]?.message ?? '', /No link was inserted/);
	});

	test('the refactoring says how many, and the total', async () => {
		const editor = await openFile('several/action.md', before);
		await selectAll(editor, ['An otter', 'a lynx', 'a heron'], ['The end']);
		const offered = await commands.executeCommand<{ title: string }[]>(
			'vscode.executeCodeActionProvider',
			editor.document.uri,
			editor.selection,
		);
		assert.ok(
			offered.some(({ title }) => title === 'Generate 3 Images from Selections (3 × 45 = 135 credits)'),
			JSON.stringify(offered.map(({ title }) => title)),
		);
	});

	test('blank text is none', async () => {
		const editor = await openFile('several/blank.md', '  \n\n \t\n');
		await selectRanges(editor, [new Selection(0, 0, 0, 2), new Selection(2, 0, 2, 2)]);
		assert.deepEqual(await run('generateFromSelection'), []);
		assert.match(said[0]?.message ?? '', /There is no text/);
	});
});

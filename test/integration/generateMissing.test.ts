import assert from 'node:assert/strict';
import { commands, Position, type CodeLens, type TextEditor } from 'vscode';
import { waitFor } from '../support/workbench/waitFor.ts';
import { exists, replaceText, run, service, withSettings } from './hostBench.ts';
import { headerOf, useMissingBench } from './missingBench.ts';

suite('missing images: Generate Missing Images…', () => {
	const bench = useMissingBench();
	const all = () => run('generateMissing', { folder: bench.folder, all: true });

	test('what fails stays missing, and another run makes that alone', async () => {
		await bench.write(
			'a.html',
			'<img src="one.png" alt="One boat"><img src="two-90x60.webp" alt="Two boats">',
		);
		await bench.write('docs/b.md', '![One boat on a quiet lake](../one.png)\n\n![Three](three.jpg)\n');
		await service.addFault({ on: 'create', kind: 'fails', message: 'no luck' });
		const saved = await all();
		assert.equal(saved.length, 2);
		await waitFor('the report', () => bench.said.some(({ severity }) => severity === 'error'));
		assert.deepEqual(
			bench.said.map(({ severity }) => severity),
			['info', 'error'],
		);
		assert.match(bench.said[0]?.message ?? '', /^Saved missing-.* and missing-.* · 90 credits\.$/);
		const wanted = [
			`${bench.folder}/docs/three.jpg`,
			`${bench.folder}/one.png`,
			`${bench.folder}/two-90x60.webp`,
		];
		const left = wanted.filter(path => !saved.includes(path));
		assert.equal(left.length, 1);
		assert.ok(bench.said[1]?.message.startsWith(`${left[0]}: `), bench.said[1]?.message);
		assert.match(bench.said[1]?.message ?? '', /no luck/);
		assert.deepEqual(await all(), left);
		assert.deepEqual(await headerOf(`${bench.folder}/two-90x60.webp`), {
			format: 'webp',
			width: 90,
			height: 60,
		});
		assert.deepEqual(
			(await service.requests())
				.filter(({ call }) => call === 'create')
				.map(({ body }) => (body as { input: { prompt: string } }).input.prompt)
				.filter(prompt => prompt.startsWith('One')),
			left[0] === `${bench.folder}/one.png`
				? ['One boat on a quiet lake', 'One boat on a quiet lake']
				: ['One boat on a quiet lake'],
		);
		assert.deepEqual(await all(), []);
		assert.equal(bench.said.at(-1)?.message, 'No image is missing in 2 documents.');
	});

	test('what Git ignores, packages, and what has no description are left out; unsaved text counts', async () => {
		await bench.write('.gitignore', 'built/\n');
		await bench.write('built/a.html', '<img src="x.png" alt="Ignored">');
		await bench.write('node_modules/p/README.md', '![Of a package](y.png)');
		await bench.write('b.html', '<img src="1.png">');
		const editor = await bench.open('c.html', '<img src="nothing.svg">');
		await replaceText(editor, 'nothing.svg', 'typed.webp" alt="As it was typed');
		assert.deepEqual(await all(), [`${bench.folder}/typed.webp`]);
		assert.equal(
			bench.said.find(({ message }) => message.startsWith('Nothing'))?.message,
			'Nothing says what 1 missing image should show: give it alternative text.',
		);
		assert.equal(await exists(`${bench.folder}/built/x.png`), false);
	});

	test('beyond the day’s limit nothing is sent', async () => {
		await bench.write('a.html', '<img src="one.png" alt="One boat"><img src="two.png" alt="Two boats">');
		const { total } = await service.ledger();
		assert.equal(total, 0);
		await withSettings({ dailyCreditLimit: 50 }, async () => {
			assert.deepEqual(await all(), []);
		});
		assert.match(bench.said.at(-1)?.message ?? '', /this needs 2 × 45 = 90 credits\. Nothing was sent\.$/);
		assert.deepEqual(await service.requests(), []);
	});

	test('arguments that are not known are refused', async () => {
		for (const argument of [{ every: true }, { folder: '../x', all: true }, 'all']) {
			assert.deepEqual(await run('generateMissing', argument), []);
		}
		assert.equal(bench.said.length, 3);
		assert.deepEqual(
			bench.said.map(({ buttons }) => buttons),
			Array.from({ length: 3 }, () => ['Open Keyboard Shortcuts']),
		);
	});
});

suite('missing images: TODO comments', () => {
	const bench = useMissingBench();
	const text = '# Boats\n\n<!-- TODO image: a red boat at low tide -->\n';
	const lensesOf = ({ document }: TextEditor) =>
		commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10);

	test('have no lenses unless they are wanted', async () => {
		const editor = await bench.open('todo.md', text);
		// Nothing is to come: whatever has just begun has come to its end by then.
		await new Promise(resolve => setTimeout(resolve, 600));
		assert.deepEqual(await lensesOf(editor), []);
	});

	test('with the setting: the same three, and the image is linked as from a selection', async () => {
		await withSettings({ todoCodeLens: true }, async () => {
			const editor = await bench.open('todo.md', text);
			const lenses = await lensesOf(editor);
			assert.deepEqual(
				lenses.map(({ command }) => command?.title),
				['Generate Image (45 credits)', 'Create Free Placeholder', 'Edit Prompt First…'],
			);
			const [lens] = lenses;
			assert.ok(lens?.command && lens.range.start.isEqual(new Position(2, 5)));
			const { command: id, arguments: given = [] } = lens.command;
			await commands.executeCommand(id, ...(given as unknown[]));
			const created = (await service.requests()).find(({ call }) => call === 'create');
			assert.equal((created?.body as { input: { prompt: string } }).input.prompt, 'a red boat at low tide');
			assert.match(
				editor.document.getText(),
				/!\[a red boat at low tide\]\(.*a-red-boat-at-low-tide\.webp\)/,
			);
		});
	});
});

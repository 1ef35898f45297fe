import assert from 'node:assert/strict';
import { mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, Selection, window, workspace } from 'vscode';
import {
	exists,
	inWorkspace,
	noteMessages,
	openFile,
	replaceInWindow,
	run,
	select,
	service,
	withSettings,
	workspaceFolder,
	type Said,
} from './hostBench.ts';

suite('generating with arguments', () => {
	let said: Said[] = [];
	let restore: () => void;

	setup(async () => {
		await service.clear();
		await commands.executeCommand('workbench.action.closeAllEditors');
		({ said, restore } = await noteMessages());
	});
	teardown(() => {
		restore();
	});

	test('nothing is asked, every argument reaches the wire, and the file is where it should be', async () => {
		const saved = await run('generate', {
			prompt: 'a fox reading a map',
			folder: 'img/icons',
			file: 'fox.png',
			quality: 'medium',
			aspectRatio: '3:2',
			outputFormat: 'jpeg',
			outputCompression: 70,
			background: 'opaque',
			moderation: 'low',
			outputFolder: 'site',
			isPublic: true,
			webhookUrl: 'https://example.com/hook',
		});
		assert.deepEqual(saved, ['img/icons/fox.png']);
		const created = (await service.requests()).find(({ call }) => call === 'create');
		assert.deepEqual(created?.body, {
			model: 'openai/gpt-image-2',
			input: {
				prompt: 'a fox reading a map',
				aspect_ratio: '3:2',
				quality: 'medium',
				background: 'opaque',
				// The extension in the file's name decides.
				output_format: 'png',
				output_compression: 70,
				moderation: 'low',
			},
			output_folder: 'site',
			webhook_url: 'https://example.com/hook',
			is_public: true,
		});
		const bytes = await workspace.fs.readFile(inWorkspace('img/icons/fox.png'));
		assert.equal(Buffer.from(bytes).toString('latin1', 1, 4), 'PNG');
		assert.equal((await service.ledger()).total, 176);
	});

	test('settings reach the wire, and the style is added to the prompt', async () => {
		const settings = {
			quality: 'medium',
			aspectRatio: '2:3',
			outputFormat: 'jpeg',
			outputCompression: 55,
			background: 'opaque',
			moderation: 'low',
			style: 'flat paper cut',
			fileName: '${slug}-${quality}',
			assetsFolder: 'pictures',
			outputFolder: 'kept',
			isPublic: true,
			webhookUrl: 'https://example.com/hook',
		};
		await withSettings(settings, async () => {
			assert.deepEqual(await run('generate', { prompt: 'A quiet harbour' }), [
				'pictures/a-quiet-harbour-medium.jpg',
			]);
		});
		const created = (await service.requests()).find(({ call }) => call === 'create');
		assert.deepEqual(created?.body, {
			model: 'openai/gpt-image-2',
			input: {
				prompt: 'A quiet harbour, flat paper cut',
				aspect_ratio: '2:3',
				quality: 'medium',
				background: 'opaque',
				output_format: 'jpeg',
				output_compression: 55,
				moderation: 'low',
			},
			output_folder: 'kept',
			webhook_url: 'https://example.com/hook',
			is_public: true,
		});
	});

	test('the common parameters of a workspace are not heard', async () => {
		const file = inWorkspace('.vscode/settings.json');
		const content = { 'imageAssets.isPublic': true, 'imageAssets.outputFolder': 'evil' };
		await workspace.fs.writeFile(file, Buffer.from(JSON.stringify(content)));
		try {
			await run('generate', { prompt: 'private' });
			const created = (await service.requests()).find(({ call }) => call === 'create');
			assert.deepEqual(Object.keys(created?.body as object), ['model', 'input']);
		} finally {
			await workspace.fs.delete(file);
		}
	});

	test('count makes as many jobs and files', async () => {
		const saved = await run('generate', { prompt: 'many foxes', count: 3 });
		assert.deepEqual(saved.toSorted(), [
			'assets/many-foxes-1.webp',
			'assets/many-foxes-2.webp',
			'assets/many-foxes.webp',
		]);
		assert.equal((await service.ledger()).entries.length, 3);
	});

	test('a setting that is wrong for a moment does not disturb jobs under way', async () => {
		await withSettings({ parallelJobs: 2 }, async () => {
			const saved = run('generate', { prompt: 'undisturbed', count: 4 });
			while ((await service.jobs()).length === 0) {
				await new Promise(resolve => setTimeout(resolve, 5));
			}
			await withSettings({ quality: 'me' }, async () => {
				assert.equal((await saved).length, 4);
			});
		});
		assert.equal((await service.ledger()).entries.length, 4);
	});

	test('11 the same command twice at once is one job', async () => {
		const [first, second] = await Promise.all([
			run('generate', { prompt: 'a double click' }),
			run('generate', { prompt: 'a double click' }),
		]);
		assert.deepEqual(first, ['assets/a-double-click.webp']);
		assert.deepEqual(second, first);
		assert.equal((await service.ledger()).entries.length, 1);
	});

	test('40 a name that is taken is numbered, and nothing is overwritten', async () => {
		await workspace.fs.writeFile(inWorkspace('assets/taken.webp'), Buffer.from('mine'));
		assert.deepEqual(await run('generate', { prompt: 'x', file: 'taken.webp' }), ['assets/taken-1.webp']);
		assert.equal(
			Buffer.from(await workspace.fs.readFile(inWorkspace('assets/taken.webp'))).toString(),
			'mine',
		);
	});

	test('31 says webp, is png: the bytes decide the extension', async () => {
		await service.addFault({ on: 'download', kind: 'otherFormat', format: 'png' });
		assert.deepEqual(await run('generate', { prompt: 'in disguise' }), ['assets/in-disguise.png']);
	});

	// Each gives one message with at most one next step, and nothing is sent.
	const refused: [string, () => Promise<unknown>, RegExp, string[]][] = [
		['an empty prompt', () => Promise.resolve({ prompt: '' }), /no text to make an image from/, []],
		['white space', () => Promise.resolve({ prompt: ' \n\t ' }), /no text to make an image from/, []],
		[
			'100,000 characters',
			() => Promise.resolve({ prompt: 'x'.repeat(100_000) }),
			/has 100,000 characters, the model takes at most 32,000/,
			[],
		],
		[
			'a folder above the workspace',
			() => Promise.resolve({ prompt: 'x', folder: '../..' }),
			/cannot be saved there/,
			['Open Keyboard Shortcuts'],
		],
		[
			'an absolute folder',
			() => Promise.resolve({ prompt: 'x', folder: '/etc' }),
			/cannot be saved there/,
			['Open Keyboard Shortcuts'],
		],
		[
			'a link that leads out',
			async () => {
				const outside = await mkdtemp(join(tmpdir(), 'outside-'));
				await symlink(outside, inWorkspace('leads-out').fsPath);
				return { prompt: 'x', folder: 'leads-out' };
			},
			/cannot be saved there/,
			['Open Keyboard Shortcuts'],
		],
		[
			'a file for a folder',
			() => Promise.resolve({ prompt: 'x', folder: 'notes.txt' }),
			/cannot be saved there/,
			['Open Keyboard Shortcuts'],
		],
		[
			'a value outside its list',
			() => Promise.resolve({ prompt: 'x', quality: 'best' }),
			/"quality" must be one of low, medium, high, auto/,
			['Open Keyboard Shortcuts'],
		],
		[
			'an argument that does not exist',
			() => Promise.resolve({ prompt: 'x', colour: 'red' }),
			/There is no "colour" here/,
			['Open Keyboard Shortcuts'],
		],
	];
	for (const [name, args, message, buttons] of refused) {
		test(`${name}: one message, and nothing is sent`, async () => {
			assert.deepEqual(await run('generate', await args()), []);
			assert.equal(said.length, 1, JSON.stringify(said));
			assert.match(said[0]?.message ?? '', message);
			assert.deepEqual(said[0]?.buttons, buttons);
			assert.deepEqual(await service.requests(), []);
		});
	}

	test('a setting outside its list leads to the setting', async () => {
		await withSettings({ quality: 'best' }, async () => {
			assert.deepEqual(await run('generate', { prompt: 'x' }), []);
		});
		assert.match(said[0]?.message ?? '', /"imageAssets\.quality" must be one of/);
		assert.deepEqual(said[0]?.buttons, ['Open Setting']);
	});

	test('55 an assets folder outside the workspace leads to the setting', async () => {
		await withSettings({ assetsFolder: '../..' }, async () => {
			assert.deepEqual(await run('generate', { prompt: 'x' }), []);
		});
		assert.match(said[0]?.message ?? '', /cannot be saved there/);
		assert.deepEqual(said[0]?.buttons, ['Open Setting']);
	});

	test('3 an answer that never came is told as one, with what it may have cost, and not sent again', async () => {
		await service.addFault({ on: 'create', kind: 'resetAfterBody' });
		assert.deepEqual(await run('generate', { prompt: 'lost on the way' }), []);
		assert.equal(said.length, 1, JSON.stringify(said));
		assert.match(said[0]?.message ?? '', /may have cost 45 credits\. It is not sent again/);
		assert.equal((await service.requests()).filter(({ call }) => call === 'create').length, 1);
	});

	// The service knows a prediction by the account that made it, so a job goes on with a key of the same one.
	for (const [on, key] of [
		['create', 'cdt_another'],
		['get', 'cdt_test'],
	] as const) {
		test(`7 a key that is refused (${on}) is asked for again, and the same job goes on`, async () => {
			let asked = '';
			const input = await replaceInWindow({
				showInputBox: (options?: { prompt?: string }) => {
					asked = options?.prompt ?? '';
					return Promise.resolve(key);
				},
			});
			try {
				await service.addFault({ on, kind: 'status', status: 401 });
				assert.deepEqual(await run('generate', { prompt: `a new key ${on}` }), [
					`assets/a-new-key-${on}.webp`,
				]);
				assert.match(asked, /refused the API key/);
				const requests = await service.requests();
				const creates = requests.filter(({ call }) => call === 'create');
				assert.equal(new Set(creates.map(({ headers }) => headers['idempotency-key'])).size, 1);
				assert.equal(requests.findLast(({ call }) => call === 'get')?.headers['x-api-key'], key);
				assert.equal((await service.ledger()).entries.length, 1);
			} finally {
				input.restore();
				await commands.executeCommand('imageAssets.clearApiKey');
			}
		});
	}

	test('a failure of the service is told in its own words', async () => {
		await service.addFault({ on: 'create', kind: 'fails', message: 'Refused by moderation' });
		assert.deepEqual(await run('generate', { prompt: 'x' }), []);
		assert.match(said[0]?.message ?? '', /could not make the image: Refused by moderation/);
	});

	test('47 a folder that turned into a file meanwhile: the image is kept, and another folder offered', async () => {
		await service.setOptions({ durationMs: 60_000 });
		try {
			const saved = run('generate', { prompt: 'nowhere to go', folder: 'turned' });
			while ((await service.jobs()).length === 0) {
				await new Promise(resolve => setTimeout(resolve, 20));
			}
			await workspace.fs.writeFile(inWorkspace('turned'), Buffer.from('a file'));
			await service.finishAll();
			assert.deepEqual(await saved, []);
		} finally {
			await service.setOptions({ durationMs: 50 });
		}
		assert.match(said[0]?.message ?? '', /made and paid \(45 credits\) and kept here until it is saved/);
		assert.deepEqual(said[0]?.buttons, ['Save Elsewhere…']);
	});

	test('an unsaved folder that does not exist is not left behind when nothing was made', async () => {
		await service.addFault({ on: 'create', kind: 'status', status: 402 });
		await run('generate', { prompt: 'x', folder: 'never/made' });
		assert.equal(await exists('never'), false);
	});
});

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
			select(editor, selected);
			const saved = await run('generateFromSelection');
			assert.equal(saved.length, 1);
			assert.ok(await exists(saved[0] ?? ''));
			assert.equal(editor.document.getText().replaceAll(/-\d+(?=\.webp)/g, ''), after);
		});
	}

	test('it is offered as a refactoring of selected text, and only there', async () => {
		const editor = await openFile('c.md', 'A boat\n');
		select(editor, 'A boat');
		const offered = (range: typeof editor.selection) =>
			commands.executeCommand<{ title: string }[]>(
				'vscode.executeCodeActionProvider',
				editor.document.uri,
				range,
			);
		const title = 'Generate Image from Selection';
		assert.ok((await offered(editor.selection)).some(action => action.title === title));
		const empty = new Selection(0, 0, 0, 0);
		assert.ok(!(await offered(empty)).some(action => action.title === title));
	});

	test('the menu passes the document as its first argument', async () => {
		const editor = await openFile('d.md', 'A kite\n');
		select(editor, 'A kite');
		assert.deepEqual(await run('generateFromSelection', editor.document.uri), ['assets/a-kite.webp']);
	});

	test('link "replace" and "none"', async () => {
		const replaced = await openFile('e.md', 'Before A swan after\n');
		select(replaced, 'A swan');
		await run('generateFromSelection', { link: 'replace' });
		assert.equal(replaced.document.getText(), 'Before ![A swan](assets/a-swan.webp) after\n');
		const untouched = await openFile('f.md', 'A crane\n');
		select(untouched, 'A crane');
		await run('generateFromSelection', { link: 'none' });
		assert.equal(untouched.document.getText(), 'A crane\n');
	});

	test('several images: each link comes behind the one before', async () => {
		const editor = await openFile('several.md', 'Before\n\nTwo ducks\n\nAfter\n');
		select(editor, 'Two ducks');
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
		select(editor, 'A whale');
		await run('generateFromSelection');
		assert.match(document.getText(), /!\[A whale\]\(assets\/a-whale\.webp\)/);
	});

	test('the folder is that of Markdown’s own setting, in Markdown', async () => {
		const markdown = workspace.getConfiguration('markdown', workspaceFolder());
		await markdown.update('copyFiles.destination', { '**/*.md': 'media/' }, true);
		try {
			const editor = await openFile('g.md', 'A heron\n');
			select(editor, 'A heron');
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

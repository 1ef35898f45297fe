import assert from 'node:assert/strict';
import { commands, window, workspace } from 'vscode';
import { insertLink } from '../../src/host/editor/insertLinks.ts';
import { linkPlaceAt } from '../../src/host/editor/linkPlace.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import {
	exists,
	inWorkspace,
	noteMessages,
	openFile,
	replaceText,
	run,
	select,
	service,
	withSettings,
	type Said,
} from './hostBench.ts';

suite('a link whose document changes while the image is made', () => {
	let said: Said[] = [];
	let restore: () => void;

	setup(async () => {
		await service.clear();
		await service.setOptions({ durationMs: 60_000 });
		await commands.executeCommand('workbench.action.closeAllEditors');
		({ said, restore } = await noteMessages());
	});
	teardown(async () => {
		restore();
		await service.setOptions({ durationMs: 50 });
	});

	/** Resolves once the service has the job. */
	async function accepted(): Promise<void> {
		await waitFor('the job to be accepted', async () => (await service.jobs()).length > 0);
	}

	test('text added above and below moves the place', async () => {
		const editor = await openFile('move.md', 'Top\n\nA moving boat\n\nEnd\n');
		await select(editor, 'A moving boat');
		const saved = run('generateFromSelection');
		await accepted();
		await replaceText(editor, 'Top', 'Top\n\nMore\n\nAnd more');
		await replaceText(editor, 'End', 'The end');
		await service.finishAll();
		await saved;
		assert.equal(
			editor.document.getText(),
			'Top\n\nMore\n\nAnd more\n\nA moving boat\n\n![A moving boat](assets/a-moving-boat.webp)\n\nThe end\n',
		);
	});

	for (const [name, by] of [
		['changed', 'A mooring boat'],
		['deleted', ''],
	] as const) {
		test(`a selection that was ${name} gets no link; Insert Link is offered`, async () => {
			const before = `Top\n\nA ${name} boat\n\nEnd\n`;
			const editor = await openFile(`${name}.md`, before);
			await select(editor, `A ${name} boat`);
			const saved = run('generateFromSelection');
			await accepted();
			await replaceText(editor, `A ${name} boat`, by);
			await service.finishAll();
			assert.deepEqual(await saved, [`assets/a-${name}-boat.webp`]);
			assert.equal(editor.document.getText(), before.replace(`A ${name} boat`, by));
			assert.match(said[0]?.message ?? '', /No link was inserted/);
			assert.equal(said[0]?.buttons[0], 'Insert Link');
		});
	}

	test('a document that was closed and not changed gets its link', async () => {
		const editor = await openFile('closed.md', 'Top\n\nA closed boat\n\nEnd\n');
		await select(editor, 'A closed boat');
		const saved = run('generateFromSelection');
		await accepted();
		await commands.executeCommand('workbench.action.closeAllEditors');
		await service.finishAll();
		await saved;
		const document = await workspace.openTextDocument(inWorkspace('closed.md'));
		assert.equal(
			document.getText(),
			'Top\n\nA closed boat\n\n![A closed boat](assets/a-closed-boat.webp)\n\nEnd\n',
		);
	});

	test('a document that is gone: the image is saved, and nothing is made in its place', async () => {
		const editor = await openFile('gone.md', 'A lost boat\n');
		await select(editor, 'A lost boat');
		const saved = run('generateFromSelection');
		await accepted();
		await commands.executeCommand('workbench.action.closeAllEditors');
		await workspace.fs.delete(inWorkspace('gone.md'));
		await service.finishAll();
		assert.deepEqual(await saved, ['assets/a-lost-boat.webp']);
		assert.equal(await exists('gone.md'), false);
		assert.match(said[0]?.message ?? '', /No link was inserted/);
	});

	test('while another editor is active, the link goes to the document it belongs to', async () => {
		const editor = await openFile('first.md', 'A first boat\n');
		await select(editor, 'A first boat');
		const saved = run('generateFromSelection');
		await accepted();
		await openFile('second.md', 'A first boat\n');
		await service.finishAll();
		await saved;
		assert.match(editor.document.getText(), /!\[A first boat\]/);
		assert.equal(window.activeTextEditor?.document.getText(), 'A first boat\n');
	});
});

suite('taking a link back', () => {
	const asset = {
		uri: inWorkspace('assets/boat.webp'),
		alt: 'A boat',
		width: 1,
		height: 1,
		sizeAsked: false,
	};

	async function inserted(path: string) {
		const before = 'Top\n\nA boat\n\nEnd\n';
		const editor = await openFile(path, before);
		await select(editor, 'A boat');
		const place = linkPlaceAt(editor, 'insert');
		const link = await insertLink(place, asset);
		place.dispose();
		assert.ok(typeof link === 'object');
		return { editor, link, before };
	}

	test('takes exactly the link, wherever edits have moved it', async () => {
		const { editor, link, before } = await inserted('back.md');
		await replaceText(editor, 'Top', 'Top\n\nMore');
		assert.equal(await link.undo(), true);
		assert.equal(editor.document.getText(), before.replace('Top', 'Top\n\nMore'));
	});

	test('a link that was changed stays, and so does a copy of what it was', async () => {
		const { editor, link } = await inserted('changed-link.md');
		await replaceText(editor, 'End\n', '\n![A boat](assets/boat.webp)\n\nEnd\n');
		await replaceText(editor, '![A boat]', '![A big boat]');
		const now = editor.document.getText();
		assert.equal(await link.undo(), false);
		assert.equal(editor.document.getText(), now);
	});
});

suite('a language that has no place for a link', () => {
	test('the image is saved, the document stays as it was, and the reason is said', async () => {
		const { said, restore } = await noteMessages();
		try {
			const editor = await openFile('data.json', '{\n\t"title": 1\n}\n');
			await select(editor, '\t"title": 1');
			assert.equal((await run('generateFromSelection')).length, 1);
			assert.equal(editor.document.getText(), '{\n\t"title": 1\n}\n');
			assert.match(said[0]?.message ?? '', /a link can't be placed there in this language/);
		} finally {
			restore();
		}
	});

	suite('by the settings of the project', () => {
		const file = 'public/img/sail.webp';
		/** The document after an image was made from its selected text, and after Undo. */
		async function linked(path: string, before: string, text: string): Promise<string> {
			await service.setOptions({ durationMs: 50 });
			const editor = await openFile(path, before);
			await select(editor, text);
			await run('generateFromSelection', { file });
			return editor.document.getText();
		}

		test('from the root of the site where the asset is served there', async () => {
			const before = 'export const A = () => (\n\t<div>\n\t\ta root sail\n\t</div>\n);\n';
			assert.match(
				await linked('src/root.tsx', before, 'a root sail'),
				/<img src="\/img\/sail(-\d+)?\.webp"/,
			);
			assert.match(
				await linked('root.md', 'a root sail in text\n', 'a root sail in text'),
				/\]\(public\/img\/sail/,
			);
		});

		test('by a template of the language', async () => {
			await withSettings(
				{ linkTemplates: { html: '<img src="${path}" alt="${alt}" width="${width}">' } },
				async () => {
					const text = await linked('t.html', '<body>\n\ta <b> sail\n</body>\n', 'a <b> sail');
					assert.match(text, /<img src="\/img\/sail(-\d+)?\.webp" alt="[^"]*sail" width="\d+">/);
				},
			);
		});

		test('imported by a module, and both taken back by Undo', async () => {
			await withSettings({ jsxLink: 'import' }, async () => {
				const before =
					"import React from 'react';\n\nexport const A = () => (\n\t<div>\n\t\tan imported boat\n\t</div>\n);\n";
				const { restore } = await noteMessages(({ buttons }) =>
					Promise.resolve(buttons.find(button => button === 'Undo')),
				);
				await service.setOptions({ durationMs: 50 });
				const editor = await openFile('src/imported.tsx', before);
				await select(editor, 'an imported boat');
				let during = '';
				const changes = workspace.onDidChangeTextDocument(({ document }) => {
					during = during === '' && document === editor.document ? document.getText() : during;
				});
				await run('generateFromSelection', { file: 'src/sail.webp' });
				changes.dispose();
				assert.match(during, /^import React from 'react';\nimport sail from '\.\/sail\.webp';\n/);
				assert.match(during, /<img src=\{sail\} alt="an imported boat" width=\{32\} height=\{32\} \/>/);
				await waitFor('the document as it was', () => editor.document.getText() === before);
				restore();
			});
		});
	});
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmod, copyFile, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { commands, workspace, WorkspaceEdit, type Hover, type MarkdownString } from 'vscode';
import { imageHeader } from '../../src/core/images/verifyImage.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import {
	exists,
	inWorkspace,
	noteMessages,
	openFile,
	run,
	service,
	withSettings,
	type Said,
} from './hostBench.ts';

const recordFile = '.vscode/image-assets.json';

interface Entry {
	readonly prompt: string;
	readonly input: Record<string, unknown>;
	readonly credits: number;
	readonly references?: string[];
	readonly size?: string;
	readonly sha256: string;
}

async function entries(): Promise<Record<string, Entry>> {
	const bytes = await workspace.fs.readFile(inWorkspace(recordFile));
	return (JSON.parse(Buffer.from(bytes).toString()) as { assets: Record<string, Entry> }).assets;
}

async function hashOf(path: string): Promise<string> {
	return createHash('sha256')
		.update(await workspace.fs.readFile(inWorkspace(path)))
		.digest('hex');
}

suite('making recorded images again', () => {
	let said: Said[] = [];
	let restore: () => void;
	/** Presses Undo Replace. */
	let undo: () => void;

	setup(async () => {
		await service.clear();
		await rm(inWorkspace('.vscode').fsPath, { recursive: true, force: true });
		await commands.executeCommand('workbench.action.closeAllEditors');
		const undone = new Promise<void>(resolve => {
			undo = resolve;
		});
		({ said, restore } = await noteMessages(async ({ buttons }) => {
			if (buttons.includes('Undo Replace')) {
				await undone;
				return 'Undo Replace';
			}
			return buttons.find(button => ['Re-render', 'Generate'].includes(button));
		}));
	});
	teardown(async () => {
		undo();
		restore();
		await service.setOptions({ images: 'tiny' });
		await commands.executeCommand('workbench.action.closeAllEditors');
		await rm(inWorkspace('.vscode').fsPath, { recursive: true, force: true });
	});

	const inputs = async () =>
		(await service.requests())
			.filter(({ call }) => call === 'create')
			.map(({ body }) => (body as { input: Record<string, unknown> }).input);

	test('finalize: the same prompt and parameters at high quality, in place; Undo brings the draft back', async () => {
		await service.setOptions({ images: 'scene' });
		const wish = { prompt: 'a lighthouse to finish', aspectRatio: '3:2' };
		await run('generate', { ...wish, file: 'finish/first.png' });
		// The second draft of a prompt is another picture than the first final.
		const [path = ''] = await run('generate', { ...wish, file: 'finish/hero.png' });
		const draft = await hashOf(path);
		assert.deepEqual(await run('finalize', { references: [inWorkspace(path)] }), [path]);
		const [, second, third] = await inputs();
		assert.deepEqual(third, { ...second, quality: 'high' });
		const final = await hashOf(path);
		assert.notEqual(final, draft);
		const entry = (await entries())[path];
		assert.deepEqual([entry?.input.quality, entry?.credits, entry?.sha256], ['high', 480, final]);
		assert.ok(!(await exists('finish/hero-high.png')));
		const told = said.find(({ buttons }) => buttons.includes('Undo Replace'));
		assert.ok(told, JSON.stringify(said));
		undo();
		await waitFor('the draft', async () => (await hashOf(path)) === draft);
		await waitFor('its record', async () => (await entries())[path]?.input.quality === 'low');
		assert.equal((await entries())['finish/hero-high.png']?.sha256, final);
		assert.equal(await hashOf('finish/hero-high.png'), final);
	});

	test('regenerate: with what is to change, and the recorded rest; references go along', async () => {
		const [path = ''] = await run('generate', { prompt: 'a harbour', file: 'again/a.webp', quality: 'low' });
		const [edited = ''] = await run('edit', { prompt: 'at night', references: [inWorkspace(path)] });
		const before = await hashOf(edited);
		assert.deepEqual(
			await run('regenerate', { references: [inWorkspace(edited)], prompt: 'at noon', quality: 'medium' }),
			[edited],
		);
		assert.notEqual(await hashOf(edited), before);
		const entry = (await entries())[edited];
		assert.deepEqual([entry?.prompt, entry?.input.quality, entry?.references], ['at noon', 'medium', [path]]);
		const uploads = (await service.requests()).filter(({ call }) => call === 'upload');
		assert.equal(uploads.length, 2);
	});

	test('an image that was edited since is never replaced unseen', async () => {
		const [path = ''] = await run('generate', { prompt: 'a boat', file: 'worked/a.png' });
		const bytes = await workspace.fs.readFile(inWorkspace(path));
		const other = await run('generate', { prompt: 'another boat', file: 'worked/b.png' });
		await workspace.fs.copy(inWorkspace(other[0] ?? ''), inWorkspace(path), { overwrite: true });
		const changed = await hashOf(path);
		assert.notEqual(createHash('sha256').update(bytes).digest('hex'), changed);
		const saved = await run('finalize', { references: [inWorkspace(path)] });
		assert.deepEqual(saved, ['worked/a-high.png']);
		assert.equal(await hashOf(path), changed);
	});

	test('66 what a record names outside of its folder is never sent, by its text or by a link', async () => {
		const [path = ''] = await run('generate', { prompt: 'a guarded boat', file: 'guarded/a.png' });
		const outside = join(await mkdtemp(join(tmpdir(), 'outside-')), 'private.png');
		try {
			await copyFile(inWorkspace(path).fsPath, outside);
			await symlink(outside, inWorkspace('guarded/link.png').fsPath);
			const found = await entries();
			for (const reference of ['../private.png', outside, 'guarded/link.png']) {
				await service.clear();
				const changed = { ...found, [path]: { ...found[path], references: [reference] } };
				await workspace.fs.writeFile(
					inWorkspace(recordFile),
					Buffer.from(JSON.stringify({ version: 1, assets: changed })),
				);
				said.length = 0;
				assert.deepEqual(await run('regenerate', { references: [inWorkspace(path)], prompt: 'again' }), []);
				assert.deepEqual(await service.requests(), [], reference);
				assert.match(
					said.map(({ message }) => message).join(),
					/isn't in its workspace folder|outside its workspace folder/,
				);
			}
		} finally {
			await rm(inWorkspace('guarded').fsPath, { recursive: true, force: true });
			await rm(dirname(outside), { recursive: true, force: true });
		}
	});

	test('67 a read-only image is overwritten only by who says so', async () => {
		const [path = ''] = await run('generate', { prompt: 'a locked boat', file: 'locked/a.png' });
		await chmod(inWorkspace(path).fsPath, 0o444);
		const before = await hashOf(path);
		assert.deepEqual(await run('finalize', { references: [inWorkspace(path)] }), ['locked/a-high.png']);
		assert.equal(await hashOf(path), before);
		const asked = said.find(({ buttons }) => buttons.includes('Overwrite'));
		assert.equal(asked?.message, 'a.png is read-only. Overwrite it?');
	});

	test('without a record it says so, and offers Edit', async () => {
		await workspace.fs.writeFile(inWorkspace('plain.png'), Buffer.from('x'));
		assert.deepEqual(await run('finalize', inWorkspace('plain.png')), []);
		assert.deepEqual(said, [
			{
				severity: 'error',
				message: "plain.png has no record, so there's no telling how it was made. You can edit it instead.",
				buttons: ['Edit Image…'],
			},
		]);
		assert.equal((await inputs()).length, 0);
	});

	test('a file or folder that is renamed in VS Code keeps its record', async () => {
		const [path = ''] = await run('generate', { prompt: 'a moving boat', file: 'moves/a.webp' });
		const entry = (await entries())[path];
		const edit = new WorkspaceEdit();
		edit.renameFile(inWorkspace('moves'), inWorkspace('moved/here'));
		assert.ok(await workspace.applyEdit(edit));
		await waitFor('the record', async () => 'moved/here/a.webp' in (await entries()));
		assert.deepEqual((await entries())['moved/here/a.webp'], entry);
		assert.ok(!(path in (await entries())));
		assert.deepEqual(await run('finalize', { references: [inWorkspace('moved/here/a.webp')] }), [
			'moved/here/a.webp',
		]);
	});

	test('an exact size and format, read back from the bytes, and in the record', async () => {
		await service.setOptions({ images: 'scene' });
		for (const [file, magic] of [
			['exact/a.png', '89504e47'],
			['exact/b.jpg', 'ffd8ff'],
			['exact/c.webp', '52494646'],
		] as const) {
			const [path = ''] = await run('generate', { prompt: `exact ${file}`, file, size: '600x315' });
			assert.equal(path, file);
			const bytes = Buffer.from(await workspace.fs.readFile(inWorkspace(path)));
			assert.ok(bytes.toString('hex').startsWith(magic), file);
			const header = imageHeader(bytes);
			assert.deepEqual([header?.width, header?.height], [600, 315]);
			assert.equal((await entries())[path]?.size, '600x315');
		}
		assert.deepEqual(
			(await inputs()).map(({ aspect_ratio }) => aspect_ratio),
			['3:2', '3:2', '3:2'],
		);
	});

	test('a size that is none is refused, and nothing is sent', async () => {
		assert.deepEqual(await run('generate', { prompt: 'x', size: '1200×630' }), []);
		assert.match(said[0]?.message ?? '', /"size" must be a size such as 1200x630/);
		assert.equal((await inputs()).length, 0);
	});

	test('a hover on its link tells how an image was made; foreign text can run nothing', async () => {
		const prompt = 'a [boat](command:workbench.action.quit) <b>';
		const [path = ''] = await run('generate', { prompt, file: 'hover/boat.webp' });
		const { document } = await openFile('hover/page.md', `# Boats\n\n![x](boat.webp) and ![y](other.webp)\n`);
		const hoversAt = async (text: string) => {
			const position = document.positionAt(document.getText().indexOf(text) + 1);
			const hovers = await commands.executeCommand<Hover[]>(
				'vscode.executeHoverProvider',
				document.uri,
				position,
			);
			return hovers.flatMap(({ contents }) => contents as MarkdownString[]);
		};
		const ours = (await hoversAt('boat.webp')).filter(({ value }) => value.includes('credits'));
		assert.equal(ours.length, 2, path);
		const [text, buttons] = ours;
		assert.ok(text && buttons);
		assert.ok(text.isTrusted !== true && !text.value.includes('[boat](command'), text.value);
		assert.match(text.value.replaceAll('&nbsp;', ' '), /Low quality · 45 credits/);
		assert.match(buttons.value, /Re-render at High Quality… \(480 credits\)/);
		assert.ok(!buttons.value.includes('boat'));
		assert.deepEqual((buttons.isTrusted as { enabledCommands: string[] }).enabledCommands, [
			'imageAssets._hover',
		]);
		assert.equal((await hoversAt('other.webp')).filter(({ value }) => value.includes('credits')).length, 0);
		// Without a record in the workspace, the extension's own tells.
		await withSettings({ keepRecord: false }, async () => {
			await run('generate', { prompt: 'another boat', file: 'hover/other.webp' });
			const values = (await hoversAt('other.webp')).map(({ value }) => value);
			assert.match(values.join('\n'), /another/);
		});
	});
});

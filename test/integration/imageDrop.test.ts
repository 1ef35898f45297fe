import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	CancellationTokenSource,
	commands,
	DataTransfer,
	DataTransferItem,
	DocumentDropOrPasteEditKind,
	Uri,
	window,
	workspace,
	type DocumentDropEdit,
} from 'vscode';
import { parseRecord } from '../../src/core/assets/assetRecord.ts';
import { provideImageDrop } from '../../src/host/drop/imageDrop.ts';
import type { Services } from '../../src/host/services.ts';
import { imagePathType } from '../../src/shared/imagePathType.ts';
import { exifBlock, withExif } from '../support/exif.ts';
import { exists, inWorkspace, openFile, run, service, withSettings } from './hostBench.ts';

/** The records as they lie on the disk. */
const services = {
	records: {
		async entryOf(uri: Uri) {
			const bytes = await workspace.fs.readFile(inWorkspace('.vscode/image-assets.json'));
			const parsed = parseRecord(Buffer.from(bytes).toString());
			return parsed.ok ? parsed.record.assets[workspace.asRelativePath(uri, false)] : undefined;
		},
	},
} as unknown as Services;

/** What the Explorer, or a file manager, hands over. */
function listOf(...uris: readonly Uri[]): DataTransfer {
	const dataTransfer = new DataTransfer();
	dataTransfer.set('text/uri-list', new DataTransferItem(uris.map(uri => uri.toString()).join('\r\n')));
	return dataTransfer;
}

/** Drops at `|` in a new document; resolves to what VS Code would apply. */
async function drop(
	path: string,
	marked: string,
	dataTransfer: DataTransfer,
): Promise<DocumentDropEdit | undefined> {
	const { document } = await openFile(path, marked.replace('|', ''));
	return provideImageDrop(() => Promise.resolve(services), {
		document,
		position: document.positionAt(marked.indexOf('|')),
		dataTransfer,
		token: new CancellationTokenSource().token,
		kind: DocumentDropOrPasteEditKind.Empty.append('imageAssets', 'image'),
	});
}

/** The same, applied. */
async function dropped(path: string, marked: string, dataTransfer: DataTransfer): Promise<string> {
	const edit = await drop(path, marked, dataTransfer);
	assert.ok(edit?.additionalEdit, 'there is an edit');
	assert.equal(edit.insertText, '');
	assert.ok(await workspace.applyEdit(edit.additionalEdit));
	return window.activeTextEditor?.document.getText() ?? '';
}

suite('an image that is dropped into code', () => {
	const boat = inWorkspace('drop/media/old-boat.webp');
	let outside = '';

	suiteSetup(async () => {
		await service.clear();
		await service.setOptions({ durationMs: 50 });
		await commands.executeCommand('workbench.action.closeAllEditors');
		await run('generate', {
			prompt: 'An old boat. It leaks.',
			file: 'drop/media/old-boat.webp',
			size: '90x60',
		});
		outside = await mkdtemp(join(tmpdir(), 'outside-'));
	});
	suiteTeardown(async () => {
		await rm(outside, { recursive: true });
	});

	test('an image of our own page, by its path, in any language; nothing but an image of the workspace', async () => {
		const ownDrag = (path: string) => {
			const dataTransfer = new DataTransfer();
			dataTransfer.set(imagePathType, new DataTransferItem(path));
			return dataTransfer;
		};
		const path = 'drop/media/old-boat.webp';
		const html = await dropped('drop/own.html', '<p>|</p>\n', ownDrag(path));
		assert.match(html, /<img src="media\/old-boat\.webp" alt="An old boat\."/);
		const markdown = await dropped('drop/own.md', 'Here: |\n', ownDrag(path));
		assert.match(markdown, /!\[An old boat\.\]\(media\/old-boat\.webp\)/);
		for (const foreign of ['../../etc/a.png', '/etc/passwd', 'notes.txt', '', 'drop/own.md']) {
			assert.equal(await drop('drop/foreign.html', '<p>|</p>\n', ownDrag(foreign)), undefined, foreign);
		}
	});

	const attributes = 'alt="An old boat." width="90" height="60"';
	const cases: [path: string, marked: string, after: string][] = [
		['drop/a.html', '<p>A ferry|</p>', `<p>A ferry <img src="media/old-boat.webp" ${attributes}></p>`],
		[
			'drop/a.vue',
			'<template>\n\t<p>A ferry|</p>\n</template>',
			`<template>\n\t<p>A ferry <img src="./media/old-boat.webp" ${attributes} /></p>\n</template>`,
		],
		['drop/a.svelte', '<p>A ferry|</p>', `<p>A ferry <img src="./media/old-boat.webp" ${attributes} /></p>`],
		['drop/a.astro', '<p>A ferry|</p>', `<p>A ferry <img src="./media/old-boat.webp" ${attributes} /></p>`],
		[
			'drop/a.tsx',
			'export const A = <p>A ferry|</p>;',
			'export const A = <p>A ferry <img src="./media/old-boat.webp" alt="An old boat." width={90} height={60} /></p>;',
		],
		[
			'drop/a.jsx',
			'export const A = <p>A ferry|</p>;',
			'export const A = <p>A ferry <img src="./media/old-boat.webp" alt="An old boat." width={90} height={60} /></p>;',
		],
		[
			'drop/a.scss',
			'.a {\n\tcolor: red;|\n}\n',
			'.a {\n\tcolor: red;\n\tbackground-image: url("media/old-boat.webp");\n}\n',
		],
		[
			'drop/a.less',
			'.a {\n\tcolor: red;|\n}\n',
			'.a {\n\tcolor: red;\n\tbackground-image: url("media/old-boat.webp");\n}\n',
		],
		['drop/b.html', '<p><img| alt="mine"></p>', '<p><img src="media/old-boat.webp" alt="mine"></p>'],
	];
	for (const [path, marked, after] of cases) {
		test(`${path}: as Insert Link writes it`, async () => {
			assert.equal(await dropped(path, marked, listOf(boat)), after);
		});
	}

	test('from the root of the site, and imported, where the project has it so', async () => {
		const [path = ''] = await run('generate', {
			prompt: 'A raft',
			file: 'public/drop/raft.webp',
			size: '90x60',
		});
		const text = await dropped(
			'src/drop.tsx',
			'export const A = <p>A ferry|</p>;',
			listOf(inWorkspace(path)),
		);
		assert.match(text, /<img src="\/drop\/raft(-\d+)?\.webp"/);
		await withSettings({ jsxLink: 'import' }, async () => {
			const imported = await dropped('drop/b.tsx', 'export const A = <p>A ferry|</p>;', listOf(boat));
			assert.match(imported, /^import oldBoat from '\.\/media\/old-boat\.webp';\n[^]*<img src=\{oldBoat\}/);
		});
	});

	test('from elsewhere: copied into the assets folder under a free name, by the same edit', async () => {
		const bytes = await workspace.fs.readFile(boat);
		await workspace.fs.writeFile(inWorkspace('assets/far-boat.webp'), Buffer.from('taken'));
		await writeFile(join(outside, 'Far-boat.webp'), bytes);
		const uri = Uri.file(join(outside, 'Far-boat.webp'));
		const unused = await drop('drop/c.html', '<p>A ferry|</p>', listOf(uri));
		assert.ok(unused);
		assert.ok(
			!(await exists('assets/Far-boat-1.webp')),
			'nothing is written before VS Code applies the edit',
		);

		const text = await dropped('drop/c.html', '<p>A ferry|</p>', listOf(uri, boat));
		assert.match(
			text,
			/^<p>A ferry <img src="\.\.\/assets\/Far-boat-1\.webp" alt="Far boat" width="90" height="60"> <img src="media\/old-boat\.webp"/,
		);
		assert.deepEqual(await workspace.fs.readFile(inWorkspace('assets/Far-boat-1.webp')), bytes);
		assert.deepEqual(
			Buffer.from(await workspace.fs.readFile(inWorkspace('assets/far-boat.webp'))).toString(),
			'taken',
		);
	});

	test('from elsewhere, turned by its metadata: the link says the size that is seen', async () => {
		const bytes = Buffer.from(await workspace.fs.readFile(boat));
		const name = 'turned-boat.webp';
		await writeFile(join(outside, name), withExif(bytes, 'webp', exifBlock(6, 'II')));
		const text = await dropped('drop/t.html', '<p>|</p>', listOf(Uri.file(join(outside, name))));
		assert.match(text, /turned-boat\.webp" alt="turned boat" width="60" height="90">/);
	});

	for (const [what, path, marked, data] of [
		['a file that is no image', 'drop/d.html', '<p>a|</p>', () => listOf(inWorkspace('drop/a.html'))],
		['an image among others', 'drop/d.html', '<p>a|</p>', () => listOf(boat, inWorkspace('drop/a.html'))],
		[
			'an address of the web',
			'drop/d.html',
			'<p>a|</p>',
			() => listOf(Uri.parse('https://example.com/a.png')),
		],
		['text', 'drop/d.html', '<p>a|</p>', () => new DataTransfer()],
		['where it could only be named', 'drop/d.tsx', 'const a = 1;|\n', () => listOf(boat)],
		['a file that is gone', 'drop/d.html', '<p>a|</p>', () => listOf(Uri.file('/nowhere/a.png'))],
	] as const) {
		test(`${what} is left to VS Code`, async () => {
			assert.equal(await drop(path, marked, data()), undefined);
		});
	}
});

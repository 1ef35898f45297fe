import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commands, DiagnosticSeverity, languages, RelativePattern, Uri, workspace } from 'vscode';
import { waitFor } from '../support/workbench/waitFor.ts';
import { inWorkspace, replaceText, service, withSettings } from './hostBench.ts';
import {
	fixesAt,
	headerOf,
	marked,
	marksOf,
	onePixel,
	someFixesAt,
	take,
	useMissingBench,
} from './missingBench.ts';

/** Waits until VS Code tells of what happens in a new folder, which it does a moment after it tells of the folder. */
async function watched(folder: string): Promise<void> {
	let isTold = false;
	const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.file(folder), 'probe-*'));
	watcher.onDidCreate(() => {
		isTold = true;
	});
	let count = 0;
	await waitFor(`VS Code to watch ${folder}`, async () => {
		await writeFile(join(folder, `probe-${count++}`), '');
		await sleep(200);
		return isTold;
	});
	watcher.dispose();
}

const hero =
	'<h1>Light</h1>\n<img src="new/hero.webp" alt="A lighthouse at dusk" width="600" height="400">\n';

suite('missing images', () => {
	const bench = useMissingBench();

	test('the mark, the three fixes, and an image at exactly that path, in that format and size', async () => {
		const editor = await bench.open('page.html', hero);
		const [mark] = await marked(editor, 'new/hero.webp');
		assert.equal(mark?.message, "hero.webp doesn't exist. Prompt: “A lighthouse at dusk” · 600 × 400");
		assert.equal(mark.code, 'missing-image');
		assert.equal(mark.severity, DiagnosticSeverity.Information);
		const fixes = await someFixesAt(editor, 'new/hero.webp');
		assert.deepEqual(
			fixes.map(({ title }) => title),
			['Generate "hero.webp" (45 credits)', 'Create Free Placeholder', 'Edit Prompt First…'],
		);
		assert.deepEqual(await fixesAt(editor, '<h1>'), []);
		await take(fixes, 'Generate "hero.webp" (45 credits)');
		assert.deepEqual(await headerOf(`${bench.folder}/new/hero.webp`), {
			format: 'webp',
			width: 600,
			height: 400,
		});
		await marked(editor);
		assert.equal(editor.document.getText(), hero);
		const created = (await service.requests()).find(({ call }) => call === 'create');
		const { input } = created?.body as { input: Record<string, unknown> };
		const { prompt, aspect_ratio, output_format } = input;
		assert.deepEqual([prompt, aspect_ratio, output_format], ['A lighthouse at dusk', '3:2', 'webp']);
		assert.equal((await service.ledger()).total, 45);
	});

	test('the format of the name counts, the size in the name too, below a served folder and beside', async () => {
		await workspace.fs.writeFile(inWorkspace(`${bench.folder}/static/icon.png`), onePixel);
		const editor = await bench.open(
			'docs/page.mdx',
			'# Harbour\n\n![Boats](/img/card-120x63.PNG) ![Icon](/icon.png)\n\n<img src="../../beside.jpeg" />\n',
		);
		try {
			await marked(editor, '/img/card-120x63.PNG', '../../beside.jpeg');
			await take(await someFixesAt(editor, '/img/card'), 'Generate "card-120x63.PNG" (45 credits)');
			const card = await headerOf(`${bench.folder}/static/img/card-120x63.PNG`);
			assert.deepEqual(card, { format: 'png', width: 120, height: 63 });
			// Right in the workspace folder.
			await take(await someFixesAt(editor, '../../beside'), 'Generate "beside.jpeg" (45 credits)');
			assert.equal((await headerOf('beside.jpeg'))?.format, 'jpeg');
			await marked(editor);
		} finally {
			await rm(inWorkspace('beside.jpeg').fsPath, { force: true });
		}
	});

	test('an image is there however its extension is written', async () => {
		for (const name of ['site/pics/Fox.PnG', 'site/pics/hen.ICO']) {
			await workspace.fs.writeFile(inWorkspace(`${bench.folder}/${name}`), onePixel);
		}
		const editor = await bench.open(
			'docs/page.html',
			'<img src="/pics/Fox.PnG" alt="A fox"><img src="/pics/hen.ICO" alt="A hen"><img src="/pics/owl.png" alt="An owl">',
		);
		await marked(editor, '/pics/owl.png');
	});

	test('a placeholder costs nothing, and takes the mark away', async () => {
		const editor = await bench.open('page.html', hero);
		await marked(editor, 'new/hero.webp');
		await take(await someFixesAt(editor, 'new/hero.webp'), 'Create Free Placeholder');
		assert.deepEqual(await headerOf(`${bench.folder}/new/hero.webp`), {
			format: 'webp',
			width: 600,
			height: 400,
		});
		await marked(editor);
		assert.deepEqual(await service.requests(), []);
	});

	test('while one image is made, a second one is refused', async () => {
		await service.setOptions({ durationMs: 60_000 });
		try {
			const editor = await bench.open('page.html', hero);
			await marked(editor, 'new/hero.webp');
			const fixes = await someFixesAt(editor, 'new/hero.webp');
			const first = take(fixes, 'Generate "hero.webp" (45 credits)');
			await waitFor('the job', async () => (await service.jobs()).length === 1);
			await take(fixes, 'Generate "hero.webp" (45 credits)');
			assert.equal(bench.said.at(-1)?.message, `${bench.folder}/new/hero.webp is already being generated.`);
			await service.finishAll();
			await first;
			assert.equal((await service.ledger()).total, 45);
		} finally {
			await service.setOptions({ durationMs: 50 });
		}
	});

	test('what exists, is remote or is data has no mark', async () => {
		await mkdir(inWorkspace(bench.folder).fsPath, { recursive: true });
		await writeFile(inWorkspace(`${bench.folder}/there.png`).fsPath, onePixel);
		const editor = await bench.open(
			'page.html',
			[
				'there.png',
				'there.png?v=1',
				'https://example.com/a.png',
				'data:image/png;base64,AA==',
				'//example.com/b.webp',
				'../../outside.png',
				'away.png',
			]
				.map(src => `<img src="${src}" alt="x">`)
				.join('\n'),
		);
		await marked(editor, 'away.png');
		assert.deepEqual(await fixesAt(editor, 'there.png'), []);
	});

	for (const [languageId, name, text] of [
		['css', 'a.css', 'a { background: url(gone.png) }'],
		['scss', 'a.scss', '// x\na { background: url("gone.png") }'],
		['less', 'a.less', 'a { background: url(gone.png) }'],
		['typescriptreact', 'a.tsx', 'export const A = () => <img src="gone.png" alt="x" />;'],
		['javascriptreact', 'a.jsx', 'export const A = () => <img src="gone.png" alt="x" />;'],
		['typescript', 'a.ts', "import a from './gone.png';"],
		['plaintext', 'a.vue', '<template><img src="gone.png" alt="x" /></template>'],
		['plaintext', 'a.svelte', '<img src="gone.png" alt="x" />'],
		['plaintext', 'a.astro', '<img src="gone.png" alt="x" />'],
		['plaintext', 'a.mdx', '![x](gone.png)'],
		['plaintext', 'a.qmd', '![x](gone.png)'],
		['plaintext', 'a.pcss', 'a { background: url(gone.png) }'],
	] as const) {
		test(`marks and fixes in ${name} (${languageId})`, async () => {
			const editor = await bench.open(name, text);
			assert.equal(editor.document.languageId, languageId);
			await marked(editor, languageId === 'typescript' ? './gone.png' : 'gone.png');
			assert.equal((await someFixesAt(editor, 'gone.png')).length, 3);
		});
	}

	test('each severity, and off', async () => {
		const editor = await bench.open('page.html', hero);
		for (const [missingImages, severity] of [
			['hint', DiagnosticSeverity.Hint],
			['warning', DiagnosticSeverity.Warning],
			['nonsense', DiagnosticSeverity.Information],
		] as const) {
			await withSettings({ missingImages }, async () => {
				await waitFor(
					`a mark for ${missingImages}`,
					() => marksOf(editor.document)[0]?.severity === severity,
				);
			});
		}
		await withSettings({ missingImages: 'off' }, async () => {
			await marked(editor);
			assert.deepEqual(await fixesAt(editor, 'new/hero.webp'), []);
		});
		await marked(editor, 'new/hero.webp');
	});

	test('in Markdown it yields to VS Code’s own validation, but the fixes stay', async () => {
		const text =
			'---\ncover: cover.png\n---\n\n# Boats\n\n![A red boat](boat.png)\n\n<video poster="still.png"></video>\n';
		const editor = await bench.open('page.md', text);
		await marked(editor, 'cover.png', 'boat.png', 'still.png');
		const validate = workspace.getConfiguration('markdown.validate');
		try {
			await validate.update('enabled', true, true);
			// Neither the front matter nor all of HTML is validated there.
			await marked(editor, 'cover.png', 'still.png');
			assert.deepEqual(
				(await someFixesAt(editor, 'boat.png')).map(({ title }) => title),
				['Generate "boat.png" (45 credits)', 'Create Free Placeholder', 'Edit Prompt First…'],
			);
			await validate.update('fileLinks.enabled', 'ignore', true);
			await marked(editor, 'cover.png', 'boat.png', 'still.png');
		} finally {
			await validate.update('enabled', undefined, true);
			await validate.update('fileLinks.enabled', undefined, true);
		}
	});

	test('the marks follow what is typed', async () => {
		const editor = await bench.open('page.html', hero);
		await marked(editor, 'new/hero.webp');
		await replaceText(editor, 'new/hero.webp', 'other.png');
		await marked(editor, 'other.png');
		await replaceText(editor, '<img', '<!-- <img');
		await marked(editor);
	});

	test('the marks follow what happens to files, whoever does it', async () => {
		const editor = await bench.open('page.html', hero);
		await marked(editor, 'new/hero.webp');
		const file = inWorkspace(`${bench.folder}/new/hero.webp`);
		await mkdir(dirname(file.fsPath), { recursive: true });
		await writeFile(file.fsPath, onePixel);
		await marked(editor);
		await watched(dirname(file.fsPath));
		await rm(dirname(file.fsPath), { recursive: true });
		await marked(editor, 'new/hero.webp');
		await workspace.fs.writeFile(file, onePixel);
		await marked(editor);
		await workspace.fs.rename(file, inWorkspace(`${bench.folder}/new/renamed.webp`));
		await marked(editor, 'new/hero.webp');
		// Deleted and created again immediately, which VS Code calls a change.
		await workspace.fs.writeFile(file, onePixel);
		await marked(editor);
		await watched(dirname(file.fsPath));
		await rm(dirname(file.fsPath), { recursive: true });
		await mkdir(dirname(file.fsPath));
		await marked(editor, 'new/hero.webp');
	});

	test('a closed document has no marks', async () => {
		const editor = await bench.open('page.html', hero);
		await marked(editor, 'new/hero.webp');
		await commands.executeCommand('workbench.action.closeAllEditors');
		await languages.setTextDocumentLanguage(editor.document, 'plaintext').then(undefined, () => undefined);
		await waitFor('no marks', () => marksOf(editor.document).length === 0);
	});
});

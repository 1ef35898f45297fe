import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { commands, extensions, Uri, window, workspace } from 'vscode';
import { contentHash } from '../../src/core/images/contentHash.ts';
import { createImageCodecs, type ImageCodecs } from '../../src/core/images/imageCodecs.ts';
import { runImageTask } from '../../src/core/images/imageTasks.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { inWorkspace, noteMessages, run, service, type Said } from './hostBench.ts';

const read = async (path: string) => new Uint8Array(await workspace.fs.readFile(inWorkspace(path)));

async function entryOf(path: string): Promise<Record<string, unknown> & { input: Record<string, unknown> }> {
	const text = Buffer.from(await read('.vscode/image-assets.json')).toString();
	const { assets } = JSON.parse(text) as {
		assets: Record<string, Record<string, unknown> & { input: Record<string, unknown> }>;
	};
	return assets[path] ?? assert.fail(`${path} has no record`);
}

async function inputOf(index: number): Promise<Record<string, unknown>> {
	const requests = (await service.requests()).filter(({ call }) => call === 'create' || call === 'upload');
	const one = requests[index];
	const body = one?.body as { input: Record<string, unknown> } | undefined;
	const text = one?.parts?.find(({ name }) => name === 'input')?.text;
	return body?.input ?? (JSON.parse(text ?? '{}') as Record<string, unknown>);
}

/** The codecs, with what was built beside the extension's program. */
function codecs(): ImageCodecs {
	const { extensionUri } =
		extensions.getExtension('image-assets.image-assets') ?? assert.fail('no extension');
	return createImageCodecs(file => readFile(Uri.joinPath(extensionUri, 'dist', basename(file)).fsPath));
}

/** Alpha in the corner, of the ring, and in its hole. */
async function alphas(path: string): Promise<number[]> {
	const { width, height, data } = await codecs().decode(await read(path));
	const at = (x: number, y: number) => data[(Math.round(y * height) * width + Math.round(x * width)) * 4 + 3];
	return [at(0.02, 0.02), at(0.5, 0.22), at(0.5, 0.5)].map(alpha => alpha ?? NaN);
}

suite('cut-outs', () => {
	let said: Said[] = [];
	let restore: () => void;
	let press: string | undefined;

	const clear = async () => {
		for (const path of ['.vscode', 'cut']) {
			await rm(inWorkspace(path).fsPath, { recursive: true, force: true });
		}
	};
	setup(async () => {
		press = undefined;
		await service.clear();
		await clear();
		({ said, restore } = await noteMessages(({ buttons }) =>
			Promise.resolve(buttons.find(button => button === press)),
		));
	});
	teardown(async () => {
		restore();
		await commands.executeCommand('workbench.action.closeAllEditors');
		await clear();
	});

	test('a generated subject comes on a key as PNG, and is saved on nothing in the format asked for', async () => {
		for (const file of ['cut/ring.webp', 'cut/ring.png']) {
			await service.clear();
			assert.deepEqual(await run('generate', { prompt: `a gold ring ${file}`, file, cutOut: true }), [file]);
			const { prompt, output_format: format, background } = await inputOf(0);
			assert.match(String(prompt), /a gold ring.*flat.*pure magenta background \(#ff00ff\)/s);
			assert.deepEqual([format, background], ['png', 'opaque']);
			assert.deepEqual(await alphas(file), [0, 255, 0]);
			const entry = await entryOf(file);
			assert.equal(entry.cutOut, true);
			assert.equal(entry.prompt, `a gold ring ${file}`);
			assert.equal(entry.sha256, contentHash(await read(file)));
			assert.equal(entry.input.output_format, file.replace(/.*\./, ''));
		}
	});

	test('the key is none that the prompt speaks of', async () => {
		await run('generate', { prompt: 'a pink and purple flamingo', file: 'cut/bird.png', cutOut: true });
		assert.match(String((await inputOf(0)).prompt), /pure green background/);
	});

	test('JPEG becomes PNG, and that is said before', async () => {
		const saved = await run('generate', { prompt: 'a ring', file: 'cut/ring.jpg', cutOut: true });
		assert.deepEqual(saved, ['cut/ring.png']);
		assert.match(said[0]?.message ?? '', /JPEG.*transparent.*PNG/);
		assert.deepEqual(await alphas('cut/ring.png'), [0, 255, 0]);
	});

	test('a background that is none is left, with why, and a way to the review', async () => {
		press = 'Adjust…';
		await service.setOptions({ images: 'scene' });
		try {
			const args = { prompt: 'a landscape', file: 'cut/hills.webp', cutOut: true };
			assert.deepEqual(await run('generate', args), ['cut/hills.png']);
		} finally {
			await service.setOptions({ images: 'tiny' });
		}
		const about = await waitFor('the message', () =>
			Promise.resolve(said.find(({ message }) => message.includes("wasn't cut out"))),
		);
		assert.match(about.message, /cut\/hills\.png wasn't cut out\. The border .* kept as it came\./);
		assert.deepEqual(about.buttons, ['Adjust…', 'Keep as It Is']);
		await waitFor('the review', () =>
			Promise.resolve(
				window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === 'Cut Out: hills.png')),
			),
		);
		assert.equal((await service.ledger()).total, 45);
	});

	test('an edit of a cut-out goes out on its key, and comes back cut', async () => {
		await run('generate', { prompt: 'a silver ring', file: 'cut/base.webp', cutOut: true });
		await service.clear();
		const saved = await run('edit', { prompt: 'add a gem', references: ['cut/base.webp'] });
		assert.deepEqual(saved, ['cut/base-edited.webp'], JSON.stringify(said));
		const [upload] = (await service.requests()).filter(({ call }) => call === 'upload');
		const sent = upload?.parts?.find(({ name }) => name === 'file:input_images');
		assert.notEqual(sent?.sha256, contentHash(await read('cut/base.webp')));
		// The same is made here again, to know it by its hash.
		const bytes = await read('cut/base.webp');
		const laid = await runImageTask(codecs(), { type: 'drawOnKey', bytes, key: 'magenta' });
		assert.equal(sent?.sha256, contentHash(laid.bytes));
		assert.match(String((await inputOf(0)).prompt), /^add a gem.*pure magenta background/s);
		assert.deepEqual(await alphas('cut/base-edited.webp'), [0, 255, 0]);
		assert.equal((await entryOf('cut/base-edited.webp')).cutOut, true);
	});

	test('without cutOut nothing is asked for, and nothing is cut', async () => {
		await run('generate', { prompt: 'a ring as it is', file: 'cut/plain.webp' });
		const { prompt, output_format: format } = await inputOf(0);
		assert.deepEqual([prompt, format], ['a ring as it is', 'webp']);
		assert.equal('cutOut' in (await entryOf('cut/plain.webp')), false);
	});
});

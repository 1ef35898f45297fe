import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { workspace } from 'vscode';
import { padImage } from '../emulator/images/padImage.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { inWorkspace, noteMessages, run, service, type Said } from './hostBench.ts';

suite('editing with arguments', () => {
	let said: Said[] = [];
	let restore: () => void;

	setup(async () => {
		await service.clear();
		({ said, restore } = await noteMessages());
	});
	teardown(() => {
		restore();
	});

	/** Has an image made and put into the workspace, with at least so many bytes; resolves to its hash. */
	async function addImage(path: string, minBytes = 0): Promise<string> {
		await workspace.fs.delete(inWorkspace(path)).then(undefined, () => undefined);
		// Another prompt each time: another image.
		const prompt = `${path} ${randomUUID()}`;
		assert.deepEqual(await run('generate', { prompt, file: path, aspectRatio: '2:3' }), [path]);
		const bytes = padImage(Buffer.from(await workspace.fs.readFile(inWorkspace(path))), minBytes);
		await workspace.fs.writeFile(inWorkspace(path), bytes);
		await service.clear();
		said.length = 0;
		return createHash('sha256').update(bytes).digest('hex');
	}

	const requests = async (call: string) => (await service.requests()).filter(each => each.call === call);

	test('VS Code’s own fetch sends the files, with their length, and the result lies beside the first', async () => {
		const hashes = [await addImage("art/hero 'one'.jpg"), await addImage('art/글꼴 🦊.png')];
		const saved = await run('edit', {
			prompt: 'a scarf for the fox',
			references: [inWorkspace("art/hero 'one'.jpg"), 'art/글꼴 🦊.png'],
			quality: 'medium',
		});
		assert.deepEqual(saved, ["art/hero 'one'-edited.jpg"], JSON.stringify(said));
		const [upload] = await requests('upload');
		assert.ok(Number(upload?.headers['content-length']) > 0);
		assert.equal(upload?.headers['transfer-encoding'], undefined);
		const files = upload?.parts?.filter(({ name }) => name === 'file:input_images') ?? [];
		assert.deepEqual(
			files.map(({ sha256 }) => sha256),
			hashes,
		);
		const input = upload?.parts?.find(({ name }) => name === 'input')?.text ?? '{}';
		const {
			prompt,
			aspect_ratio: aspectRatio,
			output_format: format,
		} = JSON.parse(input) as Record<string, string>;
		assert.deepEqual([prompt, aspectRatio, format], ['a scarf for the fox', '2:3', 'jpeg']);
		assert.equal((await service.ledger()).total, 176);
	});

	test('what is large goes by the storage, without the key', async () => {
		const hash = await addImage('art/large.png', 9 * 1024 * 1024);
		assert.deepEqual(await run('edit', { prompt: 'smaller', references: ['art/large.png'] }), [
			'art/large-edited.png',
		]);
		const [stored] = await requests('store');
		assert.equal(stored?.parts?.at(-1)?.sha256, hash);
		assert.ok(Number(stored.headers['content-length']) > 0);
		assert.equal(stored.headers['x-api-key'], undefined);
		assert.equal((await requests('create')).length, 1);
	});

	test('variations of one image upload it once', async () => {
		await addImage('art/base.webp');
		const saved = await run('edit', { prompt: 'four of them', references: ['art/base.webp'], count: 4 });
		assert.equal(saved.length, 4);
		assert.equal((await requests('store')).length, 1);
		assert.equal((await requests('create')).length, 4);
	});

	test('references go with a new image, too, and an address is passed on as it is', async () => {
		await addImage('art/logo.png');
		const references = ['https://example.com/style.png', 'art/logo.png'];
		assert.deepEqual(await run('generate', { prompt: 'a poster', file: 'poster.webp', references }), [
			'assets/poster.webp',
		]);
		const [created] = await requests('create');
		const { input } = created?.body as { input: { input_images: string[] } };
		assert.equal(input.input_images[0], 'https://example.com/style.png');
		assert.equal(input.input_images.length, 2);
	});

	test('24 a file that is edited during the upload: the snapshot is sent', async () => {
		const hash = await addImage('art/busy.png');
		await service.addFault({ on: 'upload', kind: 'status', status: 429, headers: { 'retry-after': '1' } });
		const saved = run('edit', { prompt: 'as it was', references: ['art/busy.png'] });
		await waitFor('the upload', async () => (await requests('upload')).length > 0);
		await workspace.fs.writeFile(inWorkspace('art/busy.png'), Buffer.from('another image'));
		assert.deepEqual(await saved, ['art/busy-edited.png']);
		const uploads = await requests('upload');
		assert.equal(uploads.length, 2);
		assert.equal(uploads[1]?.parts?.find(({ name }) => name === 'file:input_images')?.sha256, hash);
	});

	const refused: [string, string, Uint8Array | undefined, RegExp][] = [
		['a file that is gone', 'art/gone.png', undefined, /gone\.png/],
		['an empty one', 'art/empty.png', new Uint8Array(), /empty\.png/],
		['text in disguise', 'art/text.png', Buffer.from('<html>'), /text\.png/],
		['a GIF', 'art/moving.gif', Buffer.from('GIF89a......'), /GIF.*(PNG|convert)/i],
		['an SVG', 'art/drawing.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /SVG/],
	];
	for (const [name, path, content, message] of refused) {
		test(`25 ${name}: stops before anything is spent`, async () => {
			if (content !== undefined) {
				await workspace.fs.writeFile(inWorkspace(path), content);
			}
			assert.deepEqual(await run('edit', { prompt: 'x', references: [path] }), []);
			assert.equal(said.length, 1, JSON.stringify(said));
			assert.match(said[0]?.message ?? '', message);
			assert.deepEqual(await service.requests(), []);
		});
	}

	for (const url of [
		'https://127.0.0.1.nip.io@10.0.0.1/a.png',
		'https://169.254.169.254/a.png',
		'file:///etc/passwd',
	]) {
		test(`37 ${url} is no reference`, async () => {
			await addImage('art/base.webp');
			assert.deepEqual(await run('edit', { prompt: 'x', references: ['art/base.webp', url] }), []);
			assert.equal(said.length, 1);
			assert.deepEqual(await service.requests(), []);
		});
	}
});

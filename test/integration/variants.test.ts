import assert from 'node:assert/strict';
import { Uri, workspace } from 'vscode';
import { contentHash } from '../../src/core/images/contentHash.ts';
import { exifBlock, withExif } from '../support/exif.ts';
import { cmykJpeg } from '../unit/images/unusualImages.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { inWorkspace, run, service, workspaceFolder, type Press } from './hostBench.ts';
import { headerOf, marked, someFixesAt, take, useMissingBench } from './missingBench.ts';

suite('one picture in several sizes', () => {
	let press: Press;
	const bench = useMissingBench(message => press(message));
	const names = ['boat-2x.jpg', 'boat.jpg', 'boat.webp'];
	const html = [
		'<picture>',
		'<source srcset="boat.webp" type="image/webp">',
		'<img src="boat.jpg" srcset="boat-2x.jpg 2x" width="30" height="20" alt="A red boat">',
		'</picture>',
	].join('\n');
	const sizes = { 'boat-2x.jpg': '60x40', 'boat.jpg': '30x20', 'boat.webp': '30x20' };
	const pathOf = (name: string) => `${bench.folder}/${name}`;
	const total = async () => (await service.ledger()).total;
	const hashes = () =>
		Promise.all(names.map(async name => contentHash(await workspace.fs.readFile(inWorkspace(pathOf(name))))));

	async function assertSizes(): Promise<void> {
		for (const [name, size] of Object.entries(sizes)) {
			const header = await headerOf(pathOf(name));
			assert.equal(`${header?.width}x${header?.height} ${header?.format}`, `${size} ${formatOf(name)}`);
		}
	}

	const formatOf = (name: string) => (name.endsWith('.jpg') ? 'jpeg' : 'webp');

	async function recordOf(name: string): Promise<Record<string, unknown> | undefined> {
		const text = await workspace.fs.readFile(inWorkspace('.vscode/image-assets.json'));
		const { assets } = JSON.parse(Buffer.from(text).toString()) as {
			assets: Record<string, Record<string, unknown>>;
		};
		return assets[pathOf(name)];
	}

	setup(() => {
		press = () => Promise.resolve(undefined);
	});

	test('is paid for once, whichever of them is asked for', async () => {
		const editor = await bench.open('a.html', html);
		await marked(editor, 'boat.webp', 'boat.jpg', 'boat-2x.jpg');
		await take(await someFixesAt(editor, 'boat.webp'), 'Generate "boat.webp" and 2 More Sizes (45 credits)');
		await marked(editor);
		await assertSizes();
		assert.equal(await total(), 45);
		const path = pathOf('boat-2x.jpg');
		assert.equal(
			bench.said.at(-1)?.message,
			`Saved ${path} · 45 credits. Also made from it, free: ${pathOf('boat.webp')} and ${pathOf('boat.jpg')}.`,
		);
		const [first, derived] = [await recordOf('boat-2x.jpg'), await recordOf('boat.jpg')];
		assert.deepEqual([first?.credits, first?.derivedFrom], [45, undefined]);
		assert.deepEqual(
			[derived?.prompt, derived?.credits, derived?.derivedFrom, derived?.size],
			['A red boat', 0, path, '30x20'],
		);
	});

	test('the same from the list, and Undo takes all of them back', async () => {
		await bench.write('a.html', html);
		press = message => Promise.resolve(message.buttons.includes('Undo') ? 'Undo' : undefined);
		const saved = await run('generateMissing', { folder: bench.folder, all: true });
		assert.deepEqual([...saved].sort(), names.map(pathOf).sort());
		assert.equal(await total(), 45);
		await waitFor('the Undo', () => bench.said.some(({ message }) => message === '3 images were removed.'));
	});

	test('a further size is made from what is there, for nothing', async () => {
		await bench.write('a.html', html);
		await run('generateMissing', { folder: bench.folder, all: true });
		const editor = await bench.open(
			'b.html',
			'<img src="boat.jpg" srcset="boat-15.jpg 15w, huge.jpg 900w" width="30" height="20" alt="A red boat">',
		);
		await marked(editor, 'boat-15.jpg', 'huge.jpg');
		// Too large for that: the picture is to be generated, and the small one comes from it.
		assert.deepEqual(
			(await someFixesAt(editor, 'boat-15')).map(({ title }) => title)[0],
			'Generate "boat-15.jpg" and 1 More Size (45 credits)',
		);
		const small = await bench.open(
			'c.html',
			'<img src="boat.jpg" srcset="boat-15.jpg 15w" width="30" height="20" alt="A red boat">',
		);
		await marked(small, 'boat-15.jpg');
		const fixes = await someFixesAt(small, 'boat-15');
		assert.deepEqual(
			fixes.map(({ title }) => title),
			[
				'Create "boat-15.jpg" from "boat.jpg" (free)',
				'Generate "boat-15.jpg" (45 credits)',
				'Create Free Placeholder',
				'Edit Prompt First…',
			],
		);
		await take(fixes, 'Create "boat-15.jpg" from "boat.jpg" (free)');
		const header = await headerOf(pathOf('boat-15.jpg'));
		assert.deepEqual([header?.width, header?.height], [15, 10]);
		assert.equal(await total(), 45);
		// It was made from one that was made from another: all three are one picture.
		const before = await hashes();
		const anew = { references: [pathOf('boat-15.jpg')], prompt: 'A blue boat', quality: 'low' };
		assert.deepEqual(await run('regenerate', anew), [pathOf('boat-2x.jpg')]);
		assert.ok((await hashes()).every((hash, index) => hash !== before[index]));
		assert.equal((await recordOf('boat-15.jpg'))?.prompt, 'A blue boat');
	});

	const photo = '<img src="big.jpg" srcset="big.jpg 60w, small.jpg 15w" alt="A red boat">';
	const titlesAt = async (content: Uint8Array) => {
		await bench.write('big.jpg', content);
		const editor = await bench.open('photo.html', photo);
		await marked(editor, 'small.jpg');
		return someFixesAt(editor, 'small.jpg');
	};

	test('a photo that its metadata turns is made smaller as it is seen', async () => {
		await bench.write('a.html', html);
		await run('generateMissing', { folder: bench.folder, all: true, placeholders: true });
		const wide = Buffer.from(await workspace.fs.readFile(inWorkspace(pathOf('boat-2x.jpg'))));
		const fixes = await titlesAt(withExif(wide, 'jpeg', exifBlock(6, 'MM')));
		await take(fixes, 'Create "small.jpg" from "big.jpg" (free)');
		const header = await headerOf(pathOf('small.jpg'));
		assert.deepEqual([header?.width, header?.height], [15, 23]);
	});

	test('what cannot be converted is not offered', async () => {
		const [first] = await titlesAt(cmykJpeg());
		assert.equal(first?.title, 'Generate "small.jpg" (45 credits)');
	});

	test('an image that was edited, or that a record from elsewhere names, is left alone', async () => {
		await bench.write('a.html', html);
		await run('generateMissing', { folder: bench.folder, all: true });
		await bench.write('boat.jpg', 'mine');
		const outside = Uri.joinPath(workspaceFolder(), '..', `outside-${bench.folder}.jpg`);
		const bytes = await workspace.fs.readFile(inWorkspace(pathOf('boat-2x.jpg')));
		await workspace.fs.writeFile(outside, bytes);
		try {
			const record = inWorkspace('.vscode/image-assets.json');
			const text = Buffer.from(await workspace.fs.readFile(record)).toString();
			const { assets, ...rest } = JSON.parse(text) as { assets: Record<string, object> };
			assets[`../outside-${bench.folder}.jpg`] = {
				...assets[pathOf('boat-2x.jpg')],
				derivedFrom: pathOf('boat-2x.jpg'),
			};
			await workspace.fs.writeFile(record, Buffer.from(JSON.stringify({ ...rest, assets })));
			const anew = { references: [pathOf('boat-2x.jpg')], prompt: 'A blue boat', quality: 'low' };
			assert.deepEqual(await run('regenerate', anew), [pathOf('boat-2x.jpg')]);
			assert.equal(
				Buffer.from(await workspace.fs.readFile(inWorkspace(pathOf('boat.jpg')))).toString(),
				'mine',
			);
			assert.ok(Buffer.from(await workspace.fs.readFile(outside)).equals(bytes));
			assert.equal((await recordOf('boat.webp'))?.prompt, 'A blue boat');
		} finally {
			await workspace.fs.delete(outside);
		}
	});

	test('made again from any of them, all show the new picture', async () => {
		await bench.write('a.html', html);
		await run('generateMissing', { folder: bench.folder, all: true });
		const before = await hashes();
		const anew = { references: [pathOf('boat.webp')], prompt: 'A blue boat', quality: 'low' };
		assert.deepEqual(await run('regenerate', anew), [pathOf('boat-2x.jpg')]);
		assert.equal(await total(), 90);
		await assertSizes();
		const after = await hashes();
		assert.ok(after.every((hash, index) => hash !== before[index]));
		assert.equal((await recordOf('boat.webp'))?.prompt, 'A blue boat');
	});

	test('placeholders of all sizes are rendered as one, and come back as one', async () => {
		await bench.write('a.html', html);
		const drawn = await run('generateMissing', { folder: bench.folder, all: true, placeholders: true });
		assert.deepEqual([...drawn].sort(), names.map(pathOf).sort());
		assert.equal(await total(), 0);
		await assertSizes();
		const before = await hashes();
		let undo: (() => void) | undefined;
		press = message =>
			message.buttons.includes('Undo Replace')
				? new Promise(resolve => {
						undo = () => {
							resolve('Undo Replace');
						};
					})
				: Promise.resolve(undefined);
		assert.deepEqual(await run('renderPlaceholders', { folder: bench.folder, all: true }), [
			pathOf('boat-2x.jpg'),
		]);
		assert.equal(await total(), 45);
		await assertSizes();
		const after = await hashes();
		assert.ok(after.every((hash, index) => hash !== before[index]));
		assert.equal((await recordOf('boat.webp'))?.placeholder, undefined);
		assert.deepEqual(await run('renderPlaceholders', { folder: bench.folder, all: true }), []);
		undo?.();
		await waitFor('the placeholders', async () => (await hashes()).join() === before.join());
		// What the record says follows the files.
		await waitFor('the record', async () => (await recordOf('boat.webp'))?.placeholder === true);
	});
});

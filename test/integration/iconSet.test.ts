import assert from 'node:assert/strict';
import decodeIco from 'decode-ico';
import ExifReader from 'exifreader';
import { commands, ConfigurationTarget, workspace } from 'vscode';
import { encodePng } from '../emulator/images/png.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { exists, inWorkspace, run, service, type Press } from './hostBench.ts';
import { marked, someFixesAt, take, useMissingBench } from './missingBench.ts';

const page =
	'<!doctype html>\n<html>\n<head>\n\t<title>Tide Times</title>\n</head>\n<body></body>\n</html>\n';

suite('icon sets and styles', () => {
	let press: Press;
	const bench = useMissingBench(message => press(message));
	const at = (name: string) => inWorkspace(`${bench.folder}/${name}`);
	const read = async (name: string) => Buffer.from(await workspace.fs.readFile(at(name)));
	const text = async (name: string) => (await read(name)).toString();
	const put = (name: string, content: string | Uint8Array) =>
		workspace.fs.writeFile(at(name), typeof content === 'string' ? Buffer.from(content) : content);
	/** A red disc. */
	const picture = () => {
		const pixels = Uint8Array.from({ length: 300 * 300 * 4 }, (_, index) => {
			const pixel = index >> 2;
			const inside = Math.hypot((pixel % 300) - 150, Math.floor(pixel / 300) - 150) < 120;
			return (inside ? [200, 40, 40, 255] : [250, 250, 240, 255])[index & 3] ?? 0;
		});
		return encodePng(pixels, 300, 300);
	};

	setup(() => {
		press = () => Promise.resolve(undefined);
	});

	test('of an image are written where the site is served, named where that belongs, and taken back at once', async () => {
		await put('package.json', '{ "name": "tides" }');
		await put('index.html', page);
		await put('public/manifest.json', '{\n  "name":   "Tides",\n  "icons": []\n}\n');
		await put('public/favicon.ico', 'old');
		await put('logo.png', await picture());
		let undo = false;
		press = message => Promise.resolve(undo && message.buttons.includes('Undo') ? 'Undo' : undefined);
		undo = true;
		const written = await run('createIconSet', {
			image: `${bench.folder}/logo.png`,
			preview: false,
			links: true,
		});
		assert.equal(written.length, 7);
		await waitFor('the Undo', () =>
			bench.said.some(({ message }) => message.startsWith('The icons were removed')),
		);
		assert.equal(await text('public/favicon.ico'), 'old');
		assert.equal(await text('index.html'), page);
		assert.equal(await text('public/manifest.json'), '{\n  "name":   "Tides",\n  "icons": []\n}\n');
		assert.equal(await exists(`${bench.folder}/public/icon-512.png`), false);

		undo = false;
		await run('createIconSet', { image: `${bench.folder}/logo.png`, preview: false, links: true });
		assert.deepEqual(
			decodeIco(await read('public/favicon.ico')).map(({ width }) => width),
			[16, 32, 48],
		);
		assert.match(await text('index.html'), /\t<link rel="icon" href="\/favicon\.ico" sizes="32x32">\n/);
		assert.match(await text('public/manifest.json'), /^\{\n {2}"name": {3}"Tides",\n {2}"icons": \[\n/);
		const { icons } = JSON.parse(await text('public/manifest.json')) as {
			icons: { src: string; purpose?: string }[];
		};
		assert.deepEqual(
			icons.map(({ src }) => src),
			['icon-192.png', 'icon-512.png', 'icon-maskable-512.png'],
		);
		assert.equal((await service.ledger()).total, 0);
		// Nothing says that a model made it.
		assert.equal(ExifReader.load(await read('public/icon-512.png'), { expanded: true }).xmp, undefined);
	});

	test('of a recorded image are in the record, and leave it when they are taken back', async () => {
		await put('package.json', '{ "name": "tides" }');
		await put('public/robots.txt', '');
		const logo = `${bench.folder}/logo.png`;
		await run('generate', { prompt: 'a red disc', file: `./${logo}`, outputFormat: 'png', link: 'none' });
		const recorded = async () => {
			const file = await workspace.fs.readFile(inWorkspace('.vscode/image-assets.json'));
			const { assets } = JSON.parse(Buffer.from(file).toString()) as { assets: Record<string, object> };
			return Object.keys(assets).filter(path => path.startsWith(`${bench.folder}/public/`));
		};
		const undo = Promise.withResolvers<string>();
		press = message => (message.buttons.includes('Undo') ? undo.promise : Promise.resolve(undefined));
		await run('createIconSet', { image: logo, preview: false });
		assert.ok((await recorded()).includes(`${bench.folder}/public/icon-512.png`));
		undo.resolve('Undo');
		await waitFor('the Undo', () =>
			bench.said.some(({ message }) => message.startsWith('The icons were removed')),
		);
		assert.deepEqual(await recorded(), []);
	});

	test('that a page asks for are one picture, paid for once, and marked', async () => {
		await put('package.json', '{ "name": "tides" }');
		await put('public/robots.txt', '');
		const editor = await bench.open(
			'index.html',
			page.replace(
				'</head>',
				'<link rel="icon" href="/favicon.ico"><link rel="apple-touch-icon" href="/apple.png">\n</head>',
			),
		);
		await marked(editor, '/favicon.ico', '/apple.png');
		await take(await someFixesAt(editor, '/apple.png'), 'Generate "apple.png" and 1 More Size (45 credits)');
		await marked(editor);
		assert.equal((await service.ledger()).total, 45);
		assert.deepEqual(
			decodeIco(await read('public/favicon.ico')).map(({ width }) => width),
			[16, 32, 48],
		);
		const { xmp } = ExifReader.load(await read('public/apple.png'), { expanded: true });
		assert.match(JSON.stringify(xmp?.DigitalSourceType?.value ?? null), /\/trainedAlgorithmicMedia"$/);
	});

	test('a manifest is a document in which missing icons are marked', async () => {
		const manifest = JSON.stringify({ name: 'Tide Times', icons: [{ src: 'a-512.png', sizes: '512x512' }] });
		const editor = await bench.open('site.webmanifest', manifest);
		await marked(editor, 'a-512.png');
		const plain = await bench.open('package.json', '{ "name": "tides", "icon": "a.png" }');
		await marked(plain);
	});

	test('the images of a style go along with every prompt, and not with an edit; what is made again keeps its own', async () => {
		const configuration = () => workspace.getConfiguration('imageAssets', at(''));
		const style = `${bench.folder}/style.png`;
		await put('style.png', await picture());
		press = () => Promise.resolve(undefined);
		const stylesOf = async (name: string) => {
			const record = JSON.parse(
				Buffer.from(await workspace.fs.readFile(inWorkspace('.vscode/image-assets.json'))).toString(),
			) as { assets: Record<string, { styleReferences?: string[]; references?: string[] } | undefined> };
			const entry = record.assets[`${bench.folder}/${name}`];
			assert.equal(entry?.references, undefined);
			return entry?.styleReferences;
		};
		const make = (file: string, rest: object = {}) =>
			run('generate', { prompt: 'a fox', file: `./${bench.folder}/${file}`, link: 'none', ...rest });
		const again = (file: string, rest: object = {}) =>
			run('finalize', { references: [at(file)], quality: 'medium', ...rest });
		try {
			await run('createPlaceholder', {
				prompt: 'an owl',
				file: `./${bench.folder}/three.webp`,
				link: 'none',
			});
			await commands.executeCommand('imageAssets.useAsStyle', at('style.png'));
			assert.deepEqual(configuration().get('styleReferences'), [style]);
			await make('one.webp');
			await make('two.webp', { styleReferences: false });
			assert.deepEqual(await stylesOf('one.webp'), [style]);
			assert.equal(await stylesOf('two.webp'), undefined);
			await again('two.webp');
			assert.equal(await stylesOf('two.webp'), undefined);
			await run('renderPlaceholders', { folder: bench.folder, all: true });
			assert.deepEqual(await stylesOf('three.webp'), [style]);
			await configuration().update('styleReferences', undefined, ConfigurationTarget.Workspace);
			await again('one.webp');
			assert.deepEqual(await stylesOf('one.webp'), [style]);
			await again('one.webp', { styleReferences: false });
			assert.equal(await stylesOf('one.webp'), undefined);
		} finally {
			await configuration().update('styleReferences', undefined, ConfigurationTarget.Workspace);
		}
	});
});

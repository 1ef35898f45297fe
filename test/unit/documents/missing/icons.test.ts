import assert from 'node:assert/strict';
import { findImageReferences } from '../../../../src/core/documents/references/findImageReferences.ts';
import { groupMissing, missingAmong } from '../../../../src/core/documents/missing/missing.ts';
import { marksMissing } from '../../../../src/core/documents/missing/missingLanguages.ts';
import { groupPictures } from '../../../../src/core/documents/missing/pictures.ts';
import { createImagePlaces } from '../../../../src/core/documents/roots/imagePlaces.ts';
import { tree } from '../roots/tree.ts';

/** A project: texts by their paths below `/w`; what is empty is an image, or anything else. */
async function missingIn(project: Readonly<Record<string, string>>) {
	const texts = new Map(Object.entries(project).map(([name, text]) => [`/w/${name}`, text]));
	const places = createImagePlaces({
		...tree(...texts.keys()).listings,
		read: path => Promise.resolve(texts.get(path)),
	});
	const missing = await Promise.all(
		[...texts].map(([path, text]) =>
			missingAmong(
				findImageReferences({ text, languageId: 'plaintext', fileName: path }),
				{ path, workspaceFolder: '/w' },
				places,
			),
		),
	);
	return groupPictures(groupMissing(missing.flat()));
}

/** `icon-512.png 512x512`, then what is made from it. */
const written = (pictures: Awaited<ReturnType<typeof missingIn>>) =>
	pictures.map(({ image, variants }) =>
		[image, ...variants].map(({ target, size, icon }) =>
			[
				target.slice(3),
				...(size ? [`${size.width}x${size.height}`] : []),
				...(icon && icon.purpose !== 'any' ? [icon.purpose] : []),
				...(icon?.sizes ? [icon.sizes.join('+')] : []),
			].join(' '),
		),
	);

const manifest = (icons: readonly object[]) => JSON.stringify({ name: 'Tide Times', icons }, undefined, 2);
const page = (head: string) => `<!doctype html><head><title>Tide Times</title>${head}</head><body></body>`;

suite('icons and pictures for sharing that are missing', () => {
	test('the icons of a page and of its manifest are one picture, in their sizes and formats', async () => {
		const pictures = await missingIn({
			'package.json': '{}',
			'public/robots.txt': '',
			'index.html': page(
				'<link rel="icon" href="/favicon.ico" sizes="32x32"><link rel="apple-touch-icon" href="/apple-touch-icon.png"><link rel="icon" type="image/png" sizes="96x96" href="/favicon-96.png"><link rel="manifest" href="/site.webmanifest">',
			),
			'public/site.webmanifest': manifest([
				{ src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
				{ src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
				{ src: '/icon-mask.png', sizes: '512x512', purpose: 'maskable' },
			]),
		});
		assert.deepEqual(written(pictures), [
			[
				'public/icon-512.png 512x512',
				'public/icon-192.png 192x192',
				'public/apple-touch-icon.png 180x180 opaque',
				'public/favicon-96.png 96x96',
				'public/icon-mask.png 512x512 maskable',
				'public/favicon.ico 32x32 32',
			],
		]);
		assert.equal(pictures[0]?.image.prompt, 'Tide Times, app icon');
		assert.equal(pictures[0].image.isVague, false);
	});

	test('a favicon alone is drawn from a picture beside it', async () => {
		const head = '<link rel="shortcut icon" href="/favicon.ico">';
		const pictures = await missingIn({ 'index.html': page(head), 'public/x.txt': '' });
		assert.deepEqual(written(pictures), [
			['public/icon-512.png 512x512', 'public/favicon.ico 48x48 16+32+48'],
		]);
		const beside = await missingIn({ 'index.html': page(head), 'public/icon-512.png': '' });
		assert.deepEqual(beside[0]?.image.siblings, ['/w/public/icon-512.png']);
	});

	test('icons of two packages are two pictures', async () => {
		const head = '<link rel="icon" href="icon.png">';
		const pictures = await missingIn({
			'a/package.json': '{}',
			'a/index.html': page(head),
			'b/package.json': '{}',
			'b/index.html': page(head),
		});
		assert.deepEqual(written(pictures), [['a/icon.png 192x192'], ['b/icon.png 192x192']]);
	});

	test('icons for a dark scheme are pictures of their own', async () => {
		const head =
			'<link rel="icon" href="a.png"><link rel="icon" href="b.png" media="(prefers-color-scheme: dark)">';
		assert.equal((await missingIn({ 'index.html': page(head), 'package.json': '{}' })).length, 2);
	});

	suite('the icon of an extension', () => {
		const extension = {
			name: 'tides',
			displayName: 'Tide Times',
			icon: 'media/icon.png',
			engines: { vscode: '*' },
		};
		const packages: readonly (readonly [name: string, value: object, expected: string[][]])[] = [
			['is missed', { ...extension, contributes: {} }, [['media/icon.png 256x256']]],
			['not without contributes', extension, []],
			['not of something else', { ...extension, contributes: {}, engines: { node: '>=20' } }, []],
			[
				'nor is anything else of a package',
				{
					name: 'a',
					files: ['a.png'],
					icon: 'a.png',
					repository: 'x/y.png',
					build: { icon: 'build/icon.png' },
				},
				[],
			],
		];
		for (const [name, value, expected] of packages) {
			test(name, async () => {
				const pictures = await missingIn({ 'package.json': JSON.stringify(value) });
				assert.deepEqual(written(pictures), expected);
			});
		}

		test('is there', async () => {
			const text = JSON.stringify({ ...extension, contributes: {} });
			assert.deepEqual(await missingIn({ 'package.json': text, 'media/icon.png': '' }), []);
		});
	});

	test('what is no manifest, or no JSON, has none', async () => {
		for (const text of [
			'{"icons": [{"src": "a.png"',
			'["a.png"]',
			'{"icons": "a.png"}',
			'{"other": ["a.png"]}',
		]) {
			assert.deepEqual(await missingIn({ 'manifest.json': text }), []);
		}
		assert.deepEqual(await missingIn({ 'data.json': manifest([{ src: 'a.png' }]) }), []);
	});

	test('comments, escapes and trailing commas are read', async () => {
		const text = '{ // of the app\n"icons": [{ "src": "img\\/a.png", "sizes": "48x48 256x256", }, ], }';
		assert.deepEqual(written(await missingIn({ 'manifest.json': text })), [['img/a.png 256x256']]);
	});

	suite('pictures for sharing', () => {
		const both = (address: string) =>
			page(
				`<meta property="og:image" content="${address}/og.png"><meta property="og:image:width" content="1200"><meta property="og:image:height" content="600"><meta name="twitter:image" content="${address}/twitter.png">`,
			);

		test('are one, in the sizes that are said or usual', async () => {
			assert.deepEqual(written(await missingIn({ 'index.html': both(''), 'public/x.txt': '' })), [
				['public/og.png 1200x600', 'public/twitter.png 1200x630'],
			]);
		});

		const declared: readonly (readonly [file: string, text: string, address?: string])[] = [
			['package.json', '{ "homepage": "https://tides.example/" }'],
			['astro.config.mjs', "export default { site: 'https://tides.example' }"],
			['docusaurus.config.ts', "const config = {\n\turl: 'https://tides.example',\n};"],
			['_config.yml', 'title: Tides\nurl: https://tides.example\n'],
			['mkdocs.yml', 'site_url: https://tides.example/\n'],
			['CNAME', 'tides.example\n'],
			['public/CNAME', 'www.tides.example\n'],
			['package.json', '{ "homepage": "https://me.github.io/tides" }', 'https://me.github.io/tides'],
		];
		for (const [file, text, address = 'https://tides.example'] of declared) {
			test(`at the site's own address, which ${file} has: ${address}`, async () => {
				const pictures = await missingIn({ 'index.html': both(address), 'public/x.txt': '', [file]: text });
				assert.deepEqual(pictures[0]?.image.target.replace(/^.*\//, ''), 'og.png');
				assert.deepEqual(pictures[0].variants.length, 1);
				assert.deepEqual(
					await missingIn({ 'index.html': both('https://cdn.example'), 'public/x.txt': '', [file]: text }),
					[],
				);
			});
		}

		test('at an address of which nothing is known, or that of the code, nothing is missing', async () => {
			assert.deepEqual(await missingIn({ 'index.html': both('https://tides.example') }), []);
			assert.deepEqual(
				await missingIn({
					'index.html': both('https://github.com/me/tides'),
					'package.json': '{ "homepage": "https://github.com/me/tides" }',
				}),
				[],
			);
		});

		test('an image in the page stays what it was: at no address', () => {
			const text = '<img src="https://tides.example/a.png"><a href="https://tides.example/b.png">b</a>';
			assert.deepEqual(findImageReferences({ text, languageId: 'html', fileName: 'a.html' }), []);
		});
	});

	test('are marked in manifests, and in no other JSON', () => {
		assert.deepEqual(
			[
				'/w/manifest.json',
				'/w/site.webmanifest',
				'/w/package.json',
				'/w/tsconfig.json',
				'/w/package-lock.json',
			].map(path => marksMissing('json', path)),
			[true, true, true, false, false],
		);
	});
});

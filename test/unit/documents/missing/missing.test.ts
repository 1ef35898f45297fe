import assert from 'node:assert/strict';
import { createFolderListings } from '../../../../src/core/documents/roots/folderListings.ts';
import { findImageReferences } from '../../../../src/core/documents/references/findImageReferences.ts';
import type { ImageReference } from '../../../../src/core/documents/references/imageReference.ts';
import { createImagePlaces } from '../../../../src/core/documents/roots/imagePlaces.ts';
import {
	groupMissing,
	missingAmong,
	relativeTarget,
	sizeOf,
	type MissingReference,
} from '../../../../src/core/documents/missing/missing.ts';
import { tree } from '../roots/tree.ts';
import {
	marksMissing,
	missingExtensions,
	missingLanguageIds,
} from '../../../../src/core/documents/missing/missingLanguages.ts';

const workspaceFolder = '/w';

async function targets(html: string, path: string, files: string[]): Promise<string[]> {
	const references = findImageReferences({ text: html, languageId: 'html', fileName: path });
	const missing = await missingAmong(
		references,
		{ path, workspaceFolder },
		createImagePlaces(tree(...files).listings),
	);
	return missing.map(({ target }) => target);
}

suite('missing images', () => {
	suite('what exists', () => {
		const image = (src: string) => `<img src="${src}" alt="x">`;
		const cases: readonly (readonly [
			name: string,
			src: string,
			files: string[],
			target: string | undefined,
		])[] = [
			['beside the document', 'a.png', ['/w/docs/page.html'], '/w/docs/a.png'],
			['above it', '../img/a.png', ['/w/docs/page.html'], '/w/img/a.png'],
			['an image that is there', 'a.png', ['/w/docs/a.png'], undefined],
			['out of the workspace', '../../a.png', ['/w/docs/page.html'], undefined],
			['a site root, none of the folders there', '/a.png', ['/w/docs/page.html'], '/w/a.png'],
			['a site root with public', '/img/a.png', ['/w/docs/page.html', '/w/public/x'], '/w/public/img/a.png'],
			['with static', '/a.png', ['/w/docs/page.html', '/w/static/x'], '/w/static/a.png'],
			['assets is served by its own name', '/a.png', ['/w/docs/page.html', '/w/assets/x'], '/w/a.png'],
			['with public and assets', '/a.png', ['/w/public/x', '/w/assets/x'], '/w/public/a.png'],
			['a path that names the folder', '/assets/a.png', ['/w/assets/x'], '/w/assets/a.png'],
			[
				'a path that names it, below another',
				'/assets/a.png',
				['/w/public/x', '/w/assets/x'],
				'/w/public/assets/a.png',
			],
			['a path that names it, and is there', '/static/a.png', ['/w/public/x', '/w/static/a.png'], undefined],
			['found in static, though public is there', '/a.png', ['/w/public/x', '/w/static/a.png'], undefined],
			['found in assets', '/a.png', ['/w/public/x', '/w/assets/a.png'], undefined],
			['found in the workspace folder', '/a.png', ['/w/public/x', '/w/a.png'], undefined],
			['found in the public of a package', '/a.png', ['/w/docs/public/a.png'], undefined],
			['a package with public', '/a.png', ['/w/docs/public/x', '/w/public/x'], '/w/docs/public/a.png'],
			['a query does not belong to the name', 'a.png?v=2', ['/w/docs/a.png'], undefined],
			['a name that no file can have', 'a%3Ab.png', ['/w/docs/page.html'], undefined],
			['a folder that no disk of Windows can have', 'con/a.png', ['/w/docs/page.html'], undefined],
			['a folder of the same kind, decoded', 'a%3Ab/c.png', ['/w/docs/page.html'], undefined],
			['an alias of a bundler', '~/a.png', ['/w/docs/page.html'], undefined],
			['another letter case, on a disk that takes it', 'A.png', ['/w/docs/a.png'], undefined],
			['a folder that is not there', 'img/new/a.png', ['/w/docs/page.html'], '/w/docs/img/new/a.png'],
		];
		for (const [name, src, files, target] of cases) {
			test(`${name}: ${src}`, async () => {
				const found = await targets(image(src), '/w/docs/page.html', files);
				assert.deepEqual(found, target === undefined ? [] : [target]);
			});
		}

		test('neither remote nor data URLs, nor other formats', async () => {
			const html = [
				'https://x.org/a.png',
				'//x.org/a.png',
				'data:image/png;base64,AA',
				'a.svg',
				'{{ a }}.png',
			]
				.map(image)
				.join('');
			assert.deepEqual(await targets(html, '/w/docs/page.html', []), []);
		});
	});

	suite('letter case', () => {
		/** As on a disk that tells cases apart. */
		const strict = (...names: string[]) =>
			createFolderListings({
				names: folder => Promise.resolve(folder === '/w' ? names : undefined),
				exists: path => Promise.resolve(names.includes(path.slice(3))),
			});
		const missingOf = (html: string, ...names: string[]) =>
			missingAmong(
				findImageReferences({ text: html, languageId: 'html', fileName: '' }),
				{ path: '/w/a.html', workspaceFolder: '/w' },
				createImagePlaces(strict(...names)),
			);

		test('what exists in another case is missing by that name, and not to be made', async () => {
			const missing = await missingOf('<img src="Hero.webp"><img src="other.webp">', 'hero.webp');
			assert.deepEqual(
				missing.map(({ target, otherSpelling }) => [target, otherSpelling]),
				[
					['/w/Hero.webp', 'hero.webp'],
					['/w/other.webp', undefined],
				],
			);
			assert.deepEqual(
				groupMissing(missing).map(({ target }) => target),
				['/w/other.webp'],
			);
		});

		test('so is what exists in a folder in another case', async () => {
			const files: Record<string, string[]> = {
				'/w': ['img', 'Art'],
				'/w/img': ['x'],
				'/w/img/x': ['a.png'],
				'/w/Art': [],
			};
			const missing = await missingAmong(
				findImageReferences({
					text: '<img src="Img/x/A.png"><img src="img/X/a.png"><img src="art/b.png">',
					languageId: 'html',
					fileName: '',
				}),
				{ path: '/w/a.html', workspaceFolder: '/w' },
				createImagePlaces(
					createFolderListings({
						names: folder => Promise.resolve(files[folder]),
						exists: () => Promise.resolve(false),
					}),
				),
			);
			assert.deepEqual(
				missing.map(({ otherSpelling }) => otherSpelling),
				['img/x/a.png', 'x/a.png', undefined],
			);
		});

		test('what exists with a blank that cannot be typed is missing by that name, too', async () => {
			const names = ['Screenshot 9.41.00\u202fAM.png', 'a\u00a0b.png', 'c d.png'];
			const missing = await missingOf(
				'<img src="Screenshot 9.41.00 AM.png"><img src="a b.png"><img src="c\u00a0d.png"><img src="a\u00a0b.png">',
				...names,
			);
			assert.deepEqual(
				missing.map(({ otherSpelling }) => otherSpelling),
				names,
			);
			assert.deepEqual(groupMissing(missing), []);
		});

		test('two spellings of one name are one image', async () => {
			const missing = await missingOf('<img src="Logo.webp"><img src="logo.webp" alt="A small logo">');
			const [image, ...others] = groupMissing(missing);
			assert.deepEqual(
				[image?.target, image?.prompt, image?.references.length, others.length],
				['/w/Logo.webp', 'A small logo', 2, 0],
			);
		});
	});

	suite('one image for each path', () => {
		const missing = (target: string, reference: Partial<ImageReference>): MissingReference => ({
			path: '/w/page.html',
			workspaceFolder,
			target,
			siblings: [],
			reference: {
				start: 0,
				end: 1,
				raw: target,
				path: target.slice('/w/'.length),
				kind: 'html',
				texts: {},
				...reference,
			},
		});

		test('in the order in which they are missed first', () => {
			const images = groupMissing([
				missing('/w/b.png', {}),
				missing('/w/a.png', {}),
				missing('/w/b.png', { texts: { alt: 'A harbour' } }),
			]);
			assert.deepEqual(
				images.map(({ target, references }) => [target, references.length]),
				[
					['/w/b.png', 2],
					['/w/a.png', 1],
				],
			);
		});

		test('a description counts before a heading, a longer one before a shorter', () => {
			const prompts = (...texts: ImageReference['texts'][]) =>
				groupMissing(texts.map(each => missing('/w/hero.png', { texts: each })))[0]?.prompt;
			const heading = 'A very long heading above the first of the images on this page';
			assert.equal(prompts({ heading }, { alt: 'A fox' }), 'A fox');
			assert.equal(prompts({ alt: 'A fox' }, { heading }), 'A fox');
			assert.equal(prompts({ alt: 'A fox' }, { title: 'A red fox in snow' }), 'A red fox in snow');
			assert.equal(prompts({ alt: 'image' }, {}), 'hero');
			assert.equal(groupMissing([missing('/w/1.png', {})])[0]?.prompt, '');
		});

		test('the largest of the sizes that the references say', () => {
			const sizes = [{ width: 300, height: 200 }, { width: 600, height: 400 }, {}, { width: 5000 }];
			const [image] = groupMissing(sizes.map(size => missing('/w/hero.png', size)));
			assert.deepEqual(image?.size, { width: 600, height: 400 });
			assert.equal(groupMissing([missing('/w/hero.png', { width: 600 })])[0]?.size, undefined);
		});

		test('a size in the name counts before attributes', () => {
			const { reference } = missing('/w/hero-1200x630.png', { width: 600, height: 315 });
			assert.deepEqual(sizeOf(reference), { width: 1200, height: 630 });
		});

		test('its path from the workspace folder', () => {
			assert.equal(relativeTarget({ target: '/w/a/b.png', workspaceFolder: '/w' }), 'a/b.png');
			assert.equal(relativeTarget({ target: '/w/a/b.png', workspaceFolder: '/w/' }), 'a/b.png');
			assert.equal(relativeTarget({ target: '/c:/w/b.png', workspaceFolder: '/C:/w' }), 'b.png');
			assert.equal(relativeTarget({ target: '/b.png', workspaceFolder: '/' }), 'b.png');
		});
	});

	suite('languages', () => {
		test('a file whose language VS Code does not know counts by its name', () => {
			assert.equal(marksMissing('plaintext', '/w/App.vue'), true);
			assert.equal(marksMissing('html', '/w/x.unknown'), true);
			assert.equal(marksMissing('plaintext', '/w/notes.txt'), false);
			assert.equal(marksMissing('python', '/w/a.html'), false);
		});

		test('references are found in all of them', () => {
			for (const extension of missingExtensions) {
				assert.equal(referencesIn('plaintext', `/w/a.${extension}`), true, extension);
			}
			for (const languageId of missingLanguageIds) {
				assert.equal(referencesIn(languageId, '/w/a'), true, languageId);
			}
		});

		/** One of these is a reference in each language. */
		function referencesIn(languageId: string, fileName: string): boolean {
			const texts = ['![a](b.png)', '<img src="b.png">', 'import a from "./b.png";', 'a { b: url(b.png) }'];
			return texts.some(text => findImageReferences({ text, languageId, fileName }).length > 0);
		}
	});
});

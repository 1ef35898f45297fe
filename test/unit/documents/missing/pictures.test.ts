import assert from 'node:assert/strict';
import { createFolderListings } from '../../../../src/core/documents/roots/folderListings.ts';
import { findImageReferences } from '../../../../src/core/documents/references/findImageReferences.ts';
import { groupMissing, missingAmong } from '../../../../src/core/documents/missing/missing.ts';
import { createImagePlaces } from '../../../../src/core/documents/roots/imagePlaces.ts';
import { groupPictures } from '../../../../src/core/documents/missing/pictures.ts';

/** The pictures that documents of HTML in one folder lack, beside the files that are there. */
async function picturesOf(documents: Record<string, string>, files: string[] = []) {
	const listings = createFolderListings({
		names: () => Promise.resolve(files),
		exists: path => Promise.resolve(files.includes(path.slice(3))),
	});
	const missing = await Promise.all(
		Object.entries(documents).map(([name, text]) =>
			missingAmong(
				findImageReferences({ text, languageId: 'html', fileName: name }),
				{ path: `/w/${name}`, workspaceFolder: '/w' },
				createImagePlaces(listings),
			),
		),
	);
	return groupPictures(groupMissing(missing.flat())).map(({ image, variants }) => [
		image.target.slice(3),
		...variants.map(({ target }) => target.slice(3)),
	]);
}

suite('pictures', () => {
	test('the sizes of one picture are one, by the largest', async () => {
		const html =
			'<img src="a.webp" srcset="a-400.webp 400w, a-1600.webp 1600w, a-800.webp 800w"><img src="b.webp">';
		assert.deepEqual(await picturesOf({ 'x.html': html }), [
			['a-1600.webp', 'a-800.webp', 'a-400.webp', 'a.webp'],
			['b.webp'],
		]);
	});

	test('its formats, too, and not what another screen gets', async () => {
		const html =
			'<picture><source media="(max-width: 600px)" srcset="tall.webp"><source srcset="a.webp"><img src="a.jpg" width="600" height="400"></picture>';
		assert.deepEqual(await picturesOf({ 'x.html': html }), [['tall.webp'], ['a.webp', 'a.jpg']]);
	});

	test('what two documents show together, each in part, is one', async () => {
		assert.deepEqual(
			await picturesOf({
				'x.html': '<img src="a.webp" srcset="b.webp 2x" width="30" height="20">',
				'y.html': '<img src="b.webp" srcset="c.webp 2x" width="60" height="40">',
			}),
			[['c.webp', 'b.webp', 'a.webp']],
		);
	});

	test('a fallback that stands in for different pictures joins none of them', async () => {
		const html =
			'<img src="blank.png" srcset="cat.webp" alt="A cat"><img src="blank.png" srcset="dog.webp" alt="A dog">';
		assert.deepEqual(await picturesOf({ 'x.html': html }), [['blank.png'], ['cat.webp'], ['dog.webp']]);
		assert.deepEqual(await picturesOf({ 'x.html': html }, ['blank.png']), [['cat.webp'], ['dog.webp']]);
	});

	test('a picture that is shown twice is one', async () => {
		const html = '<img src="a.webp" srcset="b.webp 2x" width="30" height="20" alt="A cat">';
		assert.deepEqual(await picturesOf({ 'x.html': html + html }), [['b.webp', 'a.webp']]);
	});

	test('what exists of a picture is known to the rest', async () => {
		const [image] = groupMissing(
			await missingAmong(
				findImageReferences({
					text: '<img src="a.webp" srcset="b.webp 2x" width="30" height="20"><img src="c.webp">',
					languageId: 'html',
					fileName: '',
				}),
				{ path: '/w/x.html', workspaceFolder: '/w' },
				createImagePlaces(
					createFolderListings({
						names: () => Promise.resolve(['a.webp']),
						exists: () => Promise.resolve(false),
					}),
				),
			),
		);
		assert.deepEqual([image?.target, image?.siblings], ['/w/b.webp', ['/w/a.webp']]);
	});
});

import assert from 'node:assert/strict';
import { createFolderListings } from '../../../../src/core/documents/roots/folderListings.ts';
import { tree } from './tree.ts';

suite('folder listings', () => {
	test('a folder is read once for all of its files, until it is forgotten', async () => {
		const { files, listings, read } = tree('/w/img/a.png');
		assert.equal(await listings.exists('/w/img/a.png'), true);
		assert.equal(await listings.exists('/w/img/b.png'), false);
		assert.deepEqual(read, ['/w/img']);
		files.add('/w/img/b.png');
		assert.equal(await listings.exists('/w/img/b.png'), false);
		assert.equal(listings.forget('/w/img/b.png'), true);
		assert.equal(await listings.exists('/w/img/b.png'), true);
		assert.deepEqual(read, ['/w/img', '/w/img']);
	});

	test('what was never asked for cannot be forgotten', async () => {
		const { listings } = tree('/w/img/a.png');
		await listings.exists('/w/img/a.png');
		assert.equal(listings.forget('/w/node_modules/x/y.js'), false);
		assert.equal(listings.forget('/w/other'), false);
	});

	test('a folder that comes or goes takes what is below it along', async () => {
		const { files, listings } = tree('/w/x');
		assert.equal(await listings.exists('/w/public/img/a.png'), false);
		files.add('/w/public/img/a.png');
		assert.equal(listings.forget('/w/public'), true);
		assert.equal(await listings.exists('/w/public/img/a.png'), true);
		files.delete('/w/public/img/a.png');
		assert.equal(listings.forget('/w/public'), true);
		assert.equal(await listings.exists('/w/public/img/a.png'), false);
		assert.equal(await listings.folderExists('/w/public'), false);
	});

	test('a folder that is another one takes along what is below it, and nothing else', async () => {
		const { files, listings, read } = tree('/w/public/img/a.png', '/w/x.md');
		await listings.exists('/w/public/img/a.png');
		await listings.exists('/w/y.png');
		files.delete('/w/public/img/a.png');
		assert.equal(listings.forgetBelow('/w/x.md'), false);
		assert.equal(listings.forgetBelow('/w/public'), true);
		assert.equal(await listings.exists('/w/public/img/a.png'), false);
		await listings.exists('/w/y.png');
		assert.deepEqual(read, ['/w/public/img', '/w', '/w/public/img']);
	});

	test('where that is unknown, it counts as there, and is asked for again', async () => {
		let fails = true;
		const listings = createFolderListings({
			names: () => (fails ? Promise.reject(new Error('EACCES')) : Promise.resolve([])),
			exists: () => Promise.resolve(false),
		});
		assert.equal(await listings.exists('/w/a.png'), true);
		fails = false;
		assert.equal(await listings.exists('/w/a.png'), false);
	});

	test('a name in another form of Unicode is left to the file system', async () => {
		const { listings } = tree('/w/caf\u00e9.png');
		const asked: string[] = [];
		const other = createFolderListings({
			names: () => Promise.resolve(['caf\u00e9.png']),
			exists: path => {
				asked.push(path);
				return Promise.resolve(true);
			},
		});
		assert.equal(await other.exists('/w/cafe\u0301.png'), true);
		assert.deepEqual(asked, ['/w/cafe\u0301.png']);
		assert.equal(await listings.exists('/w/cafe.png'), false);
	});
});

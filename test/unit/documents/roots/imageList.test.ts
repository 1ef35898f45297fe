import assert from 'node:assert/strict';
import { createImageList } from '../../../../src/core/documents/roots/imageList.ts';

suite('a list of images', () => {
	const list = createImageList('/w', [
		'/w/docs/img/a.png',
		'/w/site/bigimg/a.png',
		'/w/dist/img/a.png',
		'/w/b.png',
	]);

	test('knows those that a path of two segments ends', () => {
		assert.deepEqual(list.ending('/img/a.png'), ['/w/docs/img/a.png']);
		assert.deepEqual(list.ending('../img/a.png'), ['/w/docs/img/a.png']);
		assert.deepEqual(list.ending('./a.png'), []);
	});

	test('knows folders by the images in them, and none that is built', () => {
		assert.equal(list.hasFolder('/w/docs/img'), true);
		assert.equal(list.hasFolder('/w/dist/img'), false);
		assert.equal(list.hasBelow('/w/docs'), true);
		assert.equal(list.hasBelow('/w/dist'), false);
		assert.equal(createImageList('/cafe\u0301', ['/cafe\u0301/en/a.png']).hasBelow('/cafe\u0301/en'), true);
		assert.equal(list.mayHave('/w/dist/img/b.png'), true);
		assert.equal(list.mayHave('/w/docs/img/b.png'), false);
		assert.deepEqual(list.foldersEnding('img'), ['/w/docs/img']);
	});

	test('follows what appears and vanishes', () => {
		list.add('/w/new/a.png');
		list.add('/w/new/a.png');
		assert.equal(list.has('/w/new/a.png'), true);
		assert.equal(list.hasBelow('/w/new'), true);
		list.remove('/w/new/a.png');
		list.remove('/w/new/never.png');
		assert.equal(list.has('/w/new/a.png'), false);
		assert.equal(list.hasFolder('/w/new'), false);
		assert.equal(list.hasBelow('/w/new'), false);
		assert.deepEqual(list.foldersEnding('new'), []);
	});
});

import assert from 'node:assert/strict';
import { missingAmong } from '../../../../src/core/documents/missing/missing.ts';
import { findImageReferences } from '../../../../src/core/documents/references/findImageReferences.ts';
import { createFolderListings } from '../../../../src/core/documents/roots/folderListings.ts';
import { createImagePlaces } from '../../../../src/core/documents/roots/imagePlaces.ts';
import { rememberSearches } from '../../../../src/core/documents/roots/rememberSearches.ts';
import { seededRandom } from '../../../emulator/random.ts';
import { tree } from './tree.ts';

const workspaceFolder = '/w';

function project(...paths: string[]) {
	const { files, listings } = tree(...paths);
	const plain = createImagePlaces(listings);
	let count = 0;
	const places = rememberSearches({
		...plain,
		search: (...document) => {
			count++;
			return plain.search(...document);
		},
	});
	return {
		files,
		places,
		searches: () => count,
		/** The targets of the missing images of a text, and what they are without memory. */
		targets: async (text: string, path = '/w/docs/page.html') => {
			const references = findImageReferences({ text, languageId: 'plaintext', fileName: path });
			const place = { path, workspaceFolder };
			const missing = await missingAmong(references, place, places);
			const fresh = await missingAmong(references, place, createImagePlaces(tree(...files).listings));
			assert.deepEqual(missing, fresh, text);
			return missing.map(({ target }) => target);
		},
		changed: () => {
			listings.clear();
			places.clear();
		},
	};
}

suite('remembered searches', () => {
	test('a document whose paths stay is searched once', async () => {
		const { targets, searches } = project('/w/docs/there.png');
		assert.deepEqual(await targets('<img src="a.png">'), ['/w/docs/a.png']);
		assert.deepEqual(await targets('<p>typed</p><img src="a.png" alt="typed">'), ['/w/docs/a.png']);
		assert.equal(searches(), 1);
	});

	const changes: readonly (readonly [name: string, before: string, after: string])[] = [
		['a path', '<img src="a.png">', '<img src="ab.png">'],
		['another image', '<img src="a.png">', '<img src="a.png"><img src="b.png">'],
		['one fewer', '<img src="a.png"><img src="b.png">', '<img src="a.png">'],
		['what paths start from', '<img src="/img/a.png">', '<base href="/img/"><img src="a.png">'],
		[
			'the site',
			'<meta property="og:image" content="https://a.example/a.png">',
			'<meta property="og:image" content="https://b.example/a.png">',
		],
		['who is given it', '<Hero src="a.png" />', '<Hero cover="a.png" />'],
		['what loads it', '<img src="a.png">', '<img ngSrc="a.png">'],
		['an icon of the same name', '<img src="a.png">', '<link rel="icon" href="a.png">'],
		[
			'the sizes of an icon',
			'<link rel="icon" href="a.ico">',
			'<link rel="icon" sizes="16x16 48x48" href="a.ico">',
		],
		['the kind of reference', '<img src="a.png">', '<style>p { background: url(a.png) }</style>'],
	];
	for (const [name, before, after] of changes) {
		test(`it is searched again after a change of ${name}`, async () => {
			const { targets, searches } = project('/w/docs/there.png');
			await targets(before);
			await targets(after);
			assert.equal(searches(), 2);
		});
	}

	test('and once files have changed', async () => {
		const { targets, searches, files, places, changed } = project('/w/docs/there.png');
		await targets('<img src="a.png">');
		files.add('/w/docs/a.png');
		changed();
		assert.deepEqual(await targets('<img src="a.png">'), []);
		places.forgetSearches();
		await targets('<img src="a.png">');
		assert.equal(searches(), 3);
	});

	test('a search that began before files changed is not kept', async () => {
		const { targets, searches, places } = project('/w/docs/there.png');
		const began = targets('<img src="a.png">');
		places.clear();
		await began;
		await targets('<img src="a.png">');
		assert.equal(searches(), 2);
	});

	test('a search that failed is not kept', async () => {
		const plain = createImagePlaces(tree('/w/docs/there.png').listings);
		let fails = true;
		const places = rememberSearches({
			...plain,
			search: (...document) => (fails ? Promise.reject(new Error('unplugged')) : plain.search(...document)),
		});
		const place = { path: '/w/docs/page.html', workspaceFolder };
		await assert.rejects(places.search([], place), /unplugged/);
		fails = false;
		assert.deepEqual((await places.search([], place)).searches, []);
	});

	for (const failing of ['names', 'exists'] as const) {
		test(`a search is not kept if the file system gave no answer (${failing})`, async () => {
			let fails = true;
			const answer = <T>(found: T) => (fails ? Promise.reject(new Error('EIO')) : Promise.resolve(found));
			const listings = createFolderListings(
				{
					names: () => (failing === 'names' ? answer(['there.png']) : Promise.resolve(['There.png'])),
					exists: () => answer(false),
				},
				() => {
					places.forgetSearches();
				},
			);
			const places = rememberSearches(createImagePlaces(listings));
			const text = '<img src="there.png"><img src="a.png">';
			const references = findImageReferences({ text, languageId: 'plaintext', fileName: '/w/page.html' });
			const missing = async () =>
				(await missingAmong(references, { path: '/w/page.html', workspaceFolder }, places)).length;
			const before = await missing();
			fails = false;
			assert.equal(await missing(), before + 1);
		});
	}

	test('many documents are not kept for ever', async () => {
		const { targets, searches } = project('/w/docs/there.png');
		for (let page = 0; page < 30; page++) {
			await targets('<img src="a.png">', `/w/docs/${page}.html`);
		}
		await targets('<img src="a.png">', '/w/docs/29.html');
		assert.equal(searches(), 30);
		await targets('<img src="a.png">', '/w/docs/0.html');
		assert.equal(searches(), 31);
	});

	test('a document reads the same with and without memory, whatever is typed', async () => {
		const random = seededRandom('remembered searches');
		const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
		const { targets, files, changed, searches } = project('/w/docs/there.png', '/w/public/img/a.png');
		const names = ['a.png', 'img/a.png', '/img/a.png', '/img/b.png', '../img/b.png', 'there.png', './c.ico'];
		const pieces = [
			(name: string) => `<img src="${name}" alt="${pick(['', 'a fox', 'an owl'])}">`,
			(name: string) => `<link rel="${pick(['icon', 'apple-touch-icon'])}" href="${name}">`,
			(name: string) => `<base href="${pick(['/', '/img/', 'img/'])}"><img src="${name}">`,
			(name: string) => `<style>p { background: url(${name}) }</style>`,
			(name: string) => `<meta property="og:image" content="https://x.example${name}">`,
			() => '<p>prose</p>',
		];
		let runs = 0;
		let lines = ['<p>first</p>'];
		for (; runs < 1500; runs++) {
			const change = random();
			const at = Math.floor(random() * lines.length);
			if (change < 0.2) {
				lines = lines.toSpliced(at, lines.length > 6 ? 1 : 0, pick(pieces)(pick(names)));
			} else if (change < 0.3) {
				lines = lines.toSpliced(at, 1);
			} else if (change < 0.35) {
				const file = pick(['/w/docs/a.png', '/w/docs/img/a.png', '/w/img/b.png', '/w/public/img/b.png']);
				files[files.has(file) ? 'delete' : 'add'](file);
				changed();
			} else {
				lines = lines.with(at, `${lines[at] ?? ''} typed`);
			}
			await targets(lines.join('\n'), pick(['/w/docs/page.html', '/w/docs/other.vue']));
		}
		assert.ok(searches() < runs / 2, `${searches()} searches in ${runs} texts`);
	});
});

import assert from 'node:assert/strict';
import type { AssetEntry } from '../../../src/core/assets/assetRecord.ts';
import { confineEntries, sortReferences, staysInside } from '../../../src/core/assets/recordPaths.ts';

suite('what a record says of paths', () => {
	const hostile = [
		'../my-thesis.docx',
		'..',
		'.',
		'./.',
		'',
		'/',
		'/etc/passwd',
		'//server/share/a.png',
		'C:\\secret.png',
		'c:/secret.png',
		'C:secret.png',
		'\\\\server\\share\\a.png',
		'..\\private.png',
		'a\\b.png',
		'a/../../b.png',
		'a/../b.png',
		'a/..',
		'./../a.png',
		'a\0.png',
		'a\n.png',
	];
	const harmless = [
		'hero.png',
		'a/b/c.webp',
		'./a.png',
		'...png',
		'a..b/c',
		'.hidden/a.png',
		'~/a.png',
		'é 👩‍🚀.png',
	];
	const entry: AssetEntry = {
		prompt: 'p',
		model: 'm',
		input: {},
		credits: 45,
		jobId: 'j',
		createdAt: '2026-01-01T00:00:00.000Z',
		sha256: '0'.repeat(64),
	};

	for (const path of hostile) {
		test(`66 ${JSON.stringify(path)} leads out, or nowhere`, () => {
			assert.equal(staysInside(path), false);
			const found = new Map<string, AssetEntry>([
				[path, entry],
				['hero.png', { ...entry, derivedFrom: path, references: [path, 'a.png', 'https://x.example/a.png'] }],
				['style.png', { ...entry, styleReferences: [path] }],
			]);
			const { entries, dropped } = confineEntries(found);
			assert.deepEqual([...entries.keys()], ['hero.png', 'style.png']);
			assert.equal(entries.get('hero.png')?.derivedFrom, undefined);
			assert.deepEqual(dropped, [path, path, path, path]);
			assert.deepEqual(sortReferences([path, 'a.png', 'https://x.example/a.png']), {
				inside: ['a.png', 'https://x.example/a.png'],
				outside: [path],
			});
		});
	}

	for (const path of harmless) {
		test(`66 ${JSON.stringify(path)} stays`, () => {
			assert.equal(staysInside(path), true);
			const found = new Map([[path, { ...entry, derivedFrom: path, references: [path] }]]);
			assert.deepEqual(confineEntries(found), { entries: found, dropped: [] });
		});
	}
});

import assert from 'node:assert/strict';
import { join } from 'node:path/posix';
import { confine } from '../../../src/core/assets/confine.ts';
import {
	anyFileKey,
	isPlaceWithin,
	isSamePath,
	isWithin,
	owningFolder,
	pathBelow,
	placeKey,
	spelledLike,
	type Place,
} from '../../../src/core/assets/samePath.ts';
import { saveAsset } from '../../../src/core/assets/saveAsset.ts';
import { createFolderListings } from '../../../src/core/documents/roots/folderListings.ts';
import { relativePath } from '../../../src/core/documents/relativePath.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { diskFiles } from '../../../src/host/storage/diskFiles.ts';
import type { DiskFs } from '../../../src/host/storage/durableFs.ts';
import { pathFs } from './pathFs.ts';
import { temporaryWorkspace } from './temporaryWorkspace.ts';

const { mkdir, readdir, readFile, writeFile } = pathFs;

suite('places are compared by one rule', () => {
	const file = (path: string): Place => ({ scheme: 'file', authority: '', path });
	const same: [one: string, other: string, platforms: readonly string[]][] = [
		['/C:/proj', '/c:/proj', ['win32', 'darwin', 'linux']],
		['/c:/proj/', '/c:/proj', ['win32', 'darwin', 'linux']],
		['/p//a/./b', '/p/a/b', ['win32', 'darwin', 'linux']],
		['/p/caf\u00e9', '/p/cafe\u0301', ['win32', 'darwin', 'linux']],
		['/p/Assets/Hero.PNG', '/p/assets/hero.png', ['win32', 'darwin']],
		['/c:/Users/\u00c4NNE', '/C:/users/a\u0308nne', ['win32', 'darwin']],
		['/p/a', '/p/b', []],
		['/c:/p', '/d:/p', []],
	];
	for (const platform of ['win32', 'darwin', 'linux']) {
		for (const [one, other, platforms] of same) {
			test(`65 ${one} and ${other} on ${platform}`, () => {
				const expected = platforms.includes(platform);
				assert.equal(isSamePath(one, other, platform !== 'linux'), expected);
				assert.equal(placeKey(file(one), platform) === placeKey(file(other), platform), expected);
				assert.equal(isPlaceWithin(file(`${one}/x/y.png`), file(other), platform), expected);
			});
		}
	}

	test('65 only the disk of Windows and macOS ignores case; an authority always does', () => {
		const virtual = (path: string, authority = 'host'): Place => ({ scheme: 'vscode-vfs', authority, path });
		assert.notEqual(placeKey(virtual('/A'), 'win32'), placeKey(virtual('/a'), 'win32'));
		assert.equal(placeKey(virtual('/a', 'Host'), 'linux'), placeKey(virtual('/a'), 'linux'));
		assert.notEqual(placeKey(virtual('/a'), 'linux'), placeKey(file('/a'), 'linux'));
		const cell = { ...file('/a.ipynb'), scheme: 'vscode-notebook-cell' };
		assert.notEqual(
			placeKey({ ...cell, fragment: '1' }, 'linux'),
			placeKey({ ...cell, fragment: '2' }, 'linux'),
		);
	});

	test('65 what lies below a folder, and what only begins like it', () => {
		assert.equal(pathBelow('/C:/Proj/', '/c:/proj/Img/a.png', true), 'Img/a.png');
		assert.equal(pathBelow('/p', '/p', false), '');
		assert.equal(pathBelow('/', '/a', false), 'a');
		assert.equal(pathBelow('/p', '/p-2/a', false), undefined);
		assert.equal(pathBelow('/p', '/p/../q', false), undefined);
		assert.equal(pathBelow('/p/cafe\u0301', '/p/caf\u00e9/a', false), 'a');
		assert.equal(isWithin('/P/a', '/p', false), false);
		assert.equal(spelledLike('/c:/proj', '/C:/PROJ/a.md', true), '/c:/proj/a.md');
		assert.equal(spelledLike('/c:/proj', '/d:/a.md', true), '/d:/a.md');
		assert.equal(spelledLike('/', '/a.md', false), '/a.md');
		assert.equal(owningFolder('/c:/A/b/c', ['/C:/a', '/c:/a/B', '/x'], true), '/c:/a/B');
	});

	test('65 links between files do not leave a folder because of its spelling', () => {
		assert.equal(relativePath('/c:/Proj/a.md', '/C:/proj/img/b.png', true), 'img/b.png');
		assert.equal(relativePath('/p/Proj/a.md', '/p/proj/b.png'), '../proj/b.png');
	});

	test('65 a listing is forgotten under every spelling of its folder', async () => {
		let names = ['a.png'];
		const listings = createFolderListings({
			ignoresCase: true,
			names: () => Promise.resolve(names),
			exists: () => Promise.resolve(false),
		});
		assert.equal(await listings.exists('/c:/proj/a.png'), true);
		names = [];
		assert.equal(listings.forget('/C:/Proj/a.png'), true);
		assert.equal(await listings.exists('/c:/proj/a.png'), false);
	});

	test('65 a file is claimed under every spelling, whatever the disk', () => {
		const key = anyFileKey('file:///c%3A/proj/hero.png');
		assert.equal(anyFileKey('file:///C:/Proj/Hero.png'), key);
		assert.equal(anyFileKey('file:///c%3A/x', '/C:/proj/hero.png'), key);
		assert.notEqual(anyFileKey('vscode-vfs://h/c%3A/proj/hero.png'), key);
	});

	suite('on a disk that ignores letter case', () => {
		let root: string;
		let dispose: () => Promise<void>;

		setup(async () => {
			({ root, dispose } = await temporaryWorkspace());
			await mkdir(join(root, 'proj'));
		});
		teardown(() => dispose());

		/** This machine's disk, with everything below the test's folder in lower case. */
		function ignoringCase(): DiskFs {
			const fold = (value: unknown): unknown =>
				typeof value === 'string' && value.startsWith(root)
					? root + value.slice(root.length).toLowerCase()
					: value;
			const folding = <F extends (...args: never[]) => unknown>(action: F): F =>
				((...args: unknown[]) => action(...(args.map(fold) as never[]))) as unknown as F;
			return Object.fromEntries(
				Object.entries(pathFs).map(([name, value]) => [
					name,
					typeof value === 'function' ? folding(value as never) : value,
				]),
			) as unknown as DiskFs;
		}

		const platform = process.platform === 'win32' ? 'win32' : 'darwin';
		const files = () => diskFiles({ clock: createSystemClock(), fs: ignoringCase(), platform });

		test('65 an image is saved into a folder that was opened in other letters', async () => {
			const request = {
				files: files(),
				reserved: new Set<string>(),
				workspaceFolders: [join(root, 'proj')],
				folder: join(root, 'PROJ', 'Assets'),
				name: 'hero.webp',
				bytes: Buffer.from('paid'),
			};
			const path = await saveAsset(request);
			assert.equal(await readFile(join(root, 'proj', 'assets', 'hero.webp'), 'utf8'), 'paid');
			const spelled = path.replace('PROJ', 'proj');
			assert.equal(await saveAsset({ ...request, resumeTarget: spelled }), spelled);
			assert.deepEqual(await readdir(join(root, 'proj', 'assets')), ['hero.webp']);
		});

		test('65 what lies outside stays outside, in whatever letters', async () => {
			await writeFile(join(root, 'private.txt'), '');
			const refused = confine(files(), [join(root, 'proj')], join(root, 'PROJ', '..', 'private.txt'));
			await assert.rejects(refused, { code: 'outsideWorkspace' });
			// Where the disk tells letters apart, another spelling is another folder.
			const onLinux = diskFiles({ clock: createSystemClock(), platform: 'linux' });
			await assert.rejects(confine(onLinux, [join(root, 'proj')], join(root, 'PROJ', 'a')), {
				code: 'outsideWorkspace',
			});
		});
	});
});

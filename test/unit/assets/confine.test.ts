import assert from 'node:assert/strict';
import { join } from 'node:path/posix';
import { saveAsset, type SaveRequest } from '../../../src/core/assets/saveAsset.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { diskFiles } from '../../../src/host/storage/diskFiles.ts';
import { pathFs } from './pathFs.ts';
import { temporaryWorkspace } from './temporaryWorkspace.ts';

const { mkdir, readdir, rm, symlink } = pathFs;

/** Windows lets not every user make links. */
const testOfLinks = process.platform === 'win32' ? test.skip : test;

suite('saveAsset stays in the workspace', () => {
	const files = diskFiles({ clock: createSystemClock() });
	let root: string;
	let workspace: string;
	let assets: string;
	let outside: string;
	let dispose: () => Promise<void>;

	setup(async () => {
		({ root, dispose } = await temporaryWorkspace());
		workspace = join(root, 'project');
		assets = join(workspace, 'assets');
		outside = join(root, 'outside');
		await mkdir(workspace);
		await mkdir(outside);
	});

	teardown(async () => {
		const escaped = await readdir(outside);
		await dispose();
		assert.deepEqual(escaped, []);
	});

	function save(changes: Partial<SaveRequest> = {}): ReturnType<typeof saveAsset> {
		return saveAsset({
			files,
			reserved: new Set(),
			workspaceFolders: [workspace],
			folder: assets,
			name: 'hero.webp',
			bytes: Buffer.from('content'),
			...changes,
		});
	}

	const refused = (changes: Partial<SaveRequest>): Promise<void> =>
		assert.rejects(save(changes), { name: 'AssetError', code: 'outsideWorkspace' });

	test('55 a folder outside, also by dots', async () => {
		await refused({ folder: outside });
		await refused({ folder: `${assets}/../../outside` });
		await refused({ folder: `${workspace}-2/assets` });
	});

	testOfLinks('a link to a folder outside', async () => {
		await symlink(outside, assets);
		await refused({});
		await refused({ folder: join(assets, 'new', 'newer') });
	});

	testOfLinks('a link that leads nowhere yet', async () => {
		await symlink(join(outside, 'later'), assets);
		await refused({});
		await refused({ folder: join(assets, 'new') });
	});

	testOfLinks('a dangling link at the final name is a taken name', async () => {
		await mkdir(assets);
		await symlink(join(outside, 'later'), join(assets, 'hero.webp'));
		assert.equal(await save(), join(assets, 'hero-1.webp'));
	});

	testOfLinks('a link put in place of the folder between the checks', async () => {
		await refused({
			onTarget: async () => {
				await rm(assets, { recursive: true });
				await symlink(outside, assets);
			},
		});
	});

	testOfLinks('a link put at the final name after the listing is never followed', async () => {
		let first = true;
		const path = await save({
			onTarget: async target => {
				if (first) {
					first = false;
					await symlink(join(outside, 'later'), target);
				}
			},
		});
		assert.equal(path, join(assets, 'hero-1.webp'));
	});

	testOfLinks(
		'links inside the workspace, and a workspace folder that is a link itself, are fine',
		async () => {
			await mkdir(join(workspace, 'real'));
			await symlink('real', assets);
			assert.equal(await save(), join(assets, 'hero.webp'));
			const alias = join(root, 'alias');
			await symlink(workspace, alias);
			const saved = await save({ workspaceFolders: [alias], folder: join(alias, 'assets') });
			assert.equal(saved, join(alias, 'assets', 'hero-1.webp'));
		},
	);

	testOfLinks('a link from one workspace folder into another is inside', async () => {
		const second = join(root, 'second');
		await mkdir(second);
		await symlink(second, assets);
		await refused({});
		assert.equal(await save({ workspaceFolders: [workspace, second] }), join(assets, 'hero.webp'));
	});
});

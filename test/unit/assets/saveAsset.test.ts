import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import type { AssetFiles } from '../../../src/core/assets/assetFiles.ts';
import { contentHash } from '../../../src/core/images/contentHash.ts';
import { saveAsset, type SaveRequest } from '../../../src/core/assets/saveAsset.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { diskFiles } from '../../../src/host/storage/diskFiles.ts';
import { sampleImages } from './sampleImages.ts';
import { pathFs } from './pathFs.ts';
import { temporaryWorkspace } from './temporaryWorkspace.ts';

const { mkdir, readdir, readFile, rename, rm, writeFile } = pathFs;

suite('saveAsset on disk', () => {
	const files = diskFiles({ clock: createSystemClock() });
	let root: string;
	let workspace: string;
	let assets: string;
	let dispose: () => Promise<void>;
	let reserved: Set<string>;

	setup(async () => {
		({ root, dispose } = await temporaryWorkspace());
		workspace = join(root, 'project');
		assets = join(workspace, 'assets');
		await mkdir(workspace);
		reserved = new Set();
	});

	teardown(async () => {
		assert.deepEqual([...reserved], [], 'a reservation was kept');
		await dispose();
	});

	function save(changes: Partial<SaveRequest> = {}): ReturnType<typeof saveAsset> {
		return saveAsset({
			files,
			reserved,
			workspaceFolders: [workspace],
			folder: assets,
			name: 'hero.webp',
			bytes: Buffer.from('content'),
			...changes,
		});
	}

	const names = async (): Promise<string[]> => (await readdir(assets)).sort();

	async function webp(): Promise<Uint8Array> {
		const sample = (await sampleImages()).find(({ format }) => format === 'webp');
		assert.ok(sample);
		return sample.bytes;
	}

	test('creates the folder, and leaves nothing but the file', async () => {
		const folder = join(assets, 'deep', 'deeper');
		const saved = await save({ folder });
		assert.equal(saved, join(folder, 'hero.webp'));
		assert.deepEqual(await readdir(folder), ['hero.webp']);
		assert.equal(await readFile(saved, 'utf8'), 'content');
	});

	test('31 the bytes decide the extension', async () => {
		for (const { format, bytes } of await sampleImages()) {
			const path = await save({ name: 'hero.gif', bytes });
			assert.match(path, format === 'jpeg' ? /\.jpg$/ : new RegExp(`\\.${format}$`));
			assert.deepEqual(await readFile(path), Buffer.from(bytes));
		}
	});

	test('40, 44, 45 a taken name is numbered, whatever its case and normal form', async () => {
		await mkdir(assets);
		for (const existing of ['Hero.webp', 'hero-1.WEBP', '한글.webp'.normalize('NFD')]) {
			await writeFile(join(assets, existing), 'old');
		}
		assert.equal(await save(), join(assets, 'hero-2.webp'));
		assert.equal(await save({ name: '한글.webp' }), join(assets, '한글-1.webp'));
		assert.equal(await readFile(join(assets, 'Hero.webp'), 'utf8'), 'old');
	});

	test('45 names are written NFC', async () => {
		await save({ name: '해변 café'.normalize('NFD') + '.webp' });
		assert.deepEqual(await names(), ['해변 café.webp'.normalize('NFC')]);
	});

	// Names that Windows does not take, or takes for another one.
	const refused: [name: string, saved: string][] = [
		['CON', 'CON-image.webp'],
		['nul.webp', 'nul-image.webp'],
		['lpt1.final', 'lpt1-image.final.webp'],
		['hero...', 'hero.webp'],
		['hero. . .webp', 'hero.webp'],
		['a:b|c?.webp', 'a-b-c-.webp'],
	];
	for (const [name, saved] of refused) {
		test(`43 ${name} is saved as ${saved}`, async () => {
			assert.equal(await save({ name, bytes: await webp() }), join(assets, saved));
			assert.deepEqual(await names(), [saved]);
		});
	}

	test('46 long names that differ at their ends are two files, and are numbered like others', async () => {
		const long = '해변의 빨간 자전거 '.repeat(30);
		for (const name of [`${long}1`, `${long}2`, `${long}2`]) {
			await save({ name, bytes: await webp() });
		}
		const found = await names();
		assert.equal(found.length, 3);
		assert.equal(found.filter(name => /-[0-9a-f]{8}\.webp$/.test(name)).length, 2);
		assert.equal(found.filter(name => /-[0-9a-f]{8}-1\.webp$/.test(name)).length, 1);
		assert.ok(
			found.every(name => Buffer.byteLength(name) <= 255),
			found.join('\n'),
		);
	});

	test('40 a folder of that name is taken as well', async () => {
		await mkdir(join(assets, 'hero.webp'), { recursive: true });
		assert.equal(await save(), join(assets, 'hero-1.webp'));
	});

	test('41 a hundred parallel saves to one name all survive', async () => {
		const saves = Array.from({ length: 100 }, (_, index) =>
			save({ name: index % 2 === 0 ? 'hero.webp' : 'Hero.webp', bytes: Buffer.from(`content ${index}`) }),
		);
		const paths = await Promise.all(saves);
		assert.equal(new Set(paths.map(path => path.toLowerCase())).size, 100);
		assert.equal((await names()).length, 100);
		for (const [index, path] of paths.entries()) {
			assert.equal(await readFile(path, 'utf8'), `content ${index}`);
		}
	});

	test('41 saves of two processes to one name all survive', async () => {
		const program = fileURLToPath(import.meta.resolve('./saveMany.ts'));
		const exits = ['one', 'two'].map(async mark => {
			const child = spawn(process.execPath, [program, workspace, 'hero.webp', '60', mark], {
				stdio: 'inherit',
			});
			const [code] = (await once(child, 'exit')) as [number];
			assert.equal(code, 0);
		});
		await Promise.all(exits);
		const found = await names();
		assert.equal(found.length, 120);
		const contents = await Promise.all(found.map(name => readFile(join(assets, name), 'utf8')));
		assert.equal(new Set(contents).size, 120);
	});

	test('40 the target is known before the file is there, again where it was taken meanwhile', async () => {
		const targets: string[] = [];
		const path = await save({
			onTarget: async target => {
				assert.equal(await files.stat(target), undefined);
				targets.push(target);
				if (targets.length === 1) {
					await writeFile(target, 'somebody else');
				}
			},
		});
		assert.deepEqual(targets, [join(assets, 'hero.webp'), join(assets, 'hero-1.webp')]);
		assert.equal(path, targets[1]);
		assert.equal(await readFile(targets[0] ?? '', 'utf8'), 'somebody else');
	});

	test('a journal that fails stops the save', async () => {
		const failure = new Error('the journal is full');
		await assert.rejects(save({ onTarget: () => Promise.reject(failure) }), failure);
		assert.deepEqual(await names(), []);
	});

	suite('resuming', () => {
		test('the same bytes at the target are already saved', async () => {
			const path = await save();
			const again = await save({ resumeTarget: path, sha256: contentHash('content') });
			assert.equal(again, path);
			assert.deepEqual(await names(), ['hero.webp']);
		});

		test('other bytes at the target: the next free name', async () => {
			await mkdir(assets);
			const target = join(assets, 'hero.webp');
			await writeFile(target, 'somebody else');
			const saved = await save({ resumeTarget: target });
			assert.equal(saved, join(assets, 'hero-1.webp'));
		});

		test('nothing at the target: that name, and not one before it', async () => {
			const target = join(assets, 'hero-7.webp');
			assert.equal(await save({ resumeTarget: target }), target);
		});

		test('a target whose folder became a file, or lies outside by now', async () => {
			await writeFile(join(workspace, 'old'), '');
			const targets = [join(workspace, 'old', 'hero.webp'), join(root, 'closed', 'hero.webp')];
			for (const [index, resumeTarget] of targets.entries()) {
				const path = await save({ resumeTarget, name: `${index}.webp` });
				assert.equal(path, join(assets, `${index}.webp`));
			}
		});

		test('what a killed publish left behind is cleared away', async () => {
			const bytes = Buffer.from('content');
			await mkdir(assets);
			const target = join(assets, 'hero.webp');
			const held: string[] = [];
			// Learns the names of a part file and a reservation from a disk that dies before the rename.
			const dying = diskFiles({
				clock: createSystemClock(),
				fs: {
					...pathFs,
					link: () => Promise.reject(Object.assign(new Error('no links'), { code: 'ENOTSUP' })),
					rename: async () => {
						for (const name of await readdir(assets)) {
							await writeFile(join(root, `kept-${held.length}`), await readFile(join(assets, name)));
							held.push(name);
						}
						throw Object.assign(new Error('killed'), { code: 'EIO' });
					},
				},
			});
			await assert.rejects(dying.publish(target, bytes), { code: 'failed' });
			assert.deepEqual(await names(), []);
			assert.equal(held.length, 2);
			for (const [index, name] of held.entries()) {
				await rename(join(root, `kept-${index}`), join(assets, name));
			}
			const other = `.image-assets-${'0'.repeat(16)}-1.part`;
			await writeFile(join(assets, other), 'of another save');
			assert.equal(await save({ resumeTarget: target }), target);
			assert.deepEqual(await names(), [other, 'hero.webp']);
		});
	});

	suite('what can be in the way', () => {
		test('a file where the folder should be, or above it', async () => {
			await writeFile(assets, '');
			await assert.rejects(save(), { code: 'notAFolder' });
			await assert.rejects(save({ folder: join(assets, 'deep') }), { code: 'notAFolder' });
		});

		test('47 the workspace folder is gone', async () => {
			await rm(workspace, { recursive: true });
			await assert.rejects(save(), { code: 'folderGone' });
		});

		test('47 the folder goes just before the file is written', async () => {
			await assert.rejects(save({ onTarget: () => rm(assets, { recursive: true }) }), { code: 'folderGone' });
		});

		test('46 a name that the file system finds too long', async function () {
			if (process.platform === 'win32') {
				// Says that it does not exist.
				this.skip();
			}
			const short: AssetFiles = {
				...files,
				publish: path => files.publish(path.replace('hero', 'x'.repeat(300)), Buffer.from('')),
			};
			await assert.rejects(save({ files: short }), { code: 'nameTooLong' });
		});
	});
});

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createKeptCopies } from '../../../src/core/assets/keptCopies.ts';
import { notRestoredText } from '../../../src/host/texts/notRestoredText.ts';
import { createReplacedOriginals } from '../../../src/core/assets/replacedOriginals.ts';
import { policy } from '../../../src/core/policy.ts';
import { shouldReport } from '../../../src/core/state/shouldReport.ts';
import { createStorageFolder, type StorageFolder } from './storageFolder.ts';

suite('what was kept and is offered to come back', () => {
	let storage: StorageFolder;
	const image = Buffer.from('an image');

	setup(async () => {
		storage = await createStorageFolder();
	});
	teardown(() => storage.remove());

	/** As if it had been there for so long. */
	async function age(path: string, ms: number): Promise<void> {
		await storage.files.touch(path, Date.now() - ms);
	}

	test('75 a removed image is known as gone once it was swept', async () => {
		const copies = createKeptCopies(storage.files, storage.keeper, randomUUID);
		const path = await copies.store(image);
		assert.deepEqual([...(await copies.byHash()).values()], [path]);
		assert.equal(await copies.isKept(path), true);
		await age(path, policy.storage.kept.keep + 60_000);
		await storage.keeper.sweep();
		assert.equal(await copies.isKept(path), false);
		assert.equal((await copies.byHash()).size, 0);
	});

	test('75 an original that was swept is on no list, and cannot be read', async () => {
		const originals = createReplacedOriginals(storage.files, storage.keeper);
		const id = randomUUID();
		const uri = 'file:///site/hero.png';
		const sha256 = 'ab'.repeat(32);
		const replacement = { id, at: Date.now(), folder: uri, original: uri, replaced: uri, edited: uri };
		const facts = { originalSha256: sha256, newSha256: sha256, prompt: 'a fox', credits: 45 };
		await originals.keep(id, 'original.png', image);
		await originals.note({ ...replacement, ...facts });
		await storage.keeper.sweep();
		assert.deepEqual(await originals.list(), [{ ...replacement, ...facts }]);
		for (const path of ['', '/original.png', '/info.json']) {
			await age(`replaced/v1/${id}${path}`, policy.storage.replaced.keep + 60_000);
		}
		await storage.keeper.sweep();
		assert.deepEqual(await originals.list(), []);
		assert.equal(await originals.read(id, 'original.png'), undefined);
		assert.deepEqual(await storage.list(), []);
	});

	const kept = 'Removed images are kept for 7 days, as long as they take up less than 2 GB in total.';
	const texts = [
		[['restored', 'restored'], undefined, undefined],
		[['taken'], 'hero.png', "hero.png wasn't restored: another file has its name now."],
		[['gone'], 'hero.png', `hero.png wasn't restored: it's no longer kept. ${kept}`],
		[
			['taken', 'gone', 'restored', 'gone'],
			undefined,
			`1 image wasn't restored: another file has its name now. 2 images weren't restored: they're no longer kept. ${kept}`,
		],
	] as const;
	for (const [results, name, text] of texts) {
		test(`75 an Undo says plainly what did not come back: ${results.join(', ')}`, () => {
			assert.equal(notRestoredText(results, name), text);
		});
	}

	test('75 what waits for the user is told once above the limit, and again when it has doubled', async () => {
		let told: number | undefined;
		const note = {
			get: () => told,
			set: (value: number | undefined) => {
				told = value;
				return Promise.resolve();
			},
		};
		const news: boolean[] = [];
		for (const amount of [90, 110, 120, 219, 220, 100, 101]) {
			news.push(await shouldReport(amount, 100, note));
		}
		assert.deepEqual(news, [false, true, false, false, true, false, true]);
	});
});

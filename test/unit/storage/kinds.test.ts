import { createCutOutOriginals } from '../../../src/core/assets/cutOutOriginals.ts';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createKeptCopies } from '../../../src/core/assets/keptCopies.ts';
import { createReplacedOriginals } from '../../../src/core/assets/replacedOriginals.ts';
import { createDailyLedger } from '../../../src/core/jobs/dailyLedger.ts';
import { createJournal } from '../../../src/core/jobs/journal/createJournal.ts';
import { folderOf } from '../../../src/core/jobs/journal/jobsFolder.ts';
import { policy } from '../../../src/core/policy.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { createLeases } from '../../../src/core/state/leases.ts';
import {
	kindOf,
	onlyKnownKinds,
	storageKinds,
	type StorageKind,
} from '../../../src/core/state/storageKinds.ts';
import { createReferenceStore } from '../../../src/host/storage/referenceStore.ts';
import { createThumbnails } from '../../../src/host/storage/thumbnails.ts';
import { renderTinyImage } from '../../emulator/images/tinyImage.ts';
import { repository } from '../../support/repository.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';
import { accepted, dismissed, saved, sent, staged, notified, unknown } from '../journal/sampleEvents.ts';
import { createStorageFolder, type StorageFolder } from './storageFolder.ts';

/** Modules that know where the extension's own folder is, and what each does there. */
const knowRoot: Readonly<Record<string, string>> = {
	'src/host/createServices.ts': 'hands it out, as files of known kinds',
	'src/host/jobs/recoveryLoop.ts': 'lists it',
	'src/host/review/reviewEdit.ts': 'shows originals',
	'src/host/requests/inputImages.ts': 'takes snapshots of images that are no files',
	'src/host/panel/panelHandlers.ts': 'opens a variation',
	'src/host/panel/panelPages.ts': 'shows thumbnails',
};

suite('the kinds of files in the extension’s own folder', () => {
	let storage: StorageFolder;

	setup(async () => {
		storage = await createStorageFolder();
	});
	teardown(() => storage.remove());

	/** Uses everything that writes there; of what lives where `vscode` is, the paths. */
	async function useAll(): Promise<void> {
		const { root, keeper } = storage;
		const files = onlyKnownKinds(storage.files);
		const clock = createSystemClock();
		const leases = createLeases(files, clock, policy.lease, randomUUID());
		const journal = createJournal({ files, leases, clock, onDamaged: () => undefined });
		const ledger = createDailyLedger(files, leases, clock, () => 1000);
		const image = await renderTinyImage({ prompt: 'a fox', width: 32, height: 32, format: 'png' });
		try {
			const left = [
				[sent, accepted, staged],
				[sent, accepted, staged, saved, notified],
				[sent, unknown],
			];
			for (const events of [...left, [sent, accepted, staged, dismissed], []]) {
				const intent = sampleIntent();
				await ledger.reserve(intent);
				await journal.open(intent);
				for (const event of events) {
					await journal.record(intent.id, event);
				}
				await journal.requestCancel(intent.id);
				await journal.release(intent.id);
			}
			const { id } = sampleIntent();
			await files.write(`${folderOf(id)}/intent.json`, '{');
			assert.equal(await journal.read(id), undefined);
			await journal.sweep();
			await createKeptCopies(files, keeper, randomUUID).store(image);
			const originals = createReplacedOriginals(files, keeper);
			const replacement = { folder: '', original: '', replaced: '', edited: '', prompt: '', credits: 0 };
			const sha256 = 'ab'.repeat(32);
			await originals.keep(id, 'original.png', image);
			await originals.note({ ...replacement, id, at: 0, originalSha256: sha256, newSha256: sha256 });
			await createCutOutOriginals(files, keeper).keep(id, image, undefined);
			const source = join(root, storageKinds.pasted.folder, 'pasted');
			await files.write(`${storageKinds.pasted.folder}/pasted`, image, 'quick');
			const nowhere = () => Promise.reject(new Error('not asked'));
			const foreign = { stat: nowhere, readFile: nowhere };
			await createReferenceStore({ root, clock, foreign }).add({ path: source, name: 'pasted' });
			const engine = { thumbnail: () => Promise.resolve(new Uint8Array(image)) };
			const folder = join(root, storageKinds.thumbnail.folder);
			const read = () => Promise.resolve(new Uint8Array(image));
			await createThumbnails({ folder, engine, clock }).get(sha256, read);
			await files.write(`${storageKinds.opened.folder}/${sha256}.png`, image, 'quick');
			await files.write(`${storageKinds.record.folder}/0.json`, '{}');
		} finally {
			leases.dispose();
		}
	}

	test('75 after everything was used, every file is of a kind, and every kind has a file', async () => {
		await useAll();
		const kinds = new Set<StorageKind | 'part' | undefined>();
		for (const path of await storage.list()) {
			assert.notEqual(kindOf(path), undefined, `no sweep covers ${path}`);
			kinds.add(kindOf(path));
		}
		assert.deepEqual([...kinds].sort(), Object.keys(storageKinds).sort());
	});

	test('75 a file of no kind cannot be written', async () => {
		const files = onlyKnownKinds(storage.files);
		await assert.rejects(files.write('drafts/v1/one.json', '{}'), /storageKinds\.ts/);
		await assert.rejects(files.create('drafts', ''), /storageKinds\.ts/);
		await files.write('kept/one', '');
		await assert.rejects(files.move('kept', 'drafts'), /storageKinds\.ts/);
		assert.deepEqual(await storage.list(), ['kept/one']);
	});

	test('75 a file that is written outside of them is found', async () => {
		await writeFile(join(storage.root, 'notes.json'), '');
		assert.deepEqual((await storage.list()).map(kindOf), [undefined]);
	});

	test('75 no other file knows where the folder is', () => {
		const found = globSync('src/**/*.ts', { cwd: repository })
			.map(file => file.replaceAll('\\', '/'))
			.filter(file =>
				/\b(?:globalStorageUri|globalStoragePath|storageUri|storagePath|tmpdir)\b/.test(
					readFileSync(join(repository, file), 'utf8'),
				),
			);
		assert.deepEqual(found.sort(), Object.keys(knowRoot).sort());
	});
});

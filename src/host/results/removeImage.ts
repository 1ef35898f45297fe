import { workspace, type Uri } from 'vscode';
import { entryAt, removeEntry, setEntry, type AssetEntry } from '../../core/assets/assetRecord.ts';
import type { PutBack } from '../../core/assets/putBack.ts';
import { notRestoredText } from '../texts/notRestoredText.ts';
import type { Services } from '../services.ts';
import { assetPath } from '../storage/assetRecords.ts';
import { keyOf } from '../workspace/places.ts';
import { changeRecord } from './changeRecord.ts';

/** Restores a removed image and its record entry. */
export type Restore = () => Promise<PutBack>;

/** How to restore what was removed in this window, by its `keyOf`. */
const removed = new WeakMap<Services, Map<string, { readonly sha256: string; readonly restore: Restore }>>();

/**
 * A function that restores a deleted file; undefined if its content is no longer kept. If the file was removed in
 * this window, its record entry is restored too.
 *
 * @param sha256 of the content to restore: another image may have been at that path since.
 */
export async function restoreOf(services: Services, file: Uri, sha256: string): Promise<Restore | undefined> {
	if (!(await services.kept.hashes()).has(sha256)) {
		return undefined;
	}
	const found = removed.get(services)?.get(keyOf(file));
	return found?.sha256 === sha256 ? found.restore : () => services.kept.restore(sha256, file);
}

/**
 * Removes an image and its record entry, and keeps both for a while. Resolves to a function that restores them, or
 * to undefined if the file was changed since and so stays.
 *
 * @param sha256 of the file's content; undefined if there is only an entry.
 */
export async function removeImage(
	services: Services,
	file: Uri,
	sha256: string | undefined,
): Promise<Restore | undefined> {
	const restore = sha256 === undefined ? undefined : await services.kept.moveOut(file, sha256);
	if (sha256 !== undefined && restore === undefined) {
		return undefined;
	}
	const restoreEntry = await removeRecordEntry(services, file);
	const restoreBoth: Restore = async () => {
		const result = (await restore?.()) ?? 'restored';
		if (result === 'restored') {
			await restoreEntry();
			removed.get(services)?.delete(keyOf(file));
		}
		return result;
	};
	if (sha256 !== undefined) {
		const known = removed.get(services) ?? new Map<string, { sha256: string; restore: Restore }>();
		removed.set(services, known.set(keyOf(file), { sha256, restore: restoreBoth }));
	}
	return restoreBoth;
}

/** Restores images, and reports those that couldn't be. @param name of the image, if there is only one. */
export async function restoreAll(
	services: Services,
	restores: readonly Restore[],
	name?: string,
): Promise<void> {
	const refusal = notRestoredText(await Promise.all(restores.map(restore => restore())), name);
	if (refusal !== undefined) {
		services.notify('warning', refusal);
	}
}

/** Removes a file's entry from the record; the returned function puts it back. */
async function removeRecordEntry(services: Services, file: Uri): Promise<() => Promise<void>> {
	const folder = workspace.getWorkspaceFolder(file)?.uri;
	if (folder === undefined) {
		return () => Promise.resolve();
	}
	let path = assetPath(folder, file);
	let entry: AssetEntry | undefined;
	await changeRecord(services, folder, (record, spelled) => {
		path = spelled(path);
		entry = entryAt(record, path);
		return removeEntry(record, path);
	});
	return () =>
		changeRecord(services, folder, record => (entry === undefined ? record : setEntry(record, path, entry)));
}

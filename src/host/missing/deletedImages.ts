import { l10n, Uri, workspace } from 'vscode';
import type { AssetEntry } from '../../core/assets/assetRecord.ts';
import { mayHaveRecord } from '../workspace/mayHaveRecord.ts';
import { restoreAll } from '../results/removeImage.ts';
import type { LoadServices } from '../services.ts';
import { belongsTo, isBelow, keyOf } from '../workspace/places.ts';
import { scanWorkspace } from './scanWorkspace.ts';
import { imageNames, shortList } from '../texts/lists.ts';

/**
 * Reports recorded images that were just deleted in VS Code although documents still show them, and offers to restore
 * those that are kept.
 */
export async function reportDeleted(loadServices: LoadServices, deleted: readonly Uri[]): Promise<void> {
	// Nothing can be restored in an untrusted workspace.
	if (!workspace.isTrusted) {
		return;
	}
	const recorded: { readonly uri: Uri; readonly entry: AssetEntry }[] = [];
	for (const { uri: folder } of workspace.workspaceFolders ?? []) {
		const places = deleted.filter(uri => belongsTo(uri, folder));
		if (places.length > 0 && (await mayHaveRecord(folder))) {
			const { entries } = await (await loadServices()).records.read(folder);
			recorded.push(
				...[...entries]
					.map(([path, entry]) => ({ uri: Uri.joinPath(folder, path), entry }))
					.filter(({ uri }) => places.some(place => isBelow(uri, place))),
			);
		}
	}
	const { images, documents } = await stillShown(recorded.map(({ uri }) => uri));
	const shown = recorded.filter(({ uri }) => images.has(keyOf(uri)));
	if (shown.length === 0) {
		return;
	}
	const services = await loadServices();
	const hashes = await services.kept.hashes();
	const kept = shown.filter(({ entry }) => hashes.has(entry.sha256));
	const restore = () =>
		restoreAll(
			services,
			kept.map(
				({ uri, entry }) =>
					() =>
						services.kept.restore(entry.sha256, uri),
			),
		);
	const names = imageNames(shown.map(({ uri }) => workspace.asRelativePath(uri)));
	const message =
		shown.length === 1
			? l10n.t('{0} was deleted, but is still shown in {1}.', names, documents)
			: l10n.t('{0} were deleted, but are still shown in {1}.', names, documents);
	services.notify('warning', message, kept.length === 0 ? [] : [{ title: l10n.t('Restore'), run: restore }]);
}

/** The `keyOf` of those deleted images that documents still show, and these documents: `a.md, b.md and 2 more`. @throws the signal's reason */
export async function stillShown(
	deleted: readonly Uri[],
	signal = new AbortController().signal,
): Promise<{ readonly images: ReadonlySet<string>; readonly documents: string }> {
	const wanted = new Set(deleted.map(keyOf));
	const images = new Set<string>();
	const documents = new Set<string>();
	for (const { uri: folder } of workspace.workspaceFolders ?? []) {
		const { missing } = deleted.some(uri => belongsTo(uri, folder))
			? await scanWorkspace(folder, folder, signal)
			: { missing: [] };
		for (const { target, path } of missing) {
			const key = keyOf(folder.with({ path: target }));
			if (wanted.has(key)) {
				images.add(key);
				documents.add(workspace.asRelativePath(folder.with({ path })));
			}
		}
	}
	return { images, documents: shortList([...documents]) };
}

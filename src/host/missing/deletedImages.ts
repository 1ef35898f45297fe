import { l10n, Uri, workspace } from 'vscode';
import type { AssetEntry } from '../../core/assets/assetRecord.ts';
import { mayHaveRecord } from '../workspace/mayHaveRecord.ts';
import { restoreAll } from '../results/removeImage.ts';
import type { LoadServices } from '../services.ts';
import { notify } from '../ui/messages.ts';
import { belongsTo, isBelow, keyOf } from '../workspace/places.ts';
import { scanWorkspace } from './scanWorkspace.ts';
import { imageNames } from '../texts/lists.ts';

/** A recorded image that was deleted, and a document that still shows it. */
interface DeletedImage {
	readonly uri: Uri;
	readonly entry: AssetEntry;
	readonly document: Uri;
}

/**
 * Reports recorded images that were just deleted in VS Code although documents still show them, and offers to restore
 * those that are kept.
 */
export async function reportDeleted(loadServices: LoadServices, deleted: readonly Uri[]): Promise<void> {
	// Nothing can be restored in an untrusted workspace.
	if (!workspace.isTrusted) {
		return;
	}
	const shown: DeletedImage[] = [];
	for (const { uri: folder } of workspace.workspaceFolders ?? []) {
		const places = deleted.filter(uri => belongsTo(uri, folder));
		if (places.length > 0 && (await mayHaveRecord(folder))) {
			shown.push(...(await stillShown(loadServices, folder, places)));
		}
	}
	const [first] = shown;
	if (first === undefined) {
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
	const document = workspace.asRelativePath(first.document);
	const names = imageNames(shown.map(({ uri }) => workspace.asRelativePath(uri)));
	const message =
		shown.length === 1
			? l10n.t('{0} was deleted, but {1} still shows it.', names, document)
			: l10n.t('{0} were deleted, but documents still show them.', names);
	notify(
		services.log,
		'warning',
		message,
		kept.length === 0 ? [] : [{ title: l10n.t('Restore'), run: restore }],
	);
}

/** The recorded images at or below these URIs that are missing, and that a document in the folder shows. */
async function stillShown(
	loadServices: LoadServices,
	folder: Uri,
	places: readonly Uri[],
): Promise<DeletedImage[]> {
	const { records } = await loadServices();
	const recorded = [...(await records.read(folder)).entries]
		.map(([path, entry]) => ({ uri: Uri.joinPath(folder, path), entry }))
		.filter(({ uri }) => places.some(place => isBelow(uri, place)));
	if (recorded.length === 0) {
		return [];
	}
	const { missing } = await scanWorkspace(folder, folder, new AbortController().signal);
	const documents = new Map(
		missing.map(({ target, path }) => [keyOf(folder.with({ path: target })), folder.with({ path })]),
	);
	return recorded.flatMap(({ uri, entry }) => {
		const document = documents.get(keyOf(uri));
		return document === undefined ? [] : [{ uri, entry, document }];
	});
}

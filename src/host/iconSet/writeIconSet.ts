import { l10n, Range, workspace, WorkspaceEdit, type TextDocument, type Uri } from 'vscode';
import { derivedEntry } from '../../core/assets/derivedEntry.ts';
import { contentHash } from '../../core/images/contentHash.ts';
import { UserError } from '../../core/userError.ts';
import { recordEntryUndoably } from '../results/changeRecord.ts';
import type { Services } from '../services.ts';
import { assetPath } from '../storage/assetRecords.ts';
import { filesOf } from '../storage/assetSink.ts';
import { isThere } from '../storage/existence.ts';
import {
	createWorkspaceFile,
	hashOfFile,
	readWorkspaceFile,
	removeWorkspaceFile,
	requireInside,
} from '../storage/workspaceFile.ts';
import type { IconSet, TextChange } from './prepareIconSet.ts';

/** Undoes one file; resolves to false if someone has changed it since, and so it stays. */
type TakeBack = () => Promise<boolean>;

export interface WrittenIconSet {
	readonly uris: readonly Uri[];
	/** Undoes everything; resolves to the files that stay because they were changed since. */
	readonly undo: () => Promise<readonly Uri[]>;
}

/**
 * Writes an icon set: all of it, or nothing. The previous content of each file is kept.
 *
 * @param links whether the page is changed too
 * @throws AssetError, UserError
 */
export async function writeIconSet(
	services: Services,
	set: IconSet,
	links: boolean,
): Promise<WrittenIconSet> {
	const done: { readonly uri: Uri; readonly takeBack: TakeBack }[] = [];
	let recorded: ReadonlyMap<Uri, () => Promise<void>> = new Map();
	const undo = async () => {
		const stayed: Uri[] = [];
		for (const { uri, takeBack } of done.splice(0).reverse()) {
			if (await takeBack().catch(() => false)) {
				await recorded.get(uri)?.();
			} else {
				stayed.push(uri);
			}
		}
		return stayed;
	};
	try {
		for (const { uri, image } of set.icons) {
			done.push({ uri, takeBack: await putFile(services, set.folder, uri, image.bytes) });
		}
		for (const change of set.texts.filter(each => links || each.change !== 'linked')) {
			done.push({ uri: change.uri, takeBack: await changeText(services, set.folder, change) });
		}
	} catch (error) {
		await undo();
		throw error;
	}
	const uris = done.map(({ uri }) => uri);
	recorded = await recordIcons(services, set);
	return { uris, undo };
}

async function putFile(services: Services, folder: Uri, uri: Uri, bytes: Uint8Array): Promise<TakeBack> {
	const sha256 = contentHash(bytes);
	const isOurs = async () => (await hashOfFile(uri)) === sha256;
	if (await isThere(uri)) {
		const before = await readWorkspaceFile(uri);
		await services.kept.keep(uri);
		await filesOf(folder).replace(uri.path, bytes);
		return async () => {
			const ours = await isOurs();
			if (ours) {
				await filesOf(folder).replace(uri.path, before);
			}
			return ours;
		};
	}
	await requireInside(uri);
	if (!(await createWorkspaceFile(uri, bytes))) {
		throw new UserError(l10n.t('{0} already exists.', workspace.asRelativePath(uri)));
	}
	return async () => {
		const ours = await isOurs();
		if (ours) {
			await removeWorkspaceFile(uri);
		}
		return ours;
	};
}

/** Edits an existing document as in the editor, and saves it. */
async function changeText(
	services: Services,
	folder: Uri,
	{ uri, before, after }: TextChange,
): Promise<TakeBack> {
	if (before === undefined) {
		return putFile(services, folder, uri, new TextEncoder().encode(after));
	}
	if (!(await rewrite(uri, before, after))) {
		throw new UserError(l10n.t('{0} was changed in the meantime. Try again.', workspace.asRelativePath(uri)));
	}
	return () => rewrite(uri, after, before);
}

/**
 * Resolves to whether the document still had the text to replace.
 *
 * @throws UserError if it can't be saved; then it has the text that it had.
 */
async function rewrite(uri: Uri, from: string, to: string): Promise<boolean> {
	await requireInside(uri);
	const document = await workspace.openTextDocument(uri);
	if (document.getText() !== from || !(await replaceText(document, to))) {
		return false;
	}
	if (!(await document.save())) {
		await replaceText(document, from);
		throw new UserError(l10n.t("{0} couldn't be saved.", workspace.asRelativePath(uri)));
	}
	return true;
}

/** Replaces only what differs, so that cursors stay where they are. Resolves to whether VS Code did it. */
async function replaceText(document: TextDocument, to: string): Promise<boolean> {
	const from = document.getText();
	let start = 0;
	while (start < Math.min(from.length, to.length) && from[start] === to[start]) {
		start += 1;
	}
	let end = 0;
	while (end < Math.min(from.length, to.length) - start && from.at(-1 - end) === to.at(-1 - end)) {
		end += 1;
	}
	const edit = new WorkspaceEdit();
	const range = new Range(document.positionAt(start), document.positionAt(from.length - end));
	edit.replace(document.uri, range, to.slice(start, to.length - end));
	return workspace.applyEdit(edit);
}

/**
 * Icons of a recorded image are recorded as made from it, so that they follow when it is replaced. Resolves to what undoes
 * that, by icon.
 */
async function recordIcons(
	services: Services,
	{ folder, source, icons }: IconSet,
): Promise<ReadonlyMap<Uri, () => Promise<void>>> {
	const undos = new Map<Uri, () => Promise<void>>();
	const entry = await services.records.entryOf(source);
	if (entry === undefined) {
		return undos;
	}
	const from = entry.derivedFrom ?? assetPath(folder, source);
	for (const { uri, image, planned } of icons) {
		const derived = derivedEntry(entry, image, from, planned.purpose);
		undos.set(uri, await recordEntryUndoably(services, folder, uri, derived));
	}
	return undos;
}

import { randomUUID } from 'node:crypto';
import { posix } from 'node:path';
import { l10n, Uri } from 'vscode';
import { AssetError, ifNotFound } from '../../core/assets/assetError.ts';
import type { AssetFiles } from '../../core/assets/assetFiles.ts';
import { baseNameOf, parentOf } from '../../core/assets/assetPath.ts';
import { confine } from '../../core/assets/confine.ts';
import { contentHash } from '../../core/images/contentHash.ts';
import type { Replacement } from '../../core/assets/replacement.ts';
import { createReplacedOriginals, originalPath } from '../../core/assets/replacedOriginals.ts';
import { saveAsset } from '../../core/assets/saveAsset.ts';
import { policy } from '../../core/policy.ts';
import type { StateFiles } from '../../core/state/stateFiles.ts';
import type { StorageKeeper } from '../../core/state/storageKeeper.ts';
import { UserError } from '../../core/userError.ts';
import { filesOf, folderPaths } from './assetSink.ts';
import { bytesText, daysText } from '../texts/units.ts';

/** Which file should replace which. */
export interface ReplaceRequest {
	readonly folder: Uri;
	readonly original: Uri;
	readonly edited: Uri;
	/** Another name for the new content, next to the original, if its extension would be wrong. */
	readonly rename?: string | undefined;
	readonly prompt: string;
	readonly credits: number;
	/** Whether the user agrees to replace a read-only original. */
	readonly evenReadOnly?: boolean | undefined;
}

/** Where the files are after an undo. */
export interface Restored {
	/** Where the original is; under another name if its own file was changed since. */
	readonly original: Uri;
	/** Where the new content is, as a separate file again; undefined if it was changed or removed since. */
	readonly edited: Uri | undefined;
}

export type ReplacedFiles = ReturnType<typeof createReplacedFiles>;

/** The originals of replaced images, kept until they are dismissed or expire. */
export function createReplacedFiles(state: StateFiles, keeper: StorageKeeper) {
	const originals = createReplacedOriginals(state, keeper);
	const reserved = new Set<string>();

	/** Saves bytes next to a file, under a free name. */
	async function saveBeside(folder: Uri, file: Uri, name: string, bytes: Uint8Array): Promise<Uri> {
		const path = await saveAsset({
			files: filesOf(folder),
			reserved,
			workspaceFolders: folderPaths(folder),
			folder: parentOf(file.path),
			name,
			bytes,
		});
		return folder.with({ path });
	}

	return {
		/**
		 * Gives the original the content of the edited file, and removes the edited file. The original's content is on
		 * disk before anything is changed.
		 *
		 * @throws AssetError, which is `fileReadOnly` for a read-only original until the user agrees; StateError
		 */
		async replace({
			folder,
			original,
			edited,
			rename,
			prompt,
			credits,
			evenReadOnly = false,
		}: ReplaceRequest): Promise<Replacement> {
			const files = filesOf(folder);
			await confine(files, folderPaths(folder), original.path);
			await confine(files, folderPaths(folder), edited.path);
			await requireWritable(files, [original], evenReadOnly);
			const [before, after] = await Promise.all([files.read(original.path), files.read(edited.path)]);
			const id = randomUUID();
			await originals.keep(id, keptName(original), before);
			const replaced = rename === undefined ? original : await saveBeside(folder, original, rename, after);
			const replacement: Replacement = {
				id,
				at: Date.now(),
				folder: folder.toString(),
				original: original.toString(),
				replaced: replaced.toString(),
				edited: edited.toString(),
				originalSha256: contentHash(before),
				newSha256: contentHash(after),
				prompt,
				credits,
			};
			await originals.note(replacement);
			if (rename === undefined) {
				await files.replace(original.path, after, evenReadOnly);
			} else {
				await files.remove(original.path);
			}
			await files.remove(edited.path);
			return replacement;
		},
		/**
		 * Puts both back. A file that was changed since stays, and the original gets another name. If the original is back
		 * already, nothing is changed.
		 *
		 * @throws AssetError, as above; UserError if the original is no longer kept.
		 */
		async undo(replacement: Replacement, evenReadOnly: boolean): Promise<Restored> {
			const folder = Uri.parse(replacement.folder, true);
			const [original, replaced, edited] = [
				Uri.parse(replacement.original, true),
				Uri.parse(replacement.replaced, true),
				Uri.parse(replacement.edited, true),
			];
			const files = filesOf(folder);
			await confine(files, folderPaths(folder), original.path);
			await confine(files, folderPaths(folder), replaced.path);
			await requireWritable(files, [original, replaced], evenReadOnly);
			const bytes = await originals.read(replacement.id, keptName(original));
			if (bytes === undefined) {
				const there = await files.read(original.path).catch(ifNotFound);
				if (there !== undefined && contentHash(there) === replacement.originalSha256) {
					// It was undone elsewhere.
					return { original, edited: undefined };
				}
				throw notKept(baseNameOf(original.path));
			}
			const now = await files.read(replaced.path).catch(ifNotFound);
			const untouched = now !== undefined && contentHash(now) === replacement.newSha256;
			// The new content is paid for: save it as a separate file before it is replaced.
			const editedAgain = untouched
				? await saveBeside(folder, edited, baseNameOf(edited.path), now)
				: undefined;
			if (untouched && replacement.replaced !== replacement.original) {
				await files.remove(replaced.path);
			}
			const place = await files.read(original.path).catch(ifNotFound);
			let restored = original;
			if (place === undefined) {
				restored = await saveBeside(folder, original, baseNameOf(original.path), bytes);
			} else if (contentHash(place) === replacement.newSha256) {
				await files.replace(original.path, bytes, evenReadOnly);
			} else if (contentHash(place) !== replacement.originalSha256) {
				restored = await saveBeside(folder, original, originalName(baseNameOf(original.path)), bytes);
			}
			await originals.remove(replacement.id);
			return { original: restored, edited: editedAgain };
		},
		/** Newest first. */
		list: originals.list,
		/** Discards the original. */
		dismiss: originals.remove,
	};
}

/** Where the original's content is kept, in the extension's own folder. */
export function keptPath({ id, original }: Replacement): string {
	return originalPath(id, keptName(Uri.parse(original, true)));
}

function notKept(name: string): UserError {
	const { keep, total } = policy.storage.replaced;
	return new UserError(
		l10n.t(
			'The original of {0} is no longer kept, so nothing was changed. Originals are kept for {1} unless you dismiss them, as long as they take up less than {2} in total.',
			name,
			daysText(keep),
			bytesText(total),
		),
	);
}

/** Keeps the extension, from which a webview determines the type. */
function keptName(original: Uri): string {
	return `original${posix.extname(original.path).toLowerCase()}`;
}

/** `hero.webp` → `hero-original.webp` */
function originalName(name: string): string {
	return name.replace(/(?=\.[^.]*$)|$/, '-original');
}

/** Checks before anything is changed. A file that doesn't exist is fine: it is written as a new one. */
async function requireWritable(
	files: AssetFiles,
	uris: readonly Uri[],
	evenReadOnly: boolean,
): Promise<void> {
	for (const { path } of evenReadOnly ? [] : uris) {
		if ((await files.stat(path)) === 'file' && (await files.isReadOnly(path))) {
			throw new AssetError('fileReadOnly', `${path} is read-only.`, { path });
		}
	}
}

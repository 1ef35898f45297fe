import { Disposable, EventEmitter, window, workspace, type Event, type Uri } from 'vscode';
import { createFolderListings, type FolderListings } from '../../core/documents/roots/folderListings.ts';
import type { FileLookup } from '../../core/documents/roots/fileLookup.ts';
import { readerOf } from '../storage/folderReader.ts';

/** What exists in the workspace, kept until VS Code tells that it changed. */
export interface FileExistence {
	/** Answers for all paths of the scheme and authority of a URI. */
	lookup(uri: Uri): FileLookup;
	/** Something that was asked for may be otherwise now. */
	readonly onDidChange: Event<void>;
	/** Something appeared or vanished there; for whoever knows before the watcher does. */
	forget(uri: Uri): void;
	dispose(): void;
}

export function createFileExistence(): FileExistence {
	const listings = new Map<string, FolderListings>();
	const changed = new EventEmitter<void>();

	function forget(uri: Uri): void {
		if (listings.get(keyOf(uri))?.forget(uri.path) === true) {
			changed.fire();
		}
	}

	/** A folder that is deleted and made anew at once is told to have changed, and of its files nothing. */
	function forgetBelow(uri: Uri): void {
		if (listings.get(keyOf(uri))?.forgetBelow(uri.path) === true) {
			changed.fire();
		}
	}

	function forgetAll(): void {
		for (const each of listings.values()) {
			each.clear();
		}
		changed.fire();
	}

	// Of a folder that vanishes only the folder itself is told, so all names are listened to.
	const watcher = workspace.createFileSystemWatcher('**/*');
	const subscriptions = Disposable.from(
		changed,
		watcher,
		watcher.onDidCreate(forget),
		watcher.onDidDelete(forget),
		watcher.onDidChange(forgetBelow),
		// Not everything is watched everywhere.
		workspace.onDidCreateFiles(({ files }) => {
			files.forEach(forget);
		}),
		workspace.onDidDeleteFiles(({ files }) => {
			files.forEach(forget);
		}),
		workspace.onDidRenameFiles(({ files }) => {
			files.flatMap(({ oldUri, newUri }) => [oldUri, newUri]).forEach(forget);
		}),
		window.onDidChangeWindowState(({ focused }) => {
			if (focused) {
				forgetAll();
			}
		}),
	);
	return {
		lookup(uri) {
			const key = keyOf(uri);
			const found = listings.get(key) ?? createFolderListings(readerOf(uri));
			listings.set(key, found);
			return found;
		},
		onDidChange: changed.event,
		forget,
		dispose: () => {
			subscriptions.dispose();
		},
	};
}

const keyOf = ({ scheme, authority }: Uri): string => `${scheme}://${authority}`;

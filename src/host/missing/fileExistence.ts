import { Disposable, EventEmitter, window, workspace, type Uri } from 'vscode';
import { isConfiguration } from '../../core/documents/roots/declaredRoots.ts';
import { createFolderListings, type FolderListings } from '../../core/documents/roots/folderListings.ts';
import { createImagePlaces, type ImagePlaces } from '../../core/documents/roots/imagePlaces.ts';
import type { ImageList } from '../../core/documents/roots/imageList.ts';
import { rememberSearches, type RememberedPlaces } from '../../core/documents/roots/rememberSearches.ts';
import { settingSection } from '../contributions.ts';
import { readerOf } from '../storage/folderReader.ts';
import { belongsTo, keyOf, placeIn } from '../workspace/places.ts';
import type { GitIgnore } from '../project/gitIgnore.ts';
import { gitIgnoreOf, listImages } from '../project/listImages.ts';
import { projectFiles } from '../project/projectFiles.ts';

/** The cache for one file system. */
interface Kept {
	readonly listings: FolderListings;
	readonly places: RememberedPlaces;
}

const imageName = /\.(?:png|jpe?g|webp|ico)$/i;
/** What exists in the workspace, cached until VS Code reports a change. */
export function createFileExistence() {
	const kept = new Map<string, Kept>();
	const imageLists = createImageLists();
	const changed = new EventEmitter<void>();

	function outdate(): void {
		for (const { places } of kept.values()) {
			places.clear();
		}
		changed.fire();
	}

	function forget(uri: Uri): void {
		if (kept.get(systemOf(uri))?.listings.forget(uri.path) === true) {
			outdate();
		}
	}

	function appeared(uri: Uri): void {
		const isListed = imageLists.update(uri, true);
		forget(uri);
		if (isListed) {
			outdate();
		}
		// A folder may bring images, which are listed when a document is next searched.
		kept.get(systemOf(uri))?.places.forgetSearches();
	}

	function vanished(uri: Uri): void {
		const isListed = imageLists.update(uri, false);
		// VS Code reports a deleted folder only as itself, not the files that were in it.
		const isFolder = kept.get(systemOf(uri))?.listings.forgetBelow(uri.path) === true;
		forget(uri);
		if (isListed || isFolder) {
			outdate();
		}
	}

	/**
	 * If a folder is deleted and immediately created again, VS Code reports only that the folder has changed, and
	 * nothing about its files.
	 */
	function forgetBelow(uri: Uri): void {
		const isFolder = kept.get(systemOf(uri))?.listings.forgetBelow(uri.path) === true;
		if (isFolder || isConfiguration(uri.path)) {
			imageLists.forget(uri);
			outdate();
		}
	}

	function forgetAll(): void {
		for (const { listings } of kept.values()) {
			listings.clear();
		}
		outdate();
	}

	// VS Code reports a deleted folder only as itself, so the watcher listens to all names.
	const watcher = workspace.createFileSystemWatcher('**/*');
	const subscriptions = Disposable.from(
		changed,
		watcher,
		imageLists,
		watcher.onDidCreate(appeared),
		watcher.onDidDelete(vanished),
		watcher.onDidChange(forgetBelow),
		// Not every file system reports all changes to the watcher.
		workspace.onDidCreateFiles(({ files }) => {
			files.forEach(appeared);
		}),
		workspace.onDidDeleteFiles(({ files }) => {
			files.forEach(vanished);
		}),
		workspace.onDidRenameFiles(({ files }) => {
			for (const { oldUri, newUri } of files) {
				vanished(oldUri);
				appeared(newUri);
			}
		}),
		workspace.onDidChangeConfiguration(event => {
			if (event.affectsConfiguration(`${settingSection}.roots`)) {
				outdate();
			}
		}),
		window.onDidChangeWindowState(({ focused }) => {
			if (focused) {
				forgetAll();
			}
		}),
	);
	return {
		/** Answers for all documents of the scheme and authority of a URI. */
		places(uri: Uri): ImagePlaces {
			const key = systemOf(uri);
			let found = kept.get(key);
			if (found === undefined) {
				const listings = createFolderListings(readerOf(uri), () => kept.get(key)?.places.forgetSearches());
				const images = (path: string) => imageLists.of(uri.with({ path }));
				const places = createImagePlaces({ ...listings, ...projectFiles(uri), images });
				found = { listings, places: rememberSearches(places) };
				kept.set(key, found);
			}
			return found.places;
		},
		/** Fires when an earlier answer may be outdated. */
		onDidChange: changed.event,
		/** Drops what is cached for a path, for callers that know of a change before the watcher does. */
		forget,
		dispose: () => {
			subscriptions.dispose();
		},
	};
}

const systemOf = ({ scheme, authority }: Uri): string => `${scheme}://${authority}`;

interface Listed {
	readonly folder: Uri;
	readonly git: GitIgnore;
	readonly images: ImageList;
}

/** The images in workspace folders: listed on first use, and kept up to date from then on. */
function createImageLists() {
	const byFolder = new Map<string, Promise<Listed | undefined>>();
	const known = new Map<string, Listed>();
	const stop = new AbortController();

	async function list(folder: Uri): Promise<Listed | undefined> {
		try {
			const git = await gitIgnoreOf(folder, stop.signal);
			return { folder, git, images: await listImages(folder, git, stop.signal) };
		} catch {
			return undefined;
		}
	}

	function forget(uri: Uri): void {
		const folder = workspace.getWorkspaceFolder(uri)?.uri;
		if (folder !== undefined) {
			known.delete(keyOf(folder));
			byFolder.delete(keyOf(folder));
		}
	}

	return {
		async of(folder: Uri): Promise<ImageList | undefined> {
			const key = keyOf(folder);
			const asked = byFolder.get(key) ?? list(folder);
			byFolder.set(key, asked);
			const listed = await asked;
			if (listed !== undefined && byFolder.get(key) === asked) {
				known.set(key, listed);
			}
			return listed?.images;
		},
		forget,
		/** Returns whether an existing list may have changed. */
		update(uri: Uri, exists: boolean): boolean {
			if (!imageName.test(uri.path)) {
				// It may be a folder, and its files go with it.
				const { path } = uri;
				const isFolder = exists
					? !/\.\w+$/.test(path)
					: [...known.values()].some(({ images }) => images.hasFolder(path));
				if (isFolder || path.endsWith('/.gitignore')) {
					forget(uri);
					return !exists;
				}
				return false;
			}
			let isListed = false;
			for (const { folder, git, images } of known.values()) {
				const { path } = placeIn(folder, uri);
				if (belongsTo(uri, folder) && images.has(path) !== exists && !(exists && git.ignores(path))) {
					images[exists ? 'add' : 'remove'](path);
					isListed = true;
				}
			}
			return isListed;
		},
		dispose(): void {
			stop.abort();
		},
	};
}

import { l10n, Uri, workspace } from 'vscode';
import type { AssetEntry } from '../../core/assets/assetRecord.ts';
import { contentHash } from '../../core/images/contentHash.ts';
import { movePaths, type Move } from '../../core/assets/movePaths.ts';
import { createFolderListings } from '../../core/documents/roots/folderListings.ts';
import { readFrom } from '../../core/images/blocks.ts';
import { shownImage } from '../../core/images/shownImage.ts';
import { UserError } from '../../core/userError.ts';
import type { Services } from '../services.ts';
import { assetPath } from '../storage/assetRecords.ts';
import { readerOf } from '../storage/folderReader.ts';
import { imageFiles } from '../workspace/imageFiles.ts';
import { readWorkspaceFile } from '../storage/workspaceFile.ts';
import { belongsTo, keyOf } from '../workspace/places.ts';

/** An image with a record of how it was made. */
export interface RecordedAsset {
	/** Unique; doesn't reveal the image's location. */
	readonly id: string;
	readonly folder: Uri;
	readonly uri: Uri;
	/** Relative to the workspace folder. */
	readonly path: string;
	readonly entry: AssetEntry;
}

/** What an image's file contains. */
interface AssetFacts {
	/** Of the current bytes. */
	readonly sha256: string;
	readonly bytes: number;
	readonly size: { readonly width: number; readonly height: number } | undefined;
}

export type AssetList = ReturnType<typeof createAssetList>;

/** The most images that are searched for moved ones; in larger workspaces, rename them in VS Code. */
const maxSearched = 2000;
const excludedFolders = '**/{node_modules,bower_components,.git}/**';

/** All images in the workspace's records. */
export function createAssetList({ records }: Services) {
	let listed: ReadonlyMap<string, RecordedAsset> = new Map();
	/** By the file's `keyOf`. */
	const known = new Map<string, { readonly key: string; readonly facts: AssetFacts }>();

	async function factsOf(uri: Uri): Promise<AssetFacts | undefined> {
		try {
			const { mtime, size } = await workspace.fs.stat(uri);
			const key = `${mtime} ${size}`;
			const before = known.get(keyOf(uri));
			if (before?.key === key) {
				return before.facts;
			}
			const bytes = await readWorkspaceFile(uri);
			const shown = await shownImage(bytes, readFrom(bytes));
			const facts = {
				sha256: contentHash(bytes),
				bytes: bytes.byteLength,
				size: shown?.size,
			};
			known.set(keyOf(uri), { key, facts });
			return facts;
		} catch {
			known.delete(keyOf(uri));
			return undefined;
		}
	}

	/** Where recorded files that are missing at their path are now, found by content. */
	async function findMoved(folder: Uri, entries: ReadonlyMap<string, AssetEntry>): Promise<Move[]> {
		const missing: [path: string, sha256: string][] = [];
		// Lists each folder once, however many of its images are recorded.
		const files = createFolderListings(readerOf(folder));
		for (const [path, { sha256 }] of entries) {
			if (!(await files.exists(Uri.joinPath(folder, path).path))) {
				missing.push([path, sha256]);
			}
		}
		if (missing.length === 0) {
			return [];
		}
		const recorded = new Set([...entries.keys()].map(path => keyOf(Uri.joinPath(folder, path))));
		const wanted = new Map(missing.map(([path, sha256]) => [sha256, path]));
		const moves: Move[] = [];
		for (const uri of await workspace.findFiles(imageFiles, excludedFolders, maxSearched)) {
			const isOurs = belongsTo(uri, folder);
			if (!isOurs || recorded.has(keyOf(uri))) {
				continue;
			}
			const facts = await factsOf(uri);
			const from = facts && wanted.get(facts.sha256);
			if (facts !== undefined && from !== undefined) {
				moves.push({ from, to: assetPath(folder, uri) });
				wanted.delete(facts.sha256);
			}
			if (wanted.size === 0) {
				break;
			}
		}
		return moves;
	}

	async function readFolder(folder: Uri) {
		const found = await records.read(folder);
		const mayFollow = found.problem === undefined && workspace.isTrusted;
		const moves = mayFollow ? await findMoved(folder, found.entries) : [];
		if (moves.length === 0) {
			return found;
		}
		await records.change(folder, record => movePaths(record, moves));
		return records.read(folder);
	}

	return {
		/** Reads the records again, newest image first. Files that were moved outside VS Code are found again. */
		async read(): Promise<{
			readonly assets: readonly RecordedAsset[];
			readonly problems: readonly UserError[];
		}> {
			const assets: RecordedAsset[] = [];
			const problems: UserError[] = [];
			for (const { uri: folder } of workspace.workspaceFolders ?? []) {
				const { entries, problem } = await readFolder(folder);
				if (problem !== undefined) {
					problems.push(problem);
				}
				for (const [path, entry] of entries) {
					const uri = Uri.joinPath(folder, path);
					assets.push({ id: contentHash(keyOf(uri)).slice(0, 24), folder, uri, path, entry });
				}
			}
			assets.sort((a, b) => (a.entry.createdAt < b.entry.createdAt ? 1 : -1));
			// If several entries name one file in different spellings, the newest counts.
			const newest = new Map<string, RecordedAsset>();
			for (const asset of assets) {
				if (!newest.has(asset.id)) {
					newest.set(asset.id, asset);
				}
			}
			listed = newest;
			return { assets: [...newest.values()], problems };
		},
		/** @throws UserError for an id that isn't on the list, or no longer is. */
		get(id: string): RecordedAsset {
			const asset = listed.get(id);
			if (asset === undefined) {
				throw new UserError(l10n.t('This image is no longer there.'));
			}
			return asset;
		},
		/** Reads the file unless it is unchanged since last time. Undefined if there is none. */
		facts: ({ uri }: RecordedAsset): Promise<AssetFacts | undefined> => factsOf(uri),
	};
}

import { Uri } from 'vscode';
import { readOpenPaths } from '../jobs/openPaths.ts';
import { createAssetList, type RecordedAsset } from '../record/assetList.ts';
import { withoutEnd } from '../../core/withoutEnd.ts';
import type { Services } from '../services.ts';
import { isBelow, keyOf } from '../workspace/places.ts';

/** The placeholders in the workspace's records. */
export interface FoundPlaceholders {
	/** Sorted by path. Excludes those whose image is being made, or may have been paid for. */
	readonly placeholders: readonly RecordedAsset[];
	/** Files that were edited since, and so are no longer placeholders. */
	readonly changed: readonly RecordedAsset[];
	/** Placeholders whose image may have been paid for; this is unknown. */
	readonly paidFor: readonly RecordedAsset[];
}

/** Which placeholders to look for. */
interface PlaceholderScope {
	/** Relative to its workspace folder; empty = everywhere. */
	readonly folder: string;
	/** The `keyOf` of the files to include; undefined for all. */
	readonly only: ReadonlySet<string> | undefined;
}

export async function findPlaceholders(
	services: Services,
	{ folder: inFolder, only }: PlaceholderScope,
): Promise<FoundPlaceholders> {
	const list = createAssetList(services);
	const { assets, problems } = await list.read();
	for (const problem of problems) {
		services.reportError(problem);
	}
	const open = await readOpenPaths(services);
	const meant = only && withSources(assets, only);
	const isPlaceholder = ({ entry }: RecordedAsset) => entry.placeholder === true;
	const recorded = assets
		.filter(asset => isPlaceholder(asset) && isIn(inFolder, asset))
		.filter(({ uri }) => meant?.has(keyOf(uri)) ?? true)
		.sort((a, b) => (a.path < b.path ? -1 : 1));
	const paidFor = recorded.filter(({ uri }) => open.mayBePaid(uri));
	const placeholders: RecordedAsset[] = [];
	const changed: RecordedAsset[] = [];
	for (const asset of recorded.filter(({ uri }) => open.jobFor(uri) === undefined)) {
		const facts = await list.facts(asset);
		if (facts !== undefined) {
			(facts.sha256 === asset.entry.sha256 ? placeholders : changed).push(asset);
		}
	}
	const found = new Set(placeholders.map(({ uri }) => keyOf(uri)));
	return {
		// The others get the picture of one of these once it is made.
		placeholders: placeholders.filter(asset => !found.has(sourceOf(asset) ?? '')),
		changed,
		paidFor,
	};
}

/** The `keyOf` of the image whose picture this one shows. */
function sourceOf({ folder, entry: { derivedFrom } }: RecordedAsset): string | undefined {
	return derivedFrom === undefined ? undefined : keyOf(Uri.joinPath(folder, derivedFrom));
}

/** Adds the images whose pictures they show. */
function withSources(assets: readonly RecordedAsset[], only: ReadonlySet<string>): ReadonlySet<string> {
	const sources = assets.filter(({ uri }) => only.has(keyOf(uri))).flatMap(asset => sourceOf(asset) ?? []);
	return new Set([...only, ...sources]);
}

function isIn(folder: string, { uri, folder: workspaceFolder }: RecordedAsset): boolean {
	const name = withoutEnd(folder.replace(/^(?:\.?\/)+/, ''), /\//);
	return isBelow(uri, Uri.joinPath(workspaceFolder, name));
}

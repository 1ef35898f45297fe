import type { Uri } from 'vscode';
import { readOpenPaths } from '../jobs/openPaths.ts';
import { createAssetList, type RecordedAsset } from '../record/assetList.ts';
import type { Services } from '../services.ts';
import { reportError } from '../ui/messages.ts';

/** The placeholders that the records of the workspace tell of. */
export interface FoundPlaceholders {
	/** By their path. None whose image is being made already, or may have been paid for. */
	readonly placeholders: readonly RecordedAsset[];
	/** Files that somebody has worked on since: they are no placeholders any more. */
	readonly changed: readonly RecordedAsset[];
	/** Those whose image may have been paid for, and nobody knows. */
	readonly paidFor: readonly RecordedAsset[];
}

/** @param inFolder relative to its workspace folder; empty = everywhere. */
export async function findPlaceholders(services: Services, inFolder: string): Promise<FoundPlaceholders> {
	const list = createAssetList(services);
	const { assets, problems } = await list.read();
	for (const problem of problems) {
		reportError(services.log, problem);
	}
	const open = await readOpenPaths(services);
	const recorded = assets
		.filter(({ entry, path }) => entry.placeholder === true && isIn(inFolder, path))
		// They get the picture of another one, as soon as that has it.
		.filter(({ entry, folder }) => !followsAnother(assets, folder, entry.derivedFrom))
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
	return { placeholders, changed, paidFor };
}

function followsAnother(assets: readonly RecordedAsset[], folder: Uri, path: string | undefined): boolean {
	return (
		path !== undefined &&
		assets.some(
			asset =>
				asset.path === path &&
				asset.folder.toString() === folder.toString() &&
				asset.entry.placeholder === true,
		)
	);
}

function isIn(folder: string, path: string): boolean {
	const name = folder.replace(/^(?:\.?\/)+|\/+$/g, '');
	return name === '' || name === '.' || path.startsWith(`${name}/`);
}

import { moveEntry, setEntry, type AssetRecord } from './assetRecord.ts';

/** A file or a folder that has another path now; both relative to the workspace folder. */
export interface Move {
	readonly from: string;
	readonly to: string;
}

/** The record after files and folders were moved. The record itself where none of them has an entry. */
export function movePaths(record: AssetRecord, moves: readonly Move[]): AssetRecord {
	let moved = record;
	for (const { from, to } of moves) {
		const isMoved = (path: string | undefined) => path === from || path?.startsWith(`${from}/`) === true;
		for (const path of Object.keys(moved.assets).filter(isMoved)) {
			moved = moveEntry(moved, path, to + path.slice(from.length));
		}
		moved = moveDerived(moved, from, to);
	}
	return moved;
}

/** What was derived from an image, or from those in a folder, is derived from the same ones under another path. */
export function moveDerived(record: AssetRecord, from: string, to: string): AssetRecord {
	let moved = record;
	for (const [path, entry] of Object.entries(from === to ? {} : record.assets)) {
		const { derivedFrom } = entry;
		if (derivedFrom === from || derivedFrom?.startsWith(`${from}/`)) {
			moved = setEntry(moved, path, { ...entry, derivedFrom: to + derivedFrom.slice(from.length) });
		}
	}
	return moved;
}

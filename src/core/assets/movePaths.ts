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
		for (const [path, entry] of Object.entries(moved.assets)) {
			const { derivedFrom } = entry;
			if (derivedFrom !== undefined && isMoved(derivedFrom)) {
				moved = setEntry(moved, path, { ...entry, derivedFrom: to + derivedFrom.slice(from.length) });
			}
		}
	}
	return moved;
}

import type { AssetEntry, AssetRecord } from './assetRecord.ts';

/** A file or a folder that was moved; both paths are relative to the workspace folder. */
export interface Move {
	readonly from: string;
	readonly to: string;
}

/** Where a path leads after some moves, and which moves led there, by index. */
interface Followed {
	readonly path: string;
	readonly steps: readonly number[];
}

type Follow = (path: string) => Followed;

/**
 * The record after files and folders were moved, one after the other. The same object if none of them has an entry.
 * Looks at each entry once, however many moves there are.
 */
export function movePaths(record: AssetRecord, moves: readonly Move[]): AssetRecord {
	const follow = followMoves(moves);
	return withPaths(record, follow, follow);
}

/** Points `derivedFrom` of the images derived from a moved image, or from images in a moved folder, to the new path. */
export function moveDerived(record: AssetRecord, from: string, to: string): AssetRecord {
	return withPaths(record, path => ({ path, steps: [] }), followMoves([{ from, to }]));
}

function withPaths(record: AssetRecord, follow: Follow, followSource: Follow): AssetRecord {
	const assets = new Map<string, { readonly entry: AssetEntry; readonly steps: readonly number[] }>();
	let isChanged = false;
	for (const [before, entry] of Object.entries(record.assets)) {
		const { path, steps } = follow(before);
		const source = entry.derivedFrom === undefined ? undefined : followSource(entry.derivedFrom);
		const hasMoved = source !== undefined && source.steps.length > 0;
		isChanged ||= hasMoved || steps.length > 0;
		const other = assets.get(path);
		if (other === undefined || cameAfter(steps, other.steps)) {
			assets.set(path, { entry: hasMoved ? { ...entry, derivedFrom: source.path } : entry, steps });
		}
	}
	return isChanged
		? { ...record, assets: Object.fromEntries([...assets].map(([path, { entry }]) => [path, entry])) }
		: record;
}

function followMoves(moves: readonly Move[]): Follow {
	const byFrom = new Map<string, number[]>();
	for (const [index, { from, to }] of moves.entries()) {
		if (from !== to) {
			const known = byFrom.get(from);
			byFrom.set(from, [...(known ?? []), index]);
		}
	}
	const lengths = [...new Set([...byFrom.keys()].map(from => from.length))];
	/** The first move after `last` that moves a path. */
	function nextStep(path: string, last: number): number | undefined {
		const steps = lengths
			.filter(length => length === path.length || path[length] === '/')
			.map(length => byFrom.get(path.slice(0, length))?.find(step => step > last))
			.filter(step => step !== undefined);
		return steps.length === 0 ? undefined : Math.min(...steps);
	}
	return start => {
		let path = start;
		const steps: number[] = [];
		for (let step = nextStep(path, -1); step !== undefined; step = nextStep(path, step)) {
			const { from, to } = moves[step] ?? { from: '', to: '' };
			path = to + path.slice(from.length);
			steps.push(step);
		}
		return { path, steps };
	};
}

/** Of two entries that ended at one path, whether the first arrived later, and so replaced the other. */
function cameAfter(steps: readonly number[], others: readonly number[]): boolean {
	for (let back = -1; ; back -= 1) {
		const step = steps.at(back) ?? -1;
		const other = others.at(back) ?? -1;
		if (step !== other || step === -1) {
			return step > other;
		}
	}
}

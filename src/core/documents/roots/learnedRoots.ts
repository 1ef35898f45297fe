import { parentOf } from '../../assets/assetPath.ts';
import { foldersUpTo } from './foldersUpTo.ts';

/** Where a reference that leads to an image starts from: its own folder, its page, or a folder that a prefix maps to. */
export type Start = 'document' | 'page' | { readonly prefix: string; readonly folder: string };

export type LearnedRoots = ReturnType<typeof createLearnedRoots>;

export interface CountedStart {
	readonly start: Start;
	readonly count: number;
}

/** What the references of documents teach: how often each start was right for a kind of path. */
export function createLearnedRoots() {
	const byKey = new Map<string, Map<string, CountedStart>>();
	const counted = (key: string) => [...(byKey.get(key)?.values() ?? [])].sort((a, b) => b.count - a.count);
	return {
		add(key: string, start: Start) {
			const id = typeof start === 'string' ? start : `${start.prefix}\0${start.folder}`;
			const counts = byKey.get(key) ?? new Map<string, CountedStart>();
			byKey.set(key, counts);
			counts.set(id, { start, count: (counts.get(id)?.count ?? 0) + 1 });
		},
		/** The starts that a kind of path has had, the most frequent first. */
		of: (key: string): readonly Start[] => counted(key).map(({ start }) => start),
		/** The same, each with how often it was right. */
		counted,
		/** The kinds of paths that have any. */
		keys: (): Iterable<string> => byKey.keys(),
		/** Each kind of path and each of its starts, once. */
		*entries(): Iterable<readonly [key: string, start: Start]> {
			for (const [key, counts] of byKey) {
				for (const { start } of counts.values()) {
					yield [key, start];
				}
			}
		},
	};
}

export type SharedRoots = ReturnType<typeof createSharedRoots>;

const nothing = createLearnedRoots();

/** What all documents of a workspace teach, by the folders that they are in. */
export function createSharedRoots() {
	const byFolder = new Map<string, LearnedRoots>();
	return {
		/** @param document that of the references, and `top` the folder up to which they count */
		add(document: string, top: string, learned: LearnedRoots) {
			for (const folder of foldersUpTo(parentOf(document), top)) {
				const shared = byFolder.get(folder) ?? createLearnedRoots();
				byFolder.set(folder, shared);
				for (const [key, start] of learned.entries()) {
					shared.add(key, start);
				}
			}
		},
		/** What is learned in a document's folder and in those above it, the nearest first. */
		around: (document: string, top: string): readonly LearnedRoots[] =>
			foldersUpTo(parentOf(document), top).map(folder => byFolder.get(folder) ?? nothing),
	};
}

import { joinPath, parentOf } from '../../assets/assetPath.ts';
import { foldersUpTo } from './foldersUpTo.ts';
import { pageFolder, pageName } from './pathKind.ts';
import type { Surroundings } from './surroundings.ts';
import { pathFrom, pathFromRoot, type WrittenPath } from './writtenPath.ts';

/** Where a reference that leads to an image starts from: its own folder, its page, or a folder that a prefix maps to. */
export type Start =
	| 'document'
	| 'page'
	| {
			readonly prefix: string;
			readonly folder: string;
			/** There each page has a folder of its name. */
			readonly byPage?: true;
	  };

/** Whether it is another folder for each page, which a page without images lacks. */
export const isByPage = (start: Start | undefined) => typeof start === 'object' && start.byPage === true;

/** Whether it is valid in other folders, too: a path upwards leads elsewhere from each of them. */
export function isLasting(start: Start, { ups, isDotted, prefix }: WrittenPath): boolean {
	return typeof start === 'string' || prefix !== '' || (ups === 0 && !isDotted);
}

/** Where a path leads from a start; undefined outside the workspace folder. */
export function pathOf(start: Start, written: WrittenPath, around: Surroundings): string | undefined {
	const { path, workspaceFolder } = around.place;
	if (typeof start === 'string') {
		const page = start === 'page' ? pageFolder(around) : undefined;
		return pathFrom(page ?? parentOf(path), written, workspaceFolder);
	}
	if (isByPage(start)) {
		return pathFrom(joinPath(start.folder, pageName(around)), written, workspaceFolder);
	}
	return pathFromRoot(start, written.prefix === '' ? { ...written, ups: 0 } : written, workspaceFolder);
}

export type LearnedRoots = ReturnType<typeof createLearnedRoots>;

interface CountedStart {
	readonly start: Start;
	readonly count: number;
}

/** What the references of documents teach: how often each start was right for a kind of path. */
export function createLearnedRoots() {
	const byKey = new Map<string, Map<string, CountedStart>>();
	const counted = (key: string) => [...(byKey.get(key)?.values() ?? [])].sort((a, b) => b.count - a.count);
	return {
		add(key: string, start: Start) {
			const id = typeof start === 'string' ? start : [start.prefix, start.folder, start.byPage].join('\0');
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
		entries: () =>
			[...byKey].flatMap(([key, counts]) => [...counts.values()].map(({ start }) => [key, start] as const)),
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

import { isDeepStrictEqual } from 'node:util';
import type { DocumentPlace } from './fileLookup.ts';
import type { ImagePlaces, SearchedDocument } from './imagePlaces.ts';
import type { PathReference } from './surroundings.ts';

/** More than are usually on the screen at once. */
const mostDocuments = 20;

export type RememberedPlaces = ReturnType<typeof rememberSearches>;

interface Remembered {
	readonly workspaceFolder: string;
	readonly references: readonly PathReference[];
	readonly searched: Promise<SearchedDocument>;
}

/**
 * Searches a document again only once one of its paths has changed, or files may have: most keystrokes change no path.
 */
export function rememberSearches(places: ImagePlaces) {
	const known = new Map<string, Remembered>();
	return {
		search(references: readonly PathReference[], place: DocumentPlace): Promise<SearchedDocument> {
			const { path, workspaceFolder } = place;
			const before = known.get(path);
			known.delete(path);
			const isSame = before?.workspaceFolder === workspaceFolder && leadAlike(before.references, references);
			const searched = isSame ? before.searched : places.search(references, place);
			known.set(path, { workspaceFolder, references, searched });
			for (const oldest of known.size > mostDocuments ? [...known.keys()].slice(0, 1) : []) {
				known.delete(oldest);
			}
			searched.catch(() => {
				if (known.get(path)?.searched === searched) {
					known.delete(path);
				}
			});
			return searched;
		},
		/** Searches every document again, because files may have changed. */
		forgetSearches: () => {
			known.clear();
		},
		/** The same, and forgets what was read of the projects. */
		clear: () => {
			known.clear();
			places.clear();
		},
	};
}

/** Whether references lead to the same places, one by one, wherever in the document they are. */
function leadAlike(before: readonly PathReference[], after: readonly PathReference[]): boolean {
	return (
		before.length === after.length &&
		before.every((each, index) => {
			const other = after[index];
			return (
				each.path === other?.path &&
				each.kind === other.kind &&
				each.givenTo === other.givenTo &&
				each.isLoaded === other.isLoaded &&
				each.site === other.site &&
				each.base === other.base &&
				isDeepStrictEqual(each.icon, other.icon)
			);
		})
	);
}

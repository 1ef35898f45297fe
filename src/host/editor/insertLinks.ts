import { Range, Selection, window, WorkspaceEdit, workspace, type TextDocument, type Uri } from 'vscode';
import { untrusted } from '../../core/assets/trustedFiles.ts';
import { createDraft, type Draft, type Replacement } from '../../core/documents/draft.ts';
import { undoImport } from '../../core/documents/insert/planImport.ts';
import { undoLink } from '../../core/documents/insert/undoLink.ts';
import type { LinkRoot } from '../../core/documents/roots/siteRoot.ts';
import type { TrackedRange } from '../../core/documents/trackedRange.ts';
import { keyOf } from '../workspace/places.ts';
import { planAt, rootsFor, type LinkAsset, type LinkPlace, type PlaceMode, type Spot } from './linkPlace.ts';
import { trackRange, type Tracker } from './trackedDocument.ts';

export interface InsertedLink {
	/** Removes exactly what was inserted; resolves to false if the text has changed since. */
	undo(): Promise<boolean>;
	/** Where the link is now; undefined if it is gone or was changed. */
	locate(): Promise<{ readonly document: TextDocument; readonly range: TrackedRange } | undefined>;
	/** Stops tracking the link; it can no longer be undone. */
	dispose(): void;
}

/** Why there is no link: its text is gone or was changed, or the language has no place for one there. */
export type NoLink = 'changed' | 'noPlace';

/** VS Code rejects an edit if the document changed in the meantime; attempts before giving up. */
const attempts = 3;

/** A link to insert. */
interface PlacedAsset {
	readonly place: LinkPlace;
	readonly asset: LinkAsset;
}

/** Inserts one link. @throws as `insertTogether` */
export async function insertLink(place: LinkPlace, asset: LinkAsset): Promise<InsertedLink | NoLink> {
	const [result = 'noPlace'] = await insertTogether([{ place, asset }]);
	return result;
}

/**
 * Inserts links into one document as a single undo step, and resolves to the outcome of each. Links with the same
 * place follow each other.
 *
 * @throws AssetError if the workspace isn't trusted
 */
export async function insertTogether(
	links: readonly PlacedAsset[],
): Promise<readonly (InsertedLink | NoLink)[]> {
	const roots = await rootsOf(links);
	for (let attempt = 0; attempt < attempts; attempt += 1) {
		const located = await locateAll(links);
		if (located === undefined) {
			continue;
		}
		const { document, ranges } = located;
		const { draft, written } = planAll(document, links, ranges, roots);
		if (draft.edits().length === 0 || (await applyEdits(document, draft.edits()))) {
			return written.map((each, index) =>
				typeof each === 'string' ? each : followLink(document, each, links[index]?.place.spot),
			);
		}
	}
	return links.map(() => 'changed' as const);
}

/** A planned link, and where it ends up. */
interface Written {
	readonly text: string;
	/** The text that it replaces. */
	readonly replaced: string;
	readonly imported: string | undefined;
	/** The range of everything that was written, and of the link in it. */
	readonly range: () => TrackedRange | undefined;
	readonly linkRange: () => TrackedRange | undefined;
}

/** Plans the last links first: text that is inserted after a place counts as part of its document. */
function planAll(
	document: TextDocument,
	links: readonly PlacedAsset[],
	ranges: ReadonlyMap<Spot, TrackedRange>,
	roots: Roots,
): { draft: Draft; written: readonly (Written | NoLink)[] } {
	const draft = createDraft(document.getText());
	const written: (Written | NoLink)[] = links.map(() => 'changed');
	const spots = [...ranges]
		.sort(([, a], [, b]) => b.start - a.start)
		.map(([spot, { start, end }]) => ({ spot, now: draft.follow(start, end) }));
	for (const { spot, now } of spots) {
		let [range, mode] = [now(), spot.mode];
		for (const [index, { place, asset }] of links.entries()) {
			if (place.spot === spot && range !== undefined) {
				const planned = planInto(draft, document, range, mode, asset, roots(asset.uri));
				written[index] = planned;
				if (typeof planned !== 'string') {
					range = planned.linkRange() ?? range;
					mode = 'insert';
				}
			}
		}
	}
	return { draft, written };
}

/** Plans a link and applies it to a draft of the document. */
export function planInto(
	draft: Draft,
	document: TextDocument,
	at: TrackedRange,
	mode: PlaceMode,
	asset: LinkAsset,
	roots: readonly LinkRoot[],
): Written | NoLink {
	const { text } = draft;
	const { edit, imported } = planAt(document, text, at, mode, asset, roots);
	if (edit === undefined) {
		return 'noPlace';
	}
	draft.replace(edit);
	const range = draft.follow(edit.start, edit.start + edit.text.length);
	const linkRange = draft.follow(edit.linkStart, edit.linkEnd);
	if (imported !== undefined) {
		draft.replace({ start: imported.at, end: imported.at, text: imported.text });
	}
	const replaced = text.slice(edit.start, edit.end);
	return { text: edit.text, replaced, imported: imported?.text, range, linkRange };
}

/** Tracks a link that was just inserted; its place is after the link from now on. */
function followLink(
	document: TextDocument,
	{ text, replaced, imported, range, linkRange }: Written,
	spot: Spot | undefined,
): InsertedLink | NoLink {
	const [all, own] = [range(), linkRange()];
	if (all === undefined || own === undefined || spot === undefined) {
		return 'changed';
	}
	spot.tracker.dispose();
	spot.tracker = trackRange(document, own.start, own.end);
	spot.mode = 'insert';
	const written = trackRange(document, all.start, all.end);
	return {
		undo: () => takeBack(written, { text, replaced }, imported),
		locate: () => written.locate(),
		dispose: () => {
			written.dispose();
		},
	};
}

/** Where the places of the links are in the current document; undefined if it changes meanwhile, or none is left. */
async function locateAll(
	links: readonly PlacedAsset[],
): Promise<{ document: TextDocument; ranges: ReadonlyMap<Spot, TrackedRange> } | undefined> {
	let document: TextDocument | undefined;
	let version: number | undefined;
	const ranges = new Map<Spot, TrackedRange>();
	for (const spot of new Set(links.map(({ place }) => place.spot))) {
		const found = await spot.tracker.locate();
		if (found !== undefined) {
			({ document } = found);
			version ??= document.version;
			ranges.set(spot, found.range);
		}
	}
	return document?.version === version && document !== undefined ? { document, ranges } : undefined;
}

/** The roots that sites are served from, for a given asset. */
type Roots = (asset: Uri) => readonly LinkRoot[];

async function rootsOf(links: readonly PlacedAsset[]): Promise<Roots> {
	const byFolder = new Map<string, readonly LinkRoot[]>();
	const keyFor = (asset: Uri) => keyOf(workspace.getWorkspaceFolder(asset)?.uri ?? asset);
	for (const { place, asset } of links) {
		const key = keyFor(asset.uri);
		byFolder.set(key, byFolder.get(key) ?? (await rootsFor(place.uri, asset.uri)));
	}
	return asset => byFolder.get(keyFor(asset)) ?? [];
}

/** @param imported the import added for the link; removed too, unless something else uses it now. */
async function takeBack(
	written: Tracker,
	inserted: { text: string; replaced: string },
	imported: string | undefined,
): Promise<boolean> {
	try {
		// If the link itself was changed, the same text elsewhere is someone's copy, and stays.
		const located = await written.locate();
		if (located === undefined) {
			return false;
		}
		const { document, range } = located;
		const edit = undoLink(document.getText(), inserted, range);
		if (edit === undefined || !(await applyEdits(document, [edit]))) {
			return false;
		}
		const rest = imported === undefined ? undefined : undoImport(document.getText(), imported);
		return rest === undefined || (await applyEdits(document, [rest]));
	} finally {
		written.dispose();
	}
}

/**
 * Applies edits, sorted by position, as a single step.
 *
 * @throws AssetError if the workspace isn't trusted: auto save may write what is put into an editor.
 */
async function applyEdits(document: TextDocument, edits: readonly Replacement[]): Promise<boolean> {
	if (!workspace.isTrusted) {
		throw untrusted(document.uri.path);
	}
	const edit = new WorkspaceEdit();
	for (const { start, end, text } of edits) {
		edit.replace(document.uri, new Range(document.positionAt(start), document.positionAt(end)), text);
	}
	const restore = keepSelections(document, edits);
	const applied = await workspace.applyEdit(edit);
	restore();
	return applied;
}

/**
 * A selection that ends where text is added would grow to include it; the returned function restores the selection.
 */
function keepSelections(document: TextDocument, edits: readonly Replacement[]): () => void {
	const offsets = window.visibleTextEditors
		.filter(editor => editor.document === document)
		.map(editor => ({
			editor,
			selections: editor.selections.map(each => ({
				start: document.offsetAt(each.start),
				end: document.offsetAt(each.end),
				isReversed: each.isReversed,
			})),
		}));
	const isAdded = edits.every(({ start, end }) => start === end);
	const touched = offsets.filter(({ selections }) =>
		selections.some(({ end }) => edits.some(({ start }) => start === end)),
	);
	const moved = (offset: number, isEnd: boolean) =>
		edits
			.filter(({ start }) => start < offset || (start === offset && !isEnd))
			.reduce((sum, { text }) => sum + text.length, offset);
	return () => {
		for (const { editor, selections } of isAdded ? touched : []) {
			editor.selections = selections.map(({ start, end, isReversed }) => {
				const from = document.positionAt(moved(start, start === end));
				const to = document.positionAt(moved(end, true));
				return isReversed ? new Selection(to, from) : new Selection(from, to);
			});
		}
	};
}

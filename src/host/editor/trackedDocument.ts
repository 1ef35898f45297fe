import { workspace, type TextDocument, type Uri } from 'vscode';
import {
	createAnchor,
	findAnchor,
	moveRange,
	type Anchor,
	type TrackedRange,
} from '../../core/documents/trackedRange.ts';
import { isSamePlace, keyOf } from '../workspace/places.ts';

/** A range that follows the edits of its document, and can be found again by its surroundings after a close. */
export interface Tracker {
	readonly uri: Uri;
	/** The document with the range's current position, or undefined if it is gone, changed or ambiguous. */
	locate(): Promise<{ document: TextDocument; range: TrackedRange } | undefined>;
	/** What another window needs to find the range. */
	anchor(): Anchor | undefined;
	dispose(): void;
}

export function trackRange(document: TextDocument, start: number, end: number): Tracker {
	return track(document.uri, { start, end, changed: false }, undefined);
}

/** Follows a range that another window anchored. */
export function trackAnchor(uri: Uri, anchor: Anchor): Tracker {
	return track(uri, { start: 0, end: 0, changed: false }, anchor);
}

/** @param anchored set if the document was closed: positions mean nothing then, only its text can tell. */
function track(uri: Uri, tracked: TrackedRange, anchored: Anchor | undefined): Tracker {
	const key = keyOf(uri);
	let range: TrackedRange | undefined = tracked;
	let anchor = anchored;
	const subscriptions = [
		workspace.onDidChangeTextDocument(event => {
			if (keyOf(event.document.uri) === key && anchor === undefined) {
				range = range && moveRange(range, event.contentChanges);
			}
		}),
		workspace.onDidCloseTextDocument(closed => {
			if (keyOf(closed.uri) === key && range !== undefined) {
				anchor ??= createAnchor(closed.getText(), range.start, range.end);
			}
		}),
	];
	return {
		uri,
		async locate() {
			if (range === undefined || range.changed) {
				return undefined;
			}
			const open = await openDocument(uri);
			if (open === undefined) {
				return undefined;
			}
			const found = anchor === undefined ? range : findAnchor(open.getText(), anchor);
			return found && { document: open, range: { changed: false, start: found.start, end: found.end } };
		},
		anchor() {
			const open = workspace.textDocuments.find(document => keyOf(document.uri) === key);
			return anchor ?? (range && open && createAnchor(open.getText(), range.start, range.end));
		},
		dispose() {
			// Don't use a range that is no longer tracked.
			range = undefined;
			for (const subscription of subscriptions) {
				subscription.dispose();
			}
		},
	};
}

/**
 * The open document, otherwise the file on disk. Undefined if a file is gone, so that it isn't created again. A
 * document that isn't a file, such as a notebook cell, is looked for on disk only if it isn't open.
 */
async function openDocument(uri: Uri): Promise<TextDocument | undefined> {
	const open = workspace.textDocuments.find(document => isSamePlace(document.uri, uri));
	if (uri.scheme === 'untitled' || (open !== undefined && uri.scheme !== 'file')) {
		return open;
	}
	try {
		await workspace.fs.stat(uri);
		return await workspace.openTextDocument(uri);
	} catch {
		return undefined;
	}
}

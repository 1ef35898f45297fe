import {
	Range,
	window,
	WorkspaceEdit,
	workspace,
	type TextDocument,
	type TextEditor,
	type Uri,
} from 'vscode';
import { planLink } from '../../core/links/planLink.ts';
import { relativePath } from '../../core/links/relativePath.ts';
import {
	createAnchor,
	findAnchor,
	moveRange,
	type Anchor,
	type TrackedRange,
} from '../../core/links/trackedRange.ts';
import { undoLink } from '../../core/links/undoLink.ts';

export type PlaceMode = 'insert' | 'replace';

export interface LinkAsset {
	readonly uri: Uri;
	/** Alternative text, not escaped. */
	readonly alt: string;
	readonly width: number;
	readonly height: number;
}

export interface InsertedLink {
	/** The link alone, without the white space or comment around it. */
	readonly text: string;
	/** Takes back exactly what was inserted; false when the text has been changed since. */
	undo(): Promise<boolean>;
}

/** Why there is no link: its text is gone or was changed, or the language has no place for one there. */
export type NoLink = 'changed' | 'noPlace';

/** A place in a document that a link will be put into, followed while the document is edited. */
export interface LinkPlace {
	readonly uri: Uri;
	/** Inserts the link, or says why not. It is never written anywhere else. */
	insert(asset: LinkAsset): Promise<InsertedLink | NoLink>;
	dispose(): void;
}

/** Where a link comes that is inserted at the editor's selection, whenever that will be. */
export function linkPlaceAt(editor: TextEditor, mode: PlaceMode): LinkPlace {
	const { document, selection } = editor;
	const start = document.offsetAt(selection.start);
	const end = document.offsetAt(selection.end);
	const tracker = trackRange(document, start, end);
	return {
		uri: document.uri,
		insert: asset => insertAt(tracker, mode, asset),
		dispose: () => {
			tracker.dispose();
		},
	};
}

/** A range that follows the edits of its document, and is found again by its surroundings after a close. */
interface Tracker {
	readonly uri: Uri;
	/** The document with the range as it lies now, or undefined when it is gone, changed or ambiguous. */
	locate(): Promise<{ document: TextDocument; range: TrackedRange } | undefined>;
	dispose(): void;
}

function trackRange(document: TextDocument, start: number, end: number): Tracker {
	const { uri } = document;
	const key = uri.toString();
	let range: TrackedRange | undefined = { start, end, changed: false };
	let anchor: Anchor = createAnchor(document.getText(), start, end);
	/** Positions mean nothing once the document was closed: then only its text can tell. */
	let closed = false;
	const subscriptions = [
		workspace.onDidChangeTextDocument(event => {
			if (event.document.uri.toString() !== key || closed) {
				return;
			}
			range = range && moveRange(range, event.contentChanges);
			if (range?.changed === false) {
				anchor = createAnchor(event.document.getText(), range.start, range.end);
			}
		}),
		workspace.onDidCloseTextDocument(other => {
			closed ||= other.uri.toString() === key;
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
			const found = closed ? findAnchor(open.getText(), anchor) : range;
			return found && { document: open, range: { changed: false, start: found.start, end: found.end } };
		},
		dispose() {
			// What is no longer followed must not be used.
			range = undefined;
			for (const subscription of subscriptions) {
				subscription.dispose();
			}
		},
	};
}

/** The document as it is open, else from the disk; undefined where its file is gone, so that it is not made anew. */
async function openDocument(uri: Uri): Promise<TextDocument | undefined> {
	if (uri.scheme === 'untitled') {
		return workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
	}
	try {
		await workspace.fs.stat(uri);
		return await workspace.openTextDocument(uri);
	} catch {
		return undefined;
	}
}

/** An edit that another one overtakes is refused by VS Code; it is planned anew this many times. */
const attempts = 3;

async function insertAt(place: Tracker, mode: PlaceMode, asset: LinkAsset): Promise<InsertedLink | NoLink> {
	for (let attempt = 0; attempt < attempts; attempt += 1) {
		const located = await place.locate();
		if (located === undefined) {
			return 'changed';
		}
		const { document, range } = located;
		const before = document.getText();
		const edit = planLink({
			text: before,
			languageId: document.languageId,
			fileName: document.fileName,
			start: range.start,
			end: range.end,
			mode,
			path: linkPath(document.uri, asset.uri),
			alt: asset.alt,
			width: asset.width,
			height: asset.height,
		});
		if (edit === undefined) {
			return 'noPlace';
		}
		if (await replaceText(document, edit.start, edit.end, edit.text)) {
			const replaced = before.slice(edit.start, edit.end);
			const written = trackRange(document, edit.start, edit.start + edit.text.length);
			return {
				text: document.getText().slice(edit.linkStart, edit.linkEnd),
				undo: () => takeBack(written, { text: edit.text, replaced }),
			};
		}
	}
	return 'changed';
}

async function takeBack(written: Tracker, inserted: { text: string; replaced: string }): Promise<boolean> {
	try {
		const located = await written.locate();
		const document = located?.document ?? (await openDocument(written.uri));
		const edit = document && undoLink(document.getText(), inserted, located?.range);
		return (
			document !== undefined &&
			edit !== undefined &&
			(await replaceText(document, edit.start, edit.end, edit.text))
		);
	} finally {
		written.dispose();
	}
}

async function replaceText(
	document: TextDocument,
	start: number,
	end: number,
	text: string,
): Promise<boolean> {
	const edit = new WorkspaceEdit();
	const range = new Range(document.positionAt(start), document.positionAt(end));
	edit.replace(document.uri, range, text);
	// A selection that ends where text is added would grow over it.
	const touching = window.visibleTextEditors.filter(
		editor => editor.document === document && editor.selection.end.isEqual(range.start) && range.isEmpty,
	);
	const selections = touching.map(editor => editor.selections);
	const applied = await workspace.applyEdit(edit);
	for (const [index, editor] of touching.entries()) {
		editor.selections = selections[index] ?? editor.selections;
	}
	return applied;
}

/**
 * How a document refers to an asset: relative to itself; where there is no way (an untitled document, another
 * file system), relative to the asset's workspace folder.
 */
export function linkPath(document: Uri, asset: Uri): string {
	const sameSystem = document.scheme === asset.scheme && document.authority === asset.authority;
	const relative = sameSystem ? relativePath(document.path, asset.path) : undefined;
	return relative ?? workspace.asRelativePath(asset, false);
}

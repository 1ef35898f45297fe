import { Range, Uri, window, WorkspaceEdit, workspace, type Selection, type TextDocument } from 'vscode';
import type { LinkTarget } from '../../core/jobs/intent.ts';
import type { LinkEdit, LinkRequest } from '../../core/documents/insert/linkEdit.ts';
import { linkLanguage } from '../../core/documents/languages.ts';
import { planImport, undoImport } from '../../core/documents/insert/planImport.ts';
import { planLink } from '../../core/documents/insert/planLink.ts';
import { relativePath } from '../../core/documents/relativePath.ts';
import { ignoresCase, isSameSystem } from '../../core/assets/samePath.ts';
import { untrusted } from '../../core/assets/trustedFiles.ts';
import { findImageReferences, mayHaveImages } from '../../core/documents/references/findImageReferences.ts';
import { longestDocument } from '../../core/documents/missing/missingLanguages.ts';
import { pathFromRoot, type LinkRoot } from '../../core/documents/roots/siteRoot.ts';
import { undoLink } from '../../core/documents/insert/undoLink.ts';
import { linkSettings } from '../workspace/settings.ts';
import { trackAnchor, trackRange, type Tracker } from './trackedDocument.ts';
import { fileOf } from '../workspace/fileOf.ts';
import { belongsTo, placeIn } from '../workspace/places.ts';

/** Where in which document; a text editor is one. */
export interface EditorPlace {
	readonly document: TextDocument;
	readonly selection: Selection;
}

export type PlaceMode = 'insert' | 'replace';

export interface LinkAsset {
	readonly uri: Uri;
	/** Alternative text, not escaped. */
	readonly alt: string;
	readonly width: number;
	readonly height: number;
}

export interface InsertedLink {
	/** Takes back exactly what was inserted; false when the text has been changed since. */
	undo(): Promise<boolean>;
	/** Forgets where it is; it can no longer be taken back. */
	dispose(): void;
}

/** Why there is no link: its text is gone or was changed, or the language has no place for one there. */
export type NoLink = 'changed' | 'noPlace';

/** A place in a document that a link will be put into, followed while the document is edited. */
export interface LinkPlace {
	readonly uri: Uri;
	/** What a job notes down, so that another window finds the place again. */
	target(): LinkTarget | undefined;
	/** Inserts the link, or says why not. It is never written anywhere else. */
	insert(asset: LinkAsset): Promise<InsertedLink | NoLink>;
	dispose(): void;
}

/**
 * Where a link comes that is inserted at the editor's selection, whenever that will be. Each further link comes
 * behind the one before.
 */
export function linkPlaceAt({ document, selection }: EditorPlace, mode: PlaceMode): LinkPlace {
	const { start, end } = selection;
	return placeOf(trackRange(document, document.offsetAt(start), document.offsetAt(end)), mode);
}

/** The place that another window has noted down. */
export function linkPlaceOf({ document, mode, anchor }: LinkTarget): LinkPlace {
	return placeOf(trackAnchor(Uri.parse(document, true), anchor), mode);
}

function placeOf(first: Tracker, mode: PlaceMode): LinkPlace {
	let tracker = first;
	let modeNow = mode;
	return {
		uri: first.uri,
		target() {
			const anchor = tracker.anchor();
			return anchor && { document: first.uri.toString(), mode: modeNow, anchor };
		},
		async insert(asset) {
			const result = await insertAt(tracker, modeNow, asset);
			if (typeof result === 'string') {
				return result;
			}
			tracker.dispose();
			tracker = trackRange(result.document, result.start, result.end);
			modeNow = 'insert';
			return result.link;
		},
		dispose: () => {
			tracker.dispose();
		},
	};
}

/** An edit that another one overtakes is refused by VS Code; it is planned anew this many times. */
const attempts = 3;

/** A link that was just inserted, and where it lies in its document. */
interface Insertion {
	readonly link: InsertedLink;
	readonly document: TextDocument;
	readonly start: number;
	readonly end: number;
}

async function insertAt(place: Tracker, mode: PlaceMode, asset: LinkAsset): Promise<Insertion | NoLink> {
	const roots = await rootsFor(place.uri, asset.uri);
	for (let attempt = 0; attempt < attempts; attempt += 1) {
		const located = await place.locate();
		if (located === undefined) {
			return 'changed';
		}
		const { document, range } = located;
		const before = document.getText();
		const { edit, imported } = planAt(document, range, mode, asset, roots);
		if (edit === undefined) {
			return 'noPlace';
		}
		if (await replaceText(document, edit, imported)) {
			const replaced = before.slice(edit.start, edit.end);
			const shift = imported?.text.length ?? 0;
			const written = trackRange(document, edit.start + shift, edit.start + shift + edit.text.length);
			const link = {
				undo: () => takeBack(written, { text: edit.text, replaced }, imported?.text),
				dispose: () => {
					written.dispose();
				},
			};
			return { link, document, start: edit.linkStart + shift, end: edit.linkEnd + shift };
		}
	}
	return 'changed';
}

/** What `insert` would write there, without line breaks and indentation around it; undefined where it has no place. */
export function previewLink({ document, selection }: EditorPlace, asset: LinkAsset): string | undefined {
	const range = { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
	return planAt(document, range, 'insert', asset).edit?.text.trim();
}

/** The edit of a link, and the import that it needs in a module. */
interface Plan {
	readonly edit: LinkEdit | undefined;
	readonly imported?: { readonly at: number; readonly text: string } | undefined;
}

function planAt(
	document: TextDocument,
	{ start, end }: { readonly start: number; readonly end: number },
	mode: PlaceMode,
	{ uri, alt, width, height }: LinkAsset,
	roots: readonly LinkRoot[] = [],
): Plan {
	const { languageId, fileName } = document;
	const text = document.getText();
	const { linkTemplates, jsxLink } = linkSettings(fileOf(document));
	const path = linkPath(document, uri, roots);
	const request = { text, languageId, fileName, start, end, mode, path, alt, width, height };
	const template = Object.hasOwn(linkTemplates, languageId) ? linkTemplates[languageId] : undefined;
	const isModule = linkLanguage(languageId, fileName)?.family === 'script';
	if (template === undefined && jsxLink === 'import' && isModule && !path.startsWith('/')) {
		const { name, edit: imported } = planImport(text, path);
		const edit = placed({ ...request, template: `<img src={${name}} alt="\${alt}" />` });
		// Only an element can name what is imported: an attribute or a comment has the path.
		return edit?.text.includes(`{${name}}`) === true ? { edit, imported } : { edit: placed(request) };
	}
	return { edit: placed({ ...request, template }) };
}

/** The edit, where there is a place for the link. */
function placed(request: LinkRequest): LinkEdit | undefined {
	const planned = planLink(request);
	return typeof planned === 'string' ? undefined : planned;
}

/** @param imported the import that the link needed; it goes too, unless something else uses it by now. */
async function takeBack(
	written: Tracker,
	inserted: { text: string; replaced: string },
	imported: string | undefined,
): Promise<boolean> {
	try {
		// Where its own place was changed, the same text elsewhere is somebody's copy, and stays.
		const located = await written.locate();
		if (located === undefined) {
			return false;
		}
		const { document, range } = located;
		const edit = undoLink(document.getText(), inserted, range);
		if (edit === undefined || !(await replaceText(document, edit))) {
			return false;
		}
		const rest = imported === undefined ? undefined : undoImport(document.getText(), imported);
		return rest === undefined || (await replaceText(document, rest));
	} finally {
		written.dispose();
	}
}

/**
 * @param insert text that comes in somewhere before, in the same step.
 * @throws AssetError where the workspace is not trusted: what is put into an editor may be saved by itself.
 */
async function replaceText(
	document: TextDocument,
	{ start, end, text }: { readonly start: number; readonly end: number; readonly text: string },
	insert?: { readonly at: number; readonly text: string },
): Promise<boolean> {
	if (!workspace.isTrusted) {
		throw untrusted(document.uri.path);
	}
	const edit = new WorkspaceEdit();
	const range = new Range(document.positionAt(start), document.positionAt(end));
	edit.replace(document.uri, range, text);
	if (insert !== undefined) {
		edit.insert(document.uri, document.positionAt(insert.at), insert.text);
	}
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
 * How a document refers to an asset: as it refers to others, else from the root of the site where it is served there,
 * else relative to itself; where there is no way (an untitled document, another file system), relative to the asset's
 * workspace folder.
 */
function linkPath(document: TextDocument, asset: Uri, roots: readonly LinkRoot[]): string {
	const { languageId, fileName } = document;
	const uri = fileOf(document);
	const folder = workspace.getWorkspaceFolder(asset)?.uri;
	if (folder === undefined || !belongsTo(uri, folder)) {
		return relativeLinkPath(uri, asset);
	}
	const family = linkLanguage(languageId, fileName)?.family;
	const of = { family, languageId, paths: pathsIn(document), roots };
	const [page, image] = [placeIn(folder, uri).path, placeIn(folder, asset).path];
	return pathFromRoot(of, page, image, folder.path) ?? relativeLinkPath(uri, asset);
}

/** The paths of a document's own images. */
function pathsIn(document: TextDocument): string[] {
	const { languageId, fileName } = document;
	const text = document.getText();
	return text.length > longestDocument || !mayHaveImages(text)
		? []
		: findImageReferences({ text, languageId, fileName }).map(({ path }) => path);
}

/** Where the site of a Markdown document is served from; none where no site is built of it. */
async function rootsFor(document: Uri, asset: Uri): Promise<readonly LinkRoot[]> {
	const folder = workspace.getWorkspaceFolder(asset)?.uri;
	if (folder === undefined || !belongsTo(document, folder)) {
		return [];
	}
	const { siteRootsOf } = await import('../project/projectFiles.ts');
	return siteRootsOf(folder, document);
}

/** The same without regard to what is served where. */
export function relativeLinkPath(document: Uri, asset: Uri): string {
	const sameSystem = isSameSystem(document, asset);
	const relative = sameSystem
		? relativePath(document.path, asset.path, ignoresCase(asset.scheme, process.platform))
		: undefined;
	return relative ?? workspace.asRelativePath(asset, false);
}

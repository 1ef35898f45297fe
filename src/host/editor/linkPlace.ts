import { Uri, workspace, type Selection, type TextDocument } from 'vscode';
import type { LinkTarget } from '../../core/jobs/intent.ts';
import type { LinkEdit, LinkRequest } from '../../core/documents/insert/linkEdit.ts';
import { linkLanguage } from '../../core/documents/languages.ts';
import { planImport } from '../../core/documents/insert/planImport.ts';
import { planLink } from '../../core/documents/insert/planLink.ts';
import { sizedTemplate } from '../../core/documents/insert/sizedTemplate.ts';
import { relativePath } from '../../core/documents/relativePath.ts';
import { ignoresCase, isSameSystem } from '../../core/assets/samePath.ts';
import { findImageReferences, mayHaveImages } from '../../core/documents/references/findImageReferences.ts';
import { longestDocument } from '../../core/documents/missing/missingLanguages.ts';
import { pathFromRoot, type LinkRoot } from '../../core/documents/roots/siteRoot.ts';
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
	/** Pixels, where they are known. */
	readonly width?: number;
	readonly height?: number;
	/** The user wanted it to have that size. */
	readonly sizeAsked: boolean;
}

/** A place in a document that a link will be put into, followed while the document is edited. */
export interface LinkPlace {
	readonly uri: Uri;
	/** What a job notes down, so that another window finds the place again. */
	target(): LinkTarget | undefined;
	/** Where that is now; whoever inserts a link there moves it behind that. */
	readonly spot: Spot;
	dispose(): void;
}

/** A link is never written anywhere else. */
export interface Spot {
	tracker: Tracker;
	mode: PlaceMode;
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

function placeOf(tracker: Tracker, mode: PlaceMode): LinkPlace {
	const { uri } = tracker;
	const spot: Spot = { tracker, mode };
	return {
		uri,
		spot,
		target() {
			const anchor = spot.tracker.anchor();
			return anchor && { document: uri.toString(), mode: spot.mode, anchor };
		},
		dispose: () => {
			spot.tracker.dispose();
		},
	};
}

/** What `insert` would write there, without line breaks and indentation around it; undefined where it has no place. */
export function previewLink({ document, selection }: EditorPlace, asset: LinkAsset): string | undefined {
	const range = { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
	return planAt(document, document.getText(), range, 'insert', asset).edit?.text.trim();
}

/** The edit of a link, and the import that it needs in a module, before it. */
export interface LinkPlan {
	readonly edit: LinkEdit | undefined;
	readonly imported?: { readonly at: number; readonly text: string } | undefined;
}

/** Plans a link in a document whose text is, or is about to be, `text`. */
export function planAt(
	document: TextDocument,
	text: string,
	{ start, end }: { readonly start: number; readonly end: number },
	mode: PlaceMode,
	{ uri, ...shown }: LinkAsset,
	roots: readonly LinkRoot[] = [],
): LinkPlan {
	const { languageId, fileName } = document;
	const { linkTemplates, jsxLink } = linkSettings(fileOf(document));
	const path = linkPath(document, text, uri, roots);
	const request = { text, languageId, fileName, start, end, mode, path, ...shown };
	const template = Object.hasOwn(linkTemplates, languageId) ? linkTemplates[languageId] : undefined;
	const language = linkLanguage(languageId, fileName);
	const isModule = language?.family === 'script';
	if (template === undefined && jsxLink === 'import' && isModule && !path.startsWith('/')) {
		const { name, edit: imported } = planImport(text, path);
		const element = sizedTemplate(request, language, `<img src={${name}} alt="\${alt}" />`);
		const edit = placed({ ...request, template: element });
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

/**
 * How a document refers to an asset: as it refers to others, else from the root of the site where it is served there,
 * else relative to itself; where there is no way (an untitled document, another file system), relative to the asset's
 * workspace folder.
 */
function linkPath(document: TextDocument, text: string, asset: Uri, roots: readonly LinkRoot[]): string {
	const { languageId, fileName } = document;
	const uri = fileOf(document);
	const folder = workspace.getWorkspaceFolder(asset)?.uri;
	if (folder === undefined || !belongsTo(uri, folder)) {
		return relativeLinkPath(uri, asset);
	}
	const family = linkLanguage(languageId, fileName)?.family;
	const of = { family, languageId, paths: pathsIn(document, text), roots };
	const [page, image] = [placeIn(folder, uri).path, placeIn(folder, asset).path];
	return pathFromRoot(of, page, image, folder.path) ?? relativeLinkPath(uri, asset);
}

/** The paths of a document's own images. */
function pathsIn({ languageId, fileName }: TextDocument, text: string): string[] {
	return text.length > longestDocument || !mayHaveImages(text)
		? []
		: findImageReferences({ text, languageId, fileName }).map(({ path }) => path);
}

/** Where the site of a Markdown document is served from; none where no site is built of it. */
export async function rootsFor(document: Uri, asset: Uri): Promise<readonly LinkRoot[]> {
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

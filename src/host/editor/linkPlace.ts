import { Uri, workspace, type Selection, type TextDocument } from 'vscode';
import type { LinkTarget } from '../../core/jobs/intent.ts';
import type { LinkEdit, LinkRequest } from '../../core/documents/insert/linkEdit.ts';
import { linkLanguage } from '../../core/documents/languages.ts';
import { planImport } from '../../core/documents/insert/planImport.ts';
import { planLink } from '../../core/documents/insert/planLink.ts';
import { renderLink } from '../../core/documents/insert/renderLink.ts';
import { shortAlt } from '../../core/documents/insert/shortAlt.ts';
import { sizedTemplate, templateFor } from '../../core/documents/insert/sizedTemplate.ts';
import { relativePath } from '../../core/documents/relativePath.ts';
import { ignoresCase, isSameSystem } from '../../core/assets/samePath.ts';
import { findImageReferences } from '../../core/documents/references/findImageReferences.ts';
import { mayHaveImages } from '../../core/documents/references/imageMarks.ts';
import { longestDocument } from '../../core/documents/missing/missingLanguages.ts';
import { pathFromRoot, type LinkRoot } from '../../core/documents/roots/siteRoot.ts';
import { linkSettings } from '../workspace/settings.ts';
import { trackAnchor, trackRange, type Tracker } from './trackedDocument.ts';
import { fileOf } from '../workspace/fileOf.ts';
import { belongsTo, placeIn } from '../workspace/places.ts';

/** A document and a selection in it; a `TextEditor` is one. */
export interface EditorPlace {
	readonly document: TextDocument;
	readonly selection: Selection;
}

export type PlaceMode = 'insert' | 'replace';

export interface LinkAsset {
	readonly uri: Uri;
	/** Alternative text, not escaped. */
	readonly alt: string;
	/** In pixels, if known. */
	readonly width?: number;
	readonly height?: number;
	/** Whether the user asked for that size. */
	readonly sizeAsked: boolean;
}

/** A place in a document where a link will be inserted, tracked while the document is edited. */
export interface LinkPlace {
	readonly uri: Uri;
	/** What a job stores, so that another window can find the place again. */
	target(): LinkTarget | undefined;
	/** The current place; inserting a link there moves it after the link. */
	readonly spot: Spot;
	dispose(): void;
}

/** A link is never written anywhere else. */
export interface Spot {
	tracker: Tracker;
	mode: PlaceMode;
}

/**
 * The place for a link at the editor's selection, even if it is inserted much later. Each further link goes after the
 * previous one.
 */
export function linkPlaceAt({ document, selection }: EditorPlace, mode: PlaceMode): LinkPlace {
	const { start, end } = selection;
	return placeOf(trackRange(document, document.offsetAt(start), document.offsetAt(end)), mode);
}

/** The place that another window has stored. */
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

/**
 * The link that mode `insert` would write there, without surrounding line breaks and indentation; undefined if there
 * is no place for it.
 */
export function previewLink({ document, selection }: EditorPlace, asset: LinkAsset): string | undefined {
	const range = { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
	return planAt(document, document.getText(), range, 'insert', asset).edit?.text.trim();
}

/** The edit that inserts a link, and the import that it needs in a module. */
interface LinkPlan {
	readonly edit: LinkEdit | undefined;
	readonly imported?: { readonly at: number; readonly text: string } | undefined;
}

/** Plans a link in a document whose text is, or will be, `text`. */
export function planAt(
	document: TextDocument,
	text: string,
	{ start, end }: { readonly start: number; readonly end: number },
	mode: PlaceMode,
	{ uri, ...shown }: LinkAsset,
	roots: readonly LinkRoot[] = [],
): LinkPlan {
	const { languageId, fileName } = document;
	const path = linkPath(document, text, uri, roots);
	const request = { text, languageId, fileName, start, end, mode, path, ...shown };
	const { template, imported } = templateIn(document, request);
	const edit = placed({ ...request, template });
	// Only an element can use an imported name: an attribute or a comment gets the path.
	return imported === undefined || edit?.text.includes(`{${imported.name}}`) === true
		? { edit, imported: imported?.edit }
		: { edit: placed(request) };
}

/** The template of a link: the user's, or an element with an imported name; undefined for the language's own. */
function templateIn(document: TextDocument, request: LinkRequest) {
	const { text, languageId, fileName, path } = request;
	const { linkTemplates, jsxLink } = linkSettings(fileOf(document));
	const template = Object.hasOwn(linkTemplates, languageId) ? linkTemplates[languageId] : undefined;
	const language = linkLanguage(languageId, fileName);
	const isModule = language?.family === 'script';
	if (template !== undefined || jsxLink !== 'import' || !isModule || path.startsWith('/')) {
		return { template };
	}
	const imported = planImport(text, path);
	const element = `<img src={${imported.name}} alt="\${alt}" />`;
	return { template: sizedTemplate(request, language, element), imported };
}

/**
 * A link in the syntax of the document's language, wherever it will be, after a line with the import that it needs;
 * just the path if the language has no image syntax.
 */
export function linkText(
	document: TextDocument,
	{ uri, alt, ...shown }: LinkAsset,
	roots: readonly LinkRoot[],
): string {
	const text = document.getText();
	const { languageId, fileName } = document;
	const path = linkPath(document, text, uri, roots);
	const language = linkLanguage(languageId, fileName);
	if (language === undefined) {
		return path;
	}
	const place = { start: 0, end: 0, mode: 'insert' } as const;
	const request = { text, languageId, fileName, ...place, path, alt, ...shown };
	const { template, imported } = templateIn(document, request);
	const values = { path, alt: shortAlt(alt), width: shown.width, height: shown.height };
	const link = renderLink(language, templateFor({ ...request, template }, language), values);
	return [imported?.edit?.text.trim(), link].filter(Boolean).join('\n');
}

/** The edit; undefined if there is no place for the link. */
function placed(request: LinkRequest): LinkEdit | undefined {
	const planned = planLink(request);
	return typeof planned === 'string' ? undefined : planned;
}

/**
 * The path by which a document refers to an asset: in the way it refers to other images; otherwise from the site's
 * root, if the asset is served there; otherwise relative to the document. If no such path exists (an untitled
 * document, another file system), it is relative to the asset's workspace folder.
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
		: findImageReferences({ text, languageId, fileName }).flatMap(({ path, site }) =>
				site === undefined ? path : [],
			);
}

/** The roots that a document's site is served from; empty if no site is built from it. */
export async function rootsFor(document: Uri, asset: Uri): Promise<readonly LinkRoot[]> {
	const folder = workspace.getWorkspaceFolder(asset)?.uri;
	if (folder === undefined || !belongsTo(document, folder)) {
		return [];
	}
	const { siteRootsOf } = await import('../project/projectFiles.ts');
	return siteRootsOf(folder, document);
}

/** Like `linkPath`, but ignores the site's roots. */
export function relativeLinkPath(document: Uri, asset: Uri): string {
	const sameSystem = isSameSystem(document, asset);
	const relative = sameSystem
		? relativePath(document.path, asset.path, ignoresCase(asset.scheme, process.platform))
		: undefined;
	return relative ?? workspace.asRelativePath(asset, false);
}

import {
	type CancellationToken,
	type DataTransfer,
	DocumentDropEdit,
	type DocumentDropOrPasteEditKind,
	l10n,
	type Position,
	Range,
	type TextDocument,
	Uri,
	workspace,
	WorkspaceEdit,
} from 'vscode';
import { assetFileName } from '../../core/assets/assetFileName.ts';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { nameKey, nextFreeName } from '../../core/assets/freeName.ts';
import { createDraft, type Draft } from '../../core/documents/draft.ts';
import { linkLanguage } from '../../core/documents/languages.ts';
import type { TrackedRange } from '../../core/documents/trackedRange.ts';
import { findImageReferences } from '../../core/documents/references/findImageReferences.ts';
import { nameWords } from '../../core/documents/missing/promptOf.ts';
import { longestDocument } from '../../core/documents/missing/missingLanguages.ts';
import { createFolderListings } from '../../core/documents/roots/folderListings.ts';
import { readFrom } from '../../core/images/blocks.ts';
import { hasSizeAsked } from '../../core/assets/assetRecord.ts';
import { shownImage } from '../../core/images/shownImage.ts';
import { planInto } from '../editor/insertLinks.ts';
import { rootsFor, type LinkAsset } from '../editor/linkPlace.ts';
import type { LoadServices } from '../services.ts';
import { destinationIn } from '../storage/destinationIn.ts';
import { readerOf } from '../storage/folderReader.ts';
import { imageSize } from '../storage/imageFacts.ts';
import { readSettings } from '../workspace/settings.ts';
import { droppedImages, type DroppedImage } from './droppedImages.ts';
import { fileOf } from '../workspace/fileOf.ts';
import { plural } from '../texts/plural.ts';
import { numberText } from '../texts/units.ts';

interface ImageDrop {
	readonly document: TextDocument;
	readonly position: Position;
	readonly dataTransfer: DataTransfer;
	readonly token: CancellationToken;
	readonly kind: DocumentDropOrPasteEditKind;
}

/**
 * The edit that inserts dropped images as Insert Link would at that position. The same edit copies images from
 * elsewhere into the assets folder, so that nothing is left of a drop that is undone or not applied. Undefined if VS
 * Code should use its default: in an untrusted workspace, for anything but images, and where the language has no
 * place for a link. Nothing is written here.
 */
export async function provideImageDrop(
	loadServices: LoadServices,
	{ document, position, dataTransfer, token, kind }: ImageDrop,
): Promise<DocumentDropEdit | undefined> {
	if (!workspace.isTrusted) {
		return undefined;
	}
	const images = await droppedImages(dataTransfer);
	const copies: Copy[] = [];
	const assets: LinkAsset[] = [];
	for (const image of images) {
		const asset =
			image.type === 'inside'
				? await assetAt(loadServices, image.uri)
				: await copied(document, image, copies);
		if (asset === undefined || token.isCancellationRequested) {
			return undefined;
		}
		assets.push(asset);
	}
	const draft = await draftWith(document, document.offsetAt(position), assets);
	if (draft === undefined || token.isCancellationRequested) {
		return undefined;
	}
	const title = plural(
		assets.length,
		l10n.t('Insert Image'),
		l10n.t('Insert {0} Images', numberText(assets.length)),
	);
	const edit = new DocumentDropEdit('', title, kind);
	edit.additionalEdit = new WorkspaceEdit();
	for (const { uri, contents } of copies) {
		edit.additionalEdit.createFile(uri, { contents, overwrite: false });
	}
	for (const { start, end, text } of draft.edits()) {
		const range = new Range(document.positionAt(start), document.positionAt(end));
		edit.additionalEdit.replace(document.uri, range, text);
	}
	return edit;
}

/** The document with the links; undefined if one of them has no place, or would only end up in a comment. */
async function draftWith(
	document: TextDocument,
	offset: number,
	assets: readonly LinkAsset[],
): Promise<Draft | undefined> {
	const [first] = assets;
	const draft = createDraft(document.getText());
	if (first === undefined || draft.text.length > longestDocument) {
		return undefined;
	}
	const { version } = document;
	const roots = await rootsFor(document.uri, first.uri);
	let range: TrackedRange = { ...placeAt(document, offset), changed: false };
	for (const asset of assets) {
		const written = planInto(draft, document, range, 'insert', asset, roots);
		const link = typeof written === 'string' ? undefined : written.linkRange();
		if (typeof written === 'string' || link === undefined) {
			return undefined;
		}
		if (written.imported === undefined && !isImage(draft, document, link)) {
			return undefined;
		}
		range = link;
	}
	return document.version === version ? draft : undefined;
}

/**
 * In a stylesheet, an image that is dropped before or after a line's text goes below the line, rather than into it.
 */
function placeAt(document: TextDocument, offset: number): { readonly start: number; readonly end: number } {
	const { range, text } = document.lineAt(document.positionAt(offset));
	const start = document.offsetAt(range.start) + text.length - text.trimStart().length;
	const end = document.offsetAt(range.start) + text.trimEnd().length;
	const isStyles = linkLanguage(document.languageId, document.fileName)?.family === 'styles';
	return isStyles && /[;}]$/.test(text.trimEnd()) && (offset <= start || offset >= end)
		? { start, end }
		: { start: offset, end: offset };
}

/** Whether the written text is an image, or the path of one where the language expects it. */
function isImage(
	{ text }: Draft,
	{ languageId, fileName }: TextDocument,
	{ start, end }: { readonly start: number; readonly end: number },
): boolean {
	return (
		/<img\b|^(?:src|srcset|href)=|\burl\(/.test(text.slice(start, end)) ||
		findImageReferences({ text, languageId, fileName }).some(
			reference => start <= reference.start && reference.end <= end,
		)
	);
}

/** A file in the workspace, described by its recorded prompt, otherwise by its name. */
async function assetAt(loadServices: LoadServices, uri: Uri): Promise<LinkAsset | undefined> {
	const entry = await (await loadServices()).records.entryOf(uri);
	const size = await imageSize(uri);
	const sizeAsked = size !== undefined && entry !== undefined && hasSizeAsked(entry, size);
	return { uri, alt: entry?.prompt ?? altOf(baseNameOf(uri.path)), ...size, sizeAsked };
}

const altOf = (name: string): string => nameWords(name).join(' ');

/** A file that the drop creates. */
interface Copy {
	readonly uri: Uri;
	readonly contents: Uint8Array;
}

/**
 * An image that will be copied into the assets folder under a free name; undefined if it can't be read or is too
 * large, or if the document is in no workspace folder.
 */
async function copied(
	document: TextDocument,
	image: Extract<DroppedImage, { type: 'outside' }>,
	copies: Copy[],
): Promise<LinkAsset | undefined> {
	const folder = workspace.getWorkspaceFolder(fileOf(document))?.uri;
	const contents = folder && (await image.read());
	if (folder === undefined || contents === undefined) {
		return undefined;
	}
	const { assetsFolder } = readSettings(fileOf(document));
	const request = { document, assetsFolder, fileName: assetFileName(image.name, undefined), now: new Date() };
	const destination = await destinationIn(folder, request);
	const taken = new Set([
		...[...(await createFolderListings(readerOf(folder)).names(destination.folder))].map(nameKey),
		...copies.map(({ uri }) => nameKey(baseNameOf(uri.path))),
	]);
	const free = nextFreeName(destination.fileName, key => taken.has(key));
	const uri = Uri.joinPath(folder.with({ path: destination.folder }), free);
	copies.push({ uri, contents });
	const shown = await shownImage(contents, readFrom(contents));
	return {
		uri,
		alt: altOf(image.name),
		...shown?.size,
		sizeAsked: false,
	};
}

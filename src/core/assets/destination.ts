import { posix } from 'node:path';
import { AssetError } from './assetError.ts';
import type { AssetFiles } from './assetFiles.ts';
import { baseNameOf, joinPath, normalizePath, parentOf } from './assetPath.ts';
import {
	expandMarkdownTemplate,
	expandTemplate,
	literalPart,
	markdownTemplate,
	namesFile,
	needsDocument,
	type TemplateSource,
} from './destinationTemplate.ts';
import { isFolder } from './isFolder.ts';
import { owningFolder, spelledLike } from './samePath.ts';
import { badPath, checkSegments, resolvePathText } from './pathText.ts';

/** Folders that projects keep their images in, the likeliest first. */
const usualFolders = ['assets', 'src/assets', 'public', 'static', 'images'] as const;

/** Everything that decides a destination. Paths are absolute (`Uri.path` form), unless stated otherwise. */
export interface DestinationRequest {
	files: Pick<AssetFiles, 'stat' | 'ignoresCase'>;
	/** Every folder of the workspace, in its order. */
	workspaceFolders: readonly string[];
	/** Where relative paths start; by default the clicked folder's, then the document's, then the first. */
	workspaceFolder?: string | undefined;
	/** The document that the asset is for. Left out for an untitled one. */
	document?: { path: string; isMarkdown: boolean } | undefined;
	/** `folder` and `file` of a command's argument, as they were given: foreign text. */
	argument?: { folder?: string | undefined; file?: string | undefined } | undefined;
	/** The folder that was right-clicked. */
	clickedFolder?: string | undefined;
	/** The setting `imageAssets.assetsFolder`. */
	assetsFolder: string;
	/** The setting `markdown.copyFiles.destination`, in the order it is written. */
	markdownDestination?: Readonly<Record<string, string>> | undefined;
	/** The file's name unless the argument or a template gives another one; with its extension. */
	fileName: string;
	now: Date;
}

/** What a folder was chosen by. */
type DestinationOrigin = 'argument' | 'clicked' | 'setting' | 'markdown' | 'existing' | 'default';

export interface Destination {
	/** The workspace folder that `folder` is in. */
	workspaceFolder: string;
	/** Absolute; may not exist yet. Links are not followed: see `confine`. */
	folder: string;
	/** As requested: not yet made safe or numbered. */
	fileName: string;
	origin: DestinationOrigin;
}

type Place = Omit<Destination, 'workspaceFolder'>;

/** The request's workspace, with the default base chosen, and what its templates may name. */
interface Situation {
	/** Where relative paths start. */
	base: string;
	source: TemplateSource;
	/** The workspace folder that a path is in. */
	owner: (path: string | undefined) => string | undefined;
	/** Like `resolvePathText`. @param from where relative paths start; `base` by default */
	resolve: (text: string, options?: { allowParent?: boolean; from?: string }) => string;
}

/**
 * Chooses the folder and the name of a new asset. The first that applies: the argument, the folder that was
 * clicked, the setting, `markdown.copyFiles.destination` (Markdown only), the first usual folder that
 * exists, else `assets`. A setting that needs a document is skipped without one.
 *
 * @throws AssetError `badPath`, `outsideWorkspace`, `noWorkspace`, or what `files.stat` fails with
 */
export async function chooseDestination(request: DestinationRequest): Promise<Destination> {
	const situation = situationOf(request);
	const place =
		fileArgument(request, situation) ??
		folderArgument(request, situation) ??
		clickedPlace(request, situation) ??
		settingPlace(request, situation) ??
		markdownPlace(request, situation) ??
		(await usualPlace(request, situation));
	const workspaceFolder = situation.owner(place.folder);
	if (workspaceFolder === undefined) {
		const { folder } = place;
		throw new AssetError('outsideWorkspace', `${folder} is outside the workspace.`, { path: folder });
	}
	return { workspaceFolder, ...place };
}

/** The given text, or undefined if it is blank. */
function given(text: string | undefined): string | undefined {
	const trimmed = text?.trim() ?? '';
	return trimmed === '' ? undefined : trimmed;
}

function situationOf(request: DestinationRequest): Situation {
	const workspaceFolders = request.workspaceFolders.map(normalizePath);
	const ignoresCase = request.files.ignoresCase === true;
	const owner: Situation['owner'] = path =>
		path === undefined ? undefined : owningFolder(path, workspaceFolders, ignoresCase);
	const documentFolder = owner(request.document?.path);
	const base =
		owner(request.workspaceFolder) ?? owner(request.clickedFolder) ?? documentFolder ?? workspaceFolders[0];
	if (base === undefined) {
		throw new AssetError('noWorkspace', 'No folder is open.');
	}
	const resolve: Situation['resolve'] = (text, { from = base, allowParent = false } = {}) =>
		resolvePathText(text, from, workspaceFolders, { allowParent, ignoresCase });
	const file = given(request.argument?.file);
	if (file !== undefined) {
		resolve(file);
	}
	const source: TemplateSource = {
		document:
			request.document === undefined || documentFolder === undefined
				? undefined
				: {
						path: spelledLike(documentFolder, request.document.path, ignoresCase),
						workspaceFolder: documentFolder,
					},
		fileName: file ?? request.fileName,
		now: request.now,
	};
	return { base, source, owner, resolve };
}

/** Applies if the argument's file names a folder too. */
function fileArgument({ argument }: DestinationRequest, { resolve }: Situation): Place | undefined {
	const file = given(argument?.file);
	if (!file?.includes('/')) {
		return undefined;
	}
	if (file.endsWith('/')) {
		throw badPath(file, 'empty');
	}
	const path = resolve(file);
	checkSegments(file.startsWith('/') ? '' : posix.dirname(file), file);
	return { folder: parentOf(path), fileName: baseNameOf(path), origin: 'argument' };
}

function folderArgument({ argument }: DestinationRequest, { resolve, source }: Situation): Place | undefined {
	const text = given(argument?.folder);
	if (text === undefined) {
		return undefined;
	}
	const folder = resolve(text);
	checkSegments(text.startsWith('/') ? '' : text, text);
	return { folder, fileName: source.fileName, origin: 'argument' };
}

function clickedPlace({ clickedFolder }: DestinationRequest, { source }: Situation): Place | undefined {
	return clickedFolder === undefined
		? undefined
		: { folder: normalizePath(clickedFolder), fileName: source.fileName, origin: 'clicked' };
}

function settingPlace(
	{ assetsFolder }: DestinationRequest,
	{ resolve, source }: Situation,
): Place | undefined {
	// Where a relative path starts anyway, written as in other settings of VS Code.
	const template = given(assetsFolder)?.replace(/^\$\{workspaceFolder\}\/?(?=.|$)/, './');
	if (template === undefined) {
		return undefined;
	}
	const usesDocument = needsDocument(template);
	if (usesDocument && source.document === undefined) {
		return undefined;
	}
	const { text, unknown } = expandTemplate(template, source);
	if (unknown.length > 0) {
		throw badPath(template, 'unknownVariable');
	}
	const path = resolve(text, { allowParent: usesDocument });
	checkSegments(template.startsWith('/') ? '' : literalPart(template), template);
	return namesFile(template)
		? { folder: parentOf(path), fileName: baseNameOf(path), origin: 'setting' }
		: { folder: path, fileName: source.fileName, origin: 'setting' };
}

function markdownPlace(
	{ document, markdownDestination = {} }: DestinationRequest,
	{ resolve, source }: Situation,
): Place | undefined {
	if (!document?.isMarkdown || source.document === undefined) {
		return undefined;
	}
	const template = markdownTemplate(markdownDestination, source.document);
	if (template === undefined) {
		return undefined;
	}
	const expanded = expandMarkdownTemplate(template, { ...source, document: source.document });
	const path = resolve(expanded, { from: source.document.workspaceFolder });
	return { folder: parentOf(path), fileName: baseNameOf(path), origin: 'markdown' };
}

async function usualPlace({ files }: DestinationRequest, { base, source }: Situation): Promise<Place> {
	const { fileName } = source;
	for (const usual of usualFolders) {
		const folder = joinPath(base, usual);
		if (await isFolder(files, folder)) {
			return { folder, fileName, origin: 'existing' };
		}
	}
	return { folder: joinPath(base, 'assets'), fileName, origin: 'default' };
}

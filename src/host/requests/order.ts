import { posix } from 'node:path';
import { Uri, window, workspace, type ExtensionContext, type TextDocument } from 'vscode';
import { pixels } from '../../shared/model.ts';
import type { PredictionRequest } from '../../core/api/predictionRequest.ts';
import { AssetError } from '../../core/assets/assetError.ts';
import { confine } from '../../core/assets/confine.ts';
import { chooseDestination, type Destination } from '../../core/assets/destination.ts';
import { expandFileName } from '../../core/assets/fileNameTemplate.ts';
import { editedName } from '../../core/assets/freeName.ts';
import { formatOfName } from '../../core/images/imageFormat.ts';
import { slug } from '../../core/assets/slug.ts';
import type { GenerateArguments } from '../../core/parameters/arguments.ts';
import { resolveParameters, type Parameters } from '../../core/parameters/parameters.ts';
import type { Preset, Settings } from '../../core/parameters/settings.ts';
import { cleanText } from '../../core/text/cleanText.ts';
import { checkPrompt } from '../../core/prompts/promptLimits.ts';
import type { ImageVariant } from '../../core/jobs/job.ts';
import { nearestAspectRatio } from '../../core/images/orientation.ts';
import type { Reference } from '../../core/references/reference.ts';
import { UserError } from '../../core/userError.ts';
import { filesOf, folderPaths } from '../storage/assetSink.ts';
import { serviceAddress } from '../workspace/serviceAddress.ts';
import { readSettings } from '../workspace/settings.ts';
import { wholePrompt } from '../../core/prompts/wholePrompt.ts';

/** What is asked for, by a selection, a quick input or an argument object. */
export interface Wish {
	/** The user's own words, without a preset's and the project's. */
	readonly prompt: string;
	readonly preset?: Preset | undefined;
	readonly args: GenerateArguments;
	/** The document that the image is for. */
	readonly document?: TextDocument | undefined;
	/** The folder that was right-clicked. */
	readonly clickedFolder?: Uri | undefined;
	/** The workspace folder, where neither a document nor a clicked folder says it. */
	readonly workspaceFolder?: Uri | undefined;
	/** Images to work from, snapshots of which were taken. */
	readonly references?: readonly Reference[] | undefined;
	/** The first of them, where it is to be edited: its shape and its place are those of the result. */
	readonly source?: { readonly uri: Uri; readonly reference: Reference } | undefined;
	/** The image that is made anew; the result lies beside it, until it takes its place. */
	readonly remakes?: Uri | undefined;
	/** Instead of the project's: what the image was made with before. */
	readonly style?: string | undefined;
	/** The credits that the user has already said yes to. */
	readonly confirmed?: number | undefined;
	/** Other jobs have used the same references, or will. */
	readonly sharesReferences?: boolean;
	/** The file has the format that its name says, whatever the service sends. */
	readonly exactFormat?: boolean;
	/** It takes the place of the image that it remakes by itself. */
	readonly inPlace?: boolean;
	/** The same picture in other sizes and formats. */
	readonly variants?: readonly ImageVariant[];
	/** What is made stays staged until the user chooses among it. */
	readonly staysStaged?: boolean;
	/** The user was asked, so that a wrong answer is not a keybinding's. */
	readonly asked?: boolean;
}

/** Everything about an action that is decided before it costs something. */
export interface Order {
	readonly prompt: string;
	/** What a preset and the project add to it; empty = nothing. */
	readonly suffix: string;
	readonly style: string;
	readonly parameters: Parameters;
	readonly request: PredictionRequest;
	readonly workspaceFolder: Uri;
	readonly destination: Destination;
	readonly references: readonly Reference[];
	/** The image that is edited. */
	readonly source: Uri | undefined;
	readonly remakes: Uri | undefined;
	readonly confirmed: number | undefined;
	readonly sharesReferences: boolean;
	readonly staysStaged: boolean;
	readonly exactFormat: boolean;
	readonly inPlace: boolean;
	readonly variants: readonly ImageVariant[];
	readonly apiBaseUrl: URL;
	readonly settings: Settings;
}

/** @throws UserError in an untrusted workspace, where nothing is submitted or written, and without a folder. */
export function requireWorkspace(): void {
	requireTrust();
	if (!workspace.workspaceFolders?.length) {
		throw new UserError('Open a folder first: images are saved into it.', { type: 'openFolder' });
	}
}

/** @throws UserError in an untrusted workspace. */
export function requireTrust(): void {
	if (!workspace.isTrusted) {
		throw new UserError(
			'This workspace is not trusted, so Image Assets neither spends credits nor writes files in it.',
			{ type: 'manageTrust' },
		);
	}
}

/** The workspace folder that a wish belongs to. @throws UserError without any folder. */
export function homeOf(
	wish: Pick<Wish, 'document' | 'clickedFolder' | 'workspaceFolder' | 'source' | 'remakes'>,
): Uri {
	const near = wish.source?.uri ?? wish.remakes ?? wish.clickedFolder ?? wish.document?.uri;
	const owner = near && workspace.getWorkspaceFolder(near);
	const home = owner?.uri ?? wish.workspaceFolder ?? workspace.workspaceFolders?.[0]?.uri;
	if (home === undefined) {
		throw new UserError('Open a folder first: images are saved into it.', { type: 'openFolder' });
	}
	return home;
}

/** Asks which workspace folder is meant where there are several; undefined when the question is dismissed. */
export async function askHome(): Promise<Uri | undefined> {
	const folders = workspace.workspaceFolders ?? [];
	if (folders.length <= 1) {
		return homeOf({});
	}
	const active = window.activeTextEditor?.document.uri;
	const owner = active && workspace.getWorkspaceFolder(active);
	const picked = owner ?? (await window.showWorkspaceFolderPick({ placeHolder: 'Folder for the image' }));
	return picked?.uri;
}

/**
 * Checks and decides everything that can be decided before a credit is spent.
 *
 * @throws UserError for whatever would go wrong later.
 */
export async function prepareOrder(context: ExtensionContext, wish: Wish): Promise<Order> {
	requireWorkspace();
	const workspaceFolder = homeOf(wish);
	const settings = settingsFor(wish, workspaceFolder);
	const named = wish.args.file === undefined ? undefined : formatOfName(wish.args.file);
	const given = named === undefined ? wish.args : { ...wish.args, outputFormat: named };
	const parameters = resolveParameters(settings, wish.preset, given);
	const request = requestFor(wish, settings, parameters);
	const prompt = cleanText(wish.prompt).trim();
	const destination = await destinationFor(wish, workspaceFolder, settings, parameters, prompt);
	const apiBaseUrl = serviceAddress(context, settings);
	const suffix = cleanText(wish.preset?.prompt ?? '').trim();
	const style = cleanText(settings.style).trim();
	return {
		prompt,
		suffix,
		style,
		parameters,
		request,
		workspaceFolder,
		destination,
		references: wish.references ?? [],
		source: wish.source?.uri,
		remakes: wish.remakes,
		confirmed: wish.confirmed,
		sharesReferences: wish.sharesReferences === true,
		staysStaged: wish.staysStaged === true,
		exactFormat: wish.exactFormat === true,
		inPlace: wish.inPlace === true,
		variants: wish.variants ?? [],
		apiBaseUrl,
		settings,
	};
}

/** The settings; for an edit, the shape and the format of what is edited come before them. */
function settingsFor({ document, source, style }: Wish, workspaceFolder: Uri): Settings {
	const read = readSettings(document?.uri ?? workspaceFolder);
	const settings = style === undefined ? read : { ...read, style };
	return source?.reference.type !== 'file'
		? settings
		: {
				...settings,
				aspectRatio: nearestAspectRatio(source.reference),
				outputFormat: source.reference.format,
			};
}

function requestFor(wish: Wish, settings: Settings, parameters: Parameters): PredictionRequest {
	if (checkPrompt(wish.prompt).kind === 'empty') {
		throw new UserError('There is no text to make an image from: select or type what it should show.');
	}
	const prompt = wholePrompt({ prompt: wish.prompt, suffix: wish.preset?.prompt, style: settings.style });
	const { link: _link, count: _count, size: _size, ...wire } = parameters;
	return { prompt, ...wire };
}

async function destinationFor(
	wish: Wish,
	workspaceFolder: Uri,
	settings: Settings,
	parameters: Parameters,
	prompt: string,
): Promise<Destination> {
	const { document, args } = wish;
	const files = filesOf(workspaceFolder);
	const workspaceFolders = folderPaths(workspaceFolder);
	const now = new Date();
	const template = {
		slug: slug(prompt),
		quality: parameters.quality,
		...(parameters.size ?? pixels[parameters.aspectRatio]),
		now,
	};
	const { name, unknown } = expandFileName(settings.fileName, template);
	if (unknown.length > 0) {
		throw new UserError(
			`The setting "imageAssets.fileName" uses ${unknown.join(', ')}, which does not exist.`,
			{
				type: 'openSetting',
				setting: 'imageAssets.fileName',
			},
		);
	}
	const inWorkspace = document !== undefined && workspace.getWorkspaceFolder(document.uri) !== undefined;
	try {
		const destination = await chooseDestination({
			files,
			workspaceFolders,
			workspaceFolder: workspaceFolder.path,
			document: inWorkspace
				? { path: document.uri.path, isMarkdown: document.languageId === 'markdown' }
				: undefined,
			argument: { folder: args.folder ?? wish.preset?.folder, file: args.file },
			clickedFolder: placeBeside(wish)?.path ?? wish.clickedFolder?.path,
			assetsFolder: settings.assetsFolder,
			markdownDestination: workspace
				.getConfiguration('markdown', document?.uri ?? workspaceFolder)
				.get<Record<string, string>>('copyFiles.destination'),
			fileName: wish.source === undefined ? name : editedName(posix.basename(wish.source.uri.path)),
			now,
		});
		await confine(files, workspaceFolders, destination.folder);
		if ((await files.stat(destination.folder)) === 'file') {
			throw new AssetError('notAFolder', `${destination.folder} is a file, not a folder.`);
		}
		return destination;
	} catch (error) {
		throw error instanceof AssetError ? destinationError(error, wish) : error;
	}
}

/** An edit lies beside what it was made from, where that is in the workspace. */
function placeBeside({ source, remakes }: Wish): Uri | undefined {
	const beside = source?.uri ?? remakes;
	return beside && workspace.getWorkspaceFolder(beside) && Uri.joinPath(beside, '..');
}

function destinationError(error: AssetError, { args, asked }: Wish): UserError {
	const fromArguments = asked !== true && (args.folder !== undefined || args.file !== undefined);
	const step = fromArguments
		? ({ type: 'openKeybindings' } as const)
		: ({ type: 'openSetting', setting: 'imageAssets.assetsFolder' } as const);
	return new UserError(`The image cannot be saved there: ${error.message}`, step, error);
}

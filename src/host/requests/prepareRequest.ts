import { posix } from 'node:path';
import { l10n, Uri, workspace, type ExtensionContext } from 'vscode';
import { pixels } from '../../shared/model.ts';
import type { PredictionRequest } from '../../core/api/predictionRequest.ts';
import { AssetError } from '../../core/assets/assetError.ts';
import type { Destination } from '../../core/assets/destination.ts';
import { expandFileName } from '../../core/assets/fileNameTemplate.ts';
import { editedName } from '../../core/assets/freeName.ts';
import { formatOfName } from '../../core/images/imageFormat.ts';
import { slug } from '../../core/assets/slug.ts';
import { resolveParameters, transparentFormat, type Parameters } from '../../core/parameters/parameters.ts';
import type { Settings } from '../../core/parameters/settings.ts';
import { cleanText } from '../../core/text/cleanText.ts';
import type { PromptParts } from '../../core/text/composePrompt.ts';
import { chooseKey, cutOutPrompt, type KeyName } from '../../core/images/cutOut/keyChoice.ts';
import { nearestAspectRatio, sizeOfEdit } from '../../core/images/orientation.ts';
import type { PixelSize } from '../../core/images/pixelSize.ts';
import type { Reference } from '../../core/references/reference.ts';
import { UserError } from '../../core/userError.ts';
import { filesOf } from '../storage/assetSink.ts';
import { destinationIn } from '../storage/destinationIn.ts';
import { fileOf } from '../workspace/fileOf.ts';
import { serviceAddress } from '../workspace/serviceAddress.ts';
import { readSettings } from '../workspace/settings.ts';
import { wholePrompt } from '../../core/prompts/wholePrompt.ts';

import { workspaceFolderOf, type ImageRequest } from './imageRequest.ts';
import { requireWorkspace } from '../workspace/trust.ts';
import { errorText } from '../texts/errorText.ts';
import { listText } from '../texts/lists.ts';

/** An image request with everything decided that can be decided before it costs anything. */
export interface PreparedRequest extends ImageRequest {
	/** What a preset and the project add to the prompt; empty = nothing. */
	readonly suffix: string;
	readonly style: string;
	readonly parameters: Parameters;
	/** What is sent to the service. */
	readonly wire: PredictionRequest;
	readonly workspaceFolder: Uri;
	readonly destination: Destination;
	readonly references: readonly Reference[];
	readonly apiBaseUrl: URL;
	readonly settings: Settings;
	readonly cutOut: { readonly key: KeyName; readonly format: 'png' | 'webp' } | undefined;
	/** Whether the result is a PNG although JPEG was requested, which has no transparency. */
	readonly becomesPng: boolean;
}

/**
 * Checks and decides everything that can be decided before a credit is spent.
 *
 * @throws UserError for anything that would fail later.
 */
export async function prepareRequest(
	context: ExtensionContext,
	request: ImageRequest,
): Promise<PreparedRequest> {
	requireWorkspace();
	const workspaceFolder = workspaceFolderOf(request);
	const settings = settingsFor(request, workspaceFolder);
	const named = request.args.file === undefined ? undefined : formatOfName(request.args.file);
	const given = named === undefined ? request.args : { ...request.args, outputFormat: named };
	const resolved = resolveParameters(settings, request.preset, given);
	const parameters = { ...resolved, size: resolved.size ?? editedSize(request) };
	const formatGiven = given.outputFormat ?? request.preset?.outputFormat ?? settings.outputFormat;
	const key = parameters.cutOut ? (request.cutOutKey ?? chooseKey(request.prompt)) : undefined;
	const prompt = cleanText(request.prompt).trim();
	const suffix = cleanText(request.preset?.prompt ?? '').trim();
	const style = cleanText(settings.style).trim();
	const wire = wireRequest({ prompt, suffix, style, cutOut: key && cutOutPrompt(key) }, parameters);
	const destination = await destinationFor(request, workspaceFolder, settings, parameters, prompt);
	const apiBaseUrl = serviceAddress(context, settings);
	return {
		...request,
		prompt,
		suffix,
		style,
		parameters,
		wire,
		workspaceFolder,
		destination,
		references: request.references ?? [],
		apiBaseUrl,
		settings,
		cutOut: key && { key, format: transparentFormat(parameters.outputFormat) },
		becomesPng: parameters.cutOut && formatGiven === 'jpeg',
	};
}

/** The settings; for an edit, the source's shape and format take precedence. */
function settingsFor({ document, source, style }: ImageRequest, workspaceFolder: Uri): Settings {
	const read = readSettings(document === undefined ? workspaceFolder : fileOf(document));
	const settings = style === undefined ? read : { ...read, style };
	return source?.reference.type !== 'file'
		? settings
		: {
				...settings,
				aspectRatio: nearestAspectRatio(source.reference),
				outputFormat: source.reference.format,
			};
}

/** An edit keeps the proportions of its source, unless others are asked for. */
function editedSize({ source, args, preset }: ImageRequest): PixelSize | undefined {
	const isGiven = (args.aspectRatio ?? preset?.aspectRatio) !== undefined;
	return isGiven || source?.reference.type !== 'file' ? undefined : sizeOfEdit(source.reference);
}

/** @param words without white space at their ends */
function wireRequest(words: PromptParts, parameters: Parameters): PredictionRequest {
	if (words.prompt === '') {
		throw new UserError(
			l10n.t('There is no text to generate an image from: select or type what it should show.'),
		);
	}
	const { link: _link, count: _count, size: _size, cutOut, ...rest } = parameters;
	// WebP and JPEG store colors at half the resolution, so a background can't be removed from them cleanly.
	return {
		prompt: wholePrompt(words),
		...rest,
		...(cutOut && { outputFormat: 'png', background: 'opaque' }),
	};
}

async function destinationFor(
	request: ImageRequest,
	workspaceFolder: Uri,
	settings: Settings,
	parameters: Parameters,
	prompt: string,
): Promise<Destination> {
	const { document, args } = request;
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
			l10n.t('The setting "imageAssets.fileName" uses {0}, which doesn\'t exist.', listText(unknown)),
			{
				type: 'openSetting',
				setting: 'imageAssets.fileName',
			},
		);
	}
	try {
		const destination = await destinationIn(workspaceFolder, {
			document,
			argument: { folder: args.folder ?? request.preset?.folder, file: args.file },
			clickedFolder: placeBeside(request)?.path ?? request.clickedFolder?.path,
			assetsFolder: settings.assetsFolder,
			fileName: request.source === undefined ? name : editedName(posix.basename(request.source.uri.path)),
			now,
		});
		if ((await filesOf(workspaceFolder).stat(destination.folder)) === 'file') {
			throw new AssetError('notAFolder', `${destination.folder} is a file, not a folder.`);
		}
		return destination;
	} catch (error) {
		throw error instanceof AssetError ? destinationError(error, request) : error;
	}
}

/** An edit is saved next to its source if that is in the workspace. */
function placeBeside({ source, remakes }: ImageRequest): Uri | undefined {
	const beside = source?.uri ?? remakes;
	return beside && workspace.getWorkspaceFolder(beside) && Uri.joinPath(beside, '..');
}

function destinationError(error: AssetError, { args, asked }: ImageRequest): UserError {
	const fromArguments = asked !== true && (args.folder !== undefined || args.file !== undefined);
	const step = fromArguments
		? ({ type: 'openKeybindings' } as const)
		: ({ type: 'openSetting', setting: 'imageAssets.assetsFolder' } as const);
	return new UserError(l10n.t("The image can't be saved there. {0}", errorText(error)), step, error);
}

import { l10n, Uri, window, workspace } from 'vscode';
import { AssetError } from '../../core/assets/assetError.ts';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { parseArguments, type GenerateArguments } from '../../core/parameters/arguments.ts';
import { promptFromFile } from '../../core/prompts/promptFile.ts';
import { UserError } from '../../core/userError.ts';
import { requireNoOutsideLink } from '../requests/inputImages.ts';
import { requestedLinkPlace } from '../editor/requestedLinkPlace.ts';
import { askRequest } from '../ask/askRequest.ts';
import { generateImages } from '../requests/startRequest.ts';
import { workspaceFolderFor } from '../requests/imageRequest.ts';
import { requireWorkspace } from '../workspace/trust.ts';
import type { Services } from '../services.ts';
import type { Command } from '../command.ts';
import { isSamePlace } from '../workspace/places.ts';
import { filesOf } from '../storage/assetSink.ts';
import { BinaryError, decodeFile } from '../storage/decodeFile.ts';

/**
 * Generate Image…: asks step by step. A file from the Explorer is read as the prompt, which is shown first. With an argument object, only
 * a missing prompt is asked for.
 */
export const generate: Command = async (services, argument) => {
	requireWorkspace();
	if (argument instanceof Uri) {
		return generateFromFile(services, argument);
	}
	if (argument === undefined) {
		return ask(services);
	}
	const args = parseArguments(argument);
	const editor = window.activeTextEditor;
	if (args.prompt === undefined) {
		return ask(services, args);
	}
	return generateImages(
		services,
		{ prompt: args.prompt, args, document: editor?.document },
		requestedLinkPlace(args),
	);
};

async function ask(services: Services, args?: GenerateArguments): Promise<Uri[]> {
	const document = window.activeTextEditor?.document;
	const workspaceFolder = workspaceFolderFor(document);
	const request = await askRequest(services, {
		title: l10n.t('Generate Image'),
		workspaceFolder,
		args,
		document,
	});
	return request === undefined ? [] : generateImages(services, request, requestedLinkPlace(request.args));
}

/** The largest prompt file that is read, in bytes: far more than the model accepts. */
const maxPromptFileBytes = 1024 * 1024;

async function generateFromFile(services: Services, file: Uri): Promise<Uri[]> {
	await requireNoOutsideLink(file);
	const open = workspace.textDocuments.find(document => isSamePlace(document.uri, file));
	const prompt = promptFromFile(open?.getText() ?? (await readPrompt(file)));
	if (prompt === '') {
		throw new UserError(
			l10n.t('{0} is empty. Write in it what the image should show.', workspace.asRelativePath(file)),
		);
	}
	// The user sees the prompt before it is sent.
	const request = await askRequest(services, {
		title: l10n.t('Generate Image from {0}', baseNameOf(file.path)),
		suggested: prompt,
		workspaceFolder: workspace.getWorkspaceFolder(file)?.uri ?? workspaceFolderFor(undefined),
	});
	return request === undefined ? [] : generateImages(services, request);
}

async function readPrompt(file: Uri): Promise<string> {
	try {
		const bytes = await filesOf(file).read(file.path, maxPromptFileBytes);
		return await decodeFile(file, bytes);
	} catch (error) {
		const isOther = error instanceof AssetError && (error.code === 'notAFile' || error.code === 'tooLarge');
		if (isOther || error instanceof BinaryError) {
			const words = l10n.t(
				"{0} isn't a prompt: it is a folder, too large, or not text.",
				workspace.asRelativePath(file),
			);
			throw new UserError(words, undefined, error);
		}
		throw error;
	}
}

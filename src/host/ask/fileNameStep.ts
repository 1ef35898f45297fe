import { extname } from 'node:path';
import { InputBoxValidationSeverity, l10n, workspace, type InputBoxValidationMessage } from 'vscode';
import { assetFileName } from '../../core/assets/assetFileName.ts';
import { baseNameOf, joinPath } from '../../core/assets/assetPath.ts';
import { nameChanges, type NameChange } from '../../core/assets/nameChanges.ts';
import { checkPrompt } from '../../core/prompts/promptLimits.ts';
import { UserError } from '../../core/userError.ts';
import type { ImageRequest } from '../requests/imageRequest.ts';
import { prepareRequest, type PreparedRequest } from '../requests/prepareRequest.ts';
import { savedPathOf } from '../requests/savedPath.ts';
import type { Services } from '../services.ts';
import { errorText } from '../texts/errorText.ts';
import {
	inputStep,
	withAnswer,
	refusal,
	type InputLook,
	type StepPosition,
	type StepResult,
} from '../ui/quickInput.ts';
import { priceText } from '../texts/priceText.ts';
import { sizeTexts } from '../texts/sizeTexts.ts';
import { shorten } from '../../core/text/shorten.ts';

interface FileNameStep extends StepPosition {
	/** What was typed before; by default the name that the image gets without a question. */
	readonly value: string | undefined;
	/** A placeholder, which costs nothing. */
	readonly free: boolean;
	/** The request with a name, or a path from the workspace folder; without one if undefined. */
	readonly requestFor: (fileName: string | undefined) => ImageRequest;
	readonly onChange: (value: string) => void;
}

/** Asks for the file's name, and says below the box where the image is saved and what is changed in the name. */
export async function fileNameStep(
	services: Services,
	{ value: before, free, requestFor, onChange, ...position }: FileNameStep,
): Promise<StepResult<string>> {
	const unnamed = await prepareRequest(services.context, requestFor(undefined));
	const { destination, parameters } = unnamed;
	const value = before ?? assetFileName(destination.fileName, parameters.outputFormat);
	const result = await inputStep({
		...position,
		value,
		selection: [0, value.length - extname(value).length],
		prompt: factsOf(unnamed, free).join(' · '),
		validate: typed => ({ message: emptyMessage(typed), accepted: emptyMessage(typed) === undefined }),
		look: typed => lookAt(services, requestFor(typed.trim()), typed.trim(), free),
		onChange,
	});
	return withAnswer(result, answer => answer.trim());
}

async function lookAt(
	services: Services,
	request: ImageRequest,
	typed: string,
	free: boolean,
): Promise<InputLook> {
	try {
		const prepared = await prepareRequest(services.context, request);
		const { file } = await savedPathOf(prepared);
		const { workspaceFolder, destination } = prepared;
		const saved = workspaceFolder.with({ path: joinPath(destination.folder, file) });
		const changes = nameChanges(baseNameOf(typed), prepared.parameters.outputFormat, file);
		const where = l10n.t('Saved as {0}', workspace.asRelativePath(saved));
		const said = [where, ...factsOf(prepared, free)].join(' · ');
		return {
			prompt: said,
			message:
				changes.length === 0
					? undefined
					: {
							message: `${said}. ${changes.map(nameChangeText).join(' ')}`,
							severity: InputBoxValidationSeverity.Info,
						},
			accepted: true,
		};
	} catch (error) {
		if (!(error instanceof UserError)) {
			services.log.error('A file name could not be looked at', error);
			return { message: undefined, accepted: true };
		}
		return { message: refusal(errorText(error)), accepted: false };
	}
}

/** The size, if it is exact, and the price. */
function factsOf({ parameters }: PreparedRequest, free: boolean): string[] {
	const { quality, count, size, aspectRatio } = parameters;
	return [
		...(size === undefined ? [] : sizeTexts(size, aspectRatio)),
		free ? l10n.t('free') : priceText(quality, count),
	];
}

function emptyMessage(typed: string): InputBoxValidationMessage | undefined {
	const name = typed.trim();
	return checkPrompt(name).kind === 'empty' || name.endsWith('/')
		? refusal(l10n.t('The image needs a name.'))
		: undefined;
}

/** Why a file isn't named as it was typed, in a sentence. */
function nameChangeText(change: NameChange): string {
	switch (change.type) {
		case 'characters':
			return l10n.t("{0} can't be in file names on every system.", change.characters.join(' '));
		case 'invisible':
			return l10n.t('Invisible characters are removed.');
		case 'device':
			return l10n.t('Windows reserves the name “{0}” for a device.', change.name);
		case 'edges':
			return l10n.t("A name can't begin with a dot, or end with a dot or a space.");
		case 'nameless':
			return l10n.t('The name must have a letter or digit.');
		case 'extension':
			return l10n.t("Images can't be saved as {0}.", change.extension.slice(1).toUpperCase());
		case 'long':
			return l10n.t('The name is too long for a file name.');
		case 'taken':
			return l10n.t('{0} already exists.', shorten(change.name, 60));
	}
}

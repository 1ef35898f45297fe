import { l10n, Uri } from 'vscode';
import { recordedArguments } from '../../core/assets/recordedInput.ts';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { parseArguments, type GenerateArguments } from '../../core/parameters/arguments.ts';
import { UserError } from '../../core/userError.ts';
import { askRemake } from '../ask/askRemake.ts';
import { inputsOf } from '../requests/inputImages.ts';
import { openImage } from '../ask/pickImage.ts';
import { confirmRemake, recordedImage, remakeImage } from '../review/remake.ts';
import { requireWorkspace } from '../workspace/trust.ts';
import type { Command } from '../command.ts';

/** Re-render at High Quality…: replaces a draft, using its recorded prompt and parameters. */
export const finalize: Command = async (services, first) => {
	requireWorkspace();
	const { uri, args } = subjectOf(first);
	const image = await recordedImage(services, uri);
	if (args !== undefined) {
		const { prompt, review, references: _, ...changes } = args;
		const final = { ...changes, quality: changes.quality ?? 'high' };
		return remakeImage(services, { image, prompt, changes: final, review: review === true });
	}
	const confirmed = await confirmRemake([image], 'high');
	return confirmed === undefined
		? []
		: remakeImage(services, { image, changes: { quality: 'high' }, review: true, confirmed });
};

/** Regenerate Image…: the same, but the user can change the prompt and parameters. */
export const regenerate: Command = async (services, first) => {
	requireWorkspace();
	const { uri, args } = subjectOf(first);
	const image = await recordedImage(services, uri);
	if (args !== undefined) {
		const { prompt, review, references: _, ...changes } = args;
		return remakeImage(services, { image, prompt, changes, review: review === true });
	}
	const answer = await askRemake(baseNameOf(uri.path), image.entry.prompt, recordedArguments(image.entry));
	return answer === undefined
		? []
		: remakeImage(services, { image, prompt: answer.prompt, changes: answer.changes, review: true });
};

/** The clicked image, the one an argument object names, or the open one. @throws UserError if there is none. */
function subjectOf(argument: unknown): { uri: Uri; args: GenerateArguments | undefined } {
	if (argument instanceof Uri) {
		return { uri: argument, args: undefined };
	}
	const args = argument === undefined || argument === null ? undefined : parseArguments(argument);
	const [input] = args === undefined ? [] : inputsOf(args);
	const uri = input?.type === 'file' ? input.uri : openImage();
	if (uri === undefined) {
		throw new UserError(l10n.t('Open an image, or choose one in the Explorer.'));
	}
	return { uri, args };
}

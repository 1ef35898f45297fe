import { l10n, Uri } from 'vscode';
import { recordedArguments } from '../../core/assets/recordedInput.ts';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { parseArguments } from '../../core/parameters/arguments.ts';
import { UserError } from '../../core/userError.ts';
import { askRemake } from '../ask/askRemake.ts';
import { inputsOf } from '../requests/inputImages.ts';
import { openImage } from '../ask/pickImage.ts';
import { finalizeImage, recordedImage, remakeImage } from '../review/remake.ts';
import { requireWorkspace } from '../workspace/trust.ts';
import type { Command } from '../command.ts';
import type { Services } from '../services.ts';

/** Re-render at High Quality…: replaces a draft, using its recorded prompt and parameters. */
export const finalize: Command = async (services, first) => {
	const { image, given } = await subjectOf(services, first);
	if (given !== undefined) {
		const changes = { ...given.changes, quality: given.changes.quality ?? 'high' };
		return remakeImage(services, { image, ...given, changes });
	}
	return finalizeImage(services, image);
};

/** Regenerate Image…: the same, but the user can change the prompt and parameters. */
export const regenerate: Command = async (services, first) => {
	const { image, given } = await subjectOf(services, first);
	if (given !== undefined) {
		return remakeImage(services, { image, ...given });
	}
	const answer = await askRemake(
		baseNameOf(image.uri.path),
		image.entry.prompt,
		recordedArguments(image.entry),
	);
	return answer === undefined
		? []
		: remakeImage(services, { image, prompt: answer.prompt, changes: answer.changes, review: true });
};

/** The clicked image, the one an argument object names, or the open one. @throws UserError if there is none. */
async function subjectOf(services: Services, argument: unknown) {
	requireWorkspace();
	if (argument === undefined || argument === null || argument instanceof Uri) {
		return { image: await recordedImage(services, argument ?? requireOpenImage()) };
	}
	const args = parseArguments(argument);
	const [input] = inputsOf(args);
	const image = await recordedImage(services, input?.type === 'file' ? input.uri : requireOpenImage());
	const { prompt, review = false, references: _, ...changes } = args;
	return { image, given: { prompt, changes, review } };
}

function requireOpenImage(): Uri {
	const uri = openImage();
	if (uri === undefined) {
		throw new UserError(l10n.t('Open an image, or choose one in the Explorer.'));
	}
	return uri;
}

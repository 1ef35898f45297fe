import { l10n } from 'vscode';
import type { Allowed, InputProblem } from '../../core/agents/toolInputs.ts';
import type { FailedResult } from '../../core/agents/toolResult.ts';
import { UserError } from '../../core/userError.ts';
import { largestSide } from '../../core/images/pixelSize.ts';
import type { Log } from '../ui/log.ts';
import { errorText } from '../texts/errorText.ts';
import { listText } from '../texts/lists.ts';

/** A call saved no image; some may have been charged. */
export class NothingSavedError extends Error {
	override readonly name = 'NothingSavedError';

	constructor(failed: readonly FailedResult[]) {
		const charged = failed.filter(each => each.charged).map(({ file }) => file);
		super(
			[
				...failed.map(({ file, reason }) => `${file}: ${reason}`),
				charged.length === 0
					? nothingCharged()
					: l10n.t(
							'Credits were spent, or may have been, on {0}: do not ask for it again. The user can find it in Show Jobs.',
							listText(charged),
						),
			].join('\n'),
		);
	}
}

/** Converts an error to the one that the model sees. */
export function toolError(log: Log, error: unknown): Error {
	const message = errorText(error);
	if (error instanceof UserError || error instanceof NothingSavedError) {
		log.warn(message);
	} else {
		log.error("An agent's call failed", error);
	}
	const words = error instanceof NothingSavedError ? message : `${message} ${nothingCharged()}`;
	return new Error(log.redact(words));
}

function nothingCharged(): string {
	return l10n.t('No credits were spent.');
}

/** A wrong argument: its name, what was given, and what is allowed. */
export function inputError({ argument, given, allowed }: InputProblem): UserError {
	const name = argument === '' ? l10n.t('The input') : `"${argument}"`;
	const was =
		given === undefined
			? l10n.t('{0} is missing.', name)
			: l10n.t("{0} isn't valid: {1} was given.", name, given);
	return new UserError(`${was} ${allowedText(allowed)}`);
}

function allowedText(allowed: Allowed): string {
	switch (allowed.kind) {
		case 'oneOf':
			return l10n.t('Allowed: {0}.', allowed.values.join(', '));
		case 'type':
			return l10n.t('It must be of type {0}.', allowed.type);
		case 'names':
			return l10n.t("There's no such argument. The arguments are {0}.", allowed.names.join(', '));
		case 'least':
			return l10n.t('It needs at least {0}.', allowed.count);
		case 'most':
			return l10n.t('At most {0} are allowed.', allowed.count);
		case 'imagesOrMissing':
			return l10n.t('Give either "images" or "missing": true.');
		case 'filled':
			return l10n.t("It must be text that isn't empty.");
		case 'size':
			return l10n.t(
				'It must be like "1200x630", with sides up to {0} and 16 megapixels at most.',
				largestSide,
			);
		case 'imageFile':
			return l10n.t('It must be a workspace-relative path that ends in .png, .jpg, .jpeg, or .webp.');
		case 'other':
			return '';
	}
}

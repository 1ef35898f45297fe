import { l10n } from 'vscode';
import { UserError } from '../../core/userError.ts';
import type { Messages } from '../ui/messages.ts';
import { errorText } from '../texts/errorText.ts';
import { imageNames } from '../texts/lists.ts';
import { plural } from '../texts/plural.ts';
import { numberText } from '../texts/units.ts';

/** One of several images that wasn't even started. */
export interface Refusal {
	readonly name: string;
	readonly error: unknown;
}

/** How many images with the same kind of problem get a sentence each. */
const fewSentences = 3;

/** Shows one message for each kind of problem, naming its images. */
export function reportRefusals({ reportError }: Messages, refusals: readonly Refusal[]): void {
	const groups = Object.groupBy(refusals, ({ name, error }) => errorText(error).replaceAll(name, '\0'));
	for (const [reason, group = []] of Object.entries(groups)) {
		const error = group[0]?.error;
		const message = reason.includes('\0') ? sentences(group) : withNames(namesOf(group), reason);
		reportError(
			error instanceof UserError
				? new UserError(message, error.nextStep, error.cause)
				: new UserError(message, { type: 'showLog' }, error),
		);
	}
}

/** Adds the names of images to a sentence that doesn't name them. */
export function withNames(names: string, reason: string): string {
	return l10n.t({
		message: '{0}: {1}',
		args: [names, reason],
		comment: ['Names of images, and a sentence on what is wrong with them'],
	});
}

function namesOf(group: readonly Refusal[]): string {
	return imageNames(group.map(({ name }) => name));
}

/** For reasons that name their image. */
function sentences(group: readonly Refusal[]): string {
	const few = group.slice(0, fewSentences).map(({ error }) => errorText(error));
	const more = group.length - few.length;
	const rest = plural(
		more,
		l10n.t('The same is true of {0} more image.', numberText(more)),
		l10n.t('The same is true of {0} more images.', numberText(more)),
	);
	return [...few, ...(more > 0 ? [rest] : [])].join(' ');
}

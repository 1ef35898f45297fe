import { l10n } from 'vscode';
import { checkPrompt } from '../../core/prompts/promptLimits.ts';
import { inputStep, refusal } from './quickInput.ts';

/** Asks what an image should show, with the facts below the box. Undefined if dismissed. */
export async function askPrompt(
	title: string,
	value: string,
	facts: readonly string[],
): Promise<string | undefined> {
	const result = await inputStep({
		title,
		step: 0,
		totalSteps: 0,
		value,
		selection: [value.length, value.length],
		prompt: facts.join(' · '),
		validate: text => {
			const isEmpty = checkPrompt(text).kind === 'empty';
			// An input box that was empty from the start isn't an error yet.
			const message =
				isEmpty && (value !== '' || text !== '')
					? refusal(l10n.t('Describe what the image should show.'))
					: undefined;
			return { message, accepted: !isEmpty };
		},
	});
	return result.type === 'answer' ? result.answer.trim() : undefined;
}

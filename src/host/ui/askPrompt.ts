import { InputBoxValidationSeverity } from 'vscode';
import { checkPrompt } from '../../core/prompts/promptLimits.ts';
import { inputStep } from './quickInput.ts';

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
		validate: text =>
			checkPrompt(text).kind === 'empty'
				? {
						message: {
							message: 'Describe what the image should show.',
							severity: InputBoxValidationSeverity.Error,
						},
						accepted: false,
					}
				: { message: undefined, accepted: true },
	});
	return result.type === 'answer' ? result.answer.trim() : undefined;
}

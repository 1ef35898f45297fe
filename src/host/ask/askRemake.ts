import { l10n, InputBoxValidationSeverity } from 'vscode';
import type { GenerateArguments } from '../../core/parameters/arguments.ts';
import { checkPrompt } from '../../core/prompts/promptLimits.ts';
import { aspectRatioStep } from './aspectRatioStep.ts';
import { qualityStep } from './qualityStep.ts';
import { inputStep, runSteps, type StepPosition } from '../ui/quickInput.ts';

interface RemakeAnswer {
	readonly prompt: string;
	readonly changes: GenerateArguments;
}

/** Asks for the prompt and parameters to remake an image with, starting from the recorded ones. Undefined if dismissed. */
export async function askRemake(
	name: string,
	recordedPrompt: string,
	recorded: GenerateArguments,
): Promise<RemakeAnswer | undefined> {
	let prompt = recordedPrompt;
	let { quality = 'low', aspectRatio = '1:1' } = recorded;

	async function askPrompt(position: StepPosition) {
		const result = await inputStep({
			...position,
			value: prompt,
			prompt: l10n.t('What the image shows'),
			validate: text => {
				const { kind } = checkPrompt(text);
				const message = l10n.t('The text is longer than the model takes.');
				return kind === 'tooLong'
					? { message: { message, severity: InputBoxValidationSeverity.Error }, accepted: false }
					: { message: undefined, accepted: kind === 'valid' };
			},
		});
		if (result.type === 'answer') {
			prompt = result.answer.trim();
		}
		return result;
	}

	async function askQuality(position: StepPosition) {
		const result = await qualityStep(position, quality, 1);
		if (result.type === 'answer') {
			quality = result.answer;
		}
		return result;
	}

	async function askAspectRatio(position: StepPosition) {
		const result = await aspectRatioStep(position, aspectRatio);
		if (result.type === 'answer') {
			aspectRatio = result.answer;
		}
		return result;
	}

	const answered = await runSteps(l10n.t('Regenerate {0}', name), [askPrompt, askQuality, askAspectRatio]);
	return answered ? { prompt, changes: { quality, aspectRatio } } : undefined;
}

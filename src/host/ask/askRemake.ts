import { l10n } from 'vscode';
import type { GenerateArguments } from '../../core/parameters/arguments.ts';
import { checkPrompt } from '../../core/prompts/promptLimits.ts';
import { aspectRatioStep } from './aspectRatioStep.ts';
import { qualityStep } from './qualityStep.ts';
import { inputStep, refusal, onAnswer, runSteps, type StepPosition } from '../ui/quickInput.ts';

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
				return kind === 'tooLong'
					? { message: refusal(l10n.t('The text is longer than the model takes.')), accepted: false }
					: { message: undefined, accepted: kind === 'valid' };
			},
		});
		return onAnswer(result, answer => {
			prompt = answer.trim();
		});
	}

	async function askQuality(position: StepPosition) {
		return onAnswer(await qualityStep(position, quality, 1), answer => {
			quality = answer;
		});
	}

	async function askAspectRatio(position: StepPosition) {
		return onAnswer(await aspectRatioStep(position, aspectRatio), answer => {
			aspectRatio = answer;
		});
	}

	const answered = await runSteps(l10n.t('Regenerate {0}', name), [askPrompt, askQuality, askAspectRatio]);
	return answered ? { prompt, changes: { quality, aspectRatio } } : undefined;
}

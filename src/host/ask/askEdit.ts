import { InputBoxValidationSeverity } from 'vscode';
import type { Quality } from '../../shared/model.ts';
import { formatPrice } from '../../core/credits/prices.ts';
import { policy } from '../../core/policy.ts';
import { checkPrompt } from '../../core/prompts/promptLimits.ts';
import { isWebAddress } from '../../core/references/referenceUrl.ts';
import { shorten } from '../../core/text/shorten.ts';
import { qualityStep } from './qualityStep.ts';
import { inputStep, type StepResult } from '../ui/quickInput.ts';
import { nameOf, type InputImage } from '../requests/inputImages.ts';

export interface EditQuestion {
	/** The first one is edited. */
	readonly inputs: readonly InputImage[];
	/** Checks the address of an added image. Returns what is wrong with it, or undefined if it is fine. */
	readonly checkUrl: (url: string) => string | undefined;
	readonly quality: Quality;
	readonly count: number;
}

export interface EditAnswer {
	readonly prompt: string;
	readonly quality: Quality;
	/** The inputs, followed by the pasted addresses. */
	readonly inputs: readonly InputImage[];
}

/** A text that is an address and nothing else. */
const isUrl = (text: string) => isWebAddress(text) && !/\s/.test(text.trim());

/**
 * Asks what to change, then for the quality. An https address entered instead of text is added as a reference.
 * Undefined if dismissed.
 */
export async function askEdit(question: EditQuestion): Promise<EditAnswer | undefined> {
	let inputs = question.inputs;
	let prompt = '';
	for (;;) {
		const entered = await promptStep(question, inputs, prompt);
		if (entered.type !== 'answer') {
			return undefined;
		}
		if (isUrl(entered.answer)) {
			inputs = [...inputs, { type: 'url', url: entered.answer.trim() }];
			continue;
		}
		prompt = entered.answer.trim();
		const chosen = await qualityStep(positionOf(inputs, 2), question.quality, question.count);
		if (chosen.type === 'dismissed') {
			return undefined;
		}
		if (chosen.type === 'answer') {
			return { prompt, quality: chosen.answer, inputs };
		}
	}
}

function positionOf([subject]: readonly InputImage[], step: number) {
	const name = subject === undefined ? '' : ` ${shorten(nameOf(subject).replace(/^.*\//, ''), 40)}`;
	return { title: `Edit${name}`, step, totalSteps: 2 };
}

function promptStep(
	{ checkUrl, quality, count }: EditQuestion,
	inputs: readonly InputImage[],
	value: string,
): Promise<StepResult<string>> {
	const refused = (message: string) => ({
		message: { message, severity: InputBoxValidationSeverity.Error },
		accepted: false,
	});
	return inputStep({
		...positionOf(inputs, 1),
		value,
		prompt: `What to change · ${formatPrice(quality, count)}${referencesText(inputs)}`,
		validate: text => {
			if (isUrl(text)) {
				const problem =
					inputs.length >= policy.reference.count
						? `The model takes at most ${policy.reference.count} images.`
						: checkUrl(text.trim());
				return problem === undefined
					? {
							message: {
								message: 'Press Enter to add this image as a reference.',
								severity: InputBoxValidationSeverity.Info,
							},
							accepted: true,
						}
					: refused(problem);
			}
			const { kind } = checkPrompt(text);
			// An untouched input box isn't an error.
			return kind === 'empty'
				? { message: undefined, accepted: false }
				: kind === 'valid'
					? { message: undefined, accepted: true }
					: refused('The text is longer than the model takes.');
		},
	});
}

/** Numbers the images in the order in which the model sees them. */
function referencesText([, ...references]: readonly InputImage[]): string {
	if (references.length === 0) {
		return '. Paste an https:// address to add a reference.';
	}
	const names = references.map((input, index) => `image ${index + 2}: ${shorten(nameOf(input), 30)}`);
	return `. Image 1 is edited; ${names.join(', ')}.`;
}

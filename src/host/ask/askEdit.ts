import { l10n, InputBoxValidationSeverity } from 'vscode';
import type { Quality } from '../../shared/model.ts';
import { policy } from '../../core/policy.ts';
import { checkPrompt } from '../../core/prompts/promptLimits.ts';
import { isWebAddress } from '../../core/references/referenceUrl.ts';
import { shorten } from '../../core/text/shorten.ts';
import { qualityStep } from './qualityStep.ts';
import { inputStep, refusal, type StepResult } from '../ui/quickInput.ts';
import { nameOf, type InputImage } from '../requests/inputImages.ts';
import { priceText } from '../texts/priceText.ts';
import { numberText } from '../texts/units.ts';
import { listText } from '../texts/lists.ts';
import { baseNameOf } from '../../core/assets/assetPath.ts';

interface EditQuestion {
	/** The first one is edited. */
	readonly inputs: readonly InputImage[];
	/** Checks the address of an added image. Returns what is wrong with it, or undefined if it is fine. */
	readonly checkUrl: (url: string) => string | undefined;
	readonly quality: Quality;
	readonly count: number;
}

interface EditAnswer {
	readonly prompt: string;
	readonly quality: Quality;
	/** The inputs, followed by the pasted addresses. */
	readonly inputs: readonly InputImage[];
}

/** Whether a text is an address and nothing else. */
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
	const title =
		subject === undefined
			? l10n.t('Edit Image')
			: l10n.t('Edit {0}', shorten(baseNameOf(nameOf(subject)), 40));
	return { title, step, totalSteps: 2 };
}

function promptStep(
	{ checkUrl, quality, count }: EditQuestion,
	inputs: readonly InputImage[],
	value: string,
): Promise<StepResult<string>> {
	const refused = (message: string) => ({ message: refusal(message), accepted: false });
	return inputStep({
		...positionOf(inputs, 1),
		value,
		prompt: [`${l10n.t('What to change')} · ${priceText(quality, count)}.`, referencesText(inputs)].join(' '),
		validate: text => {
			if (isUrl(text)) {
				const problem =
					inputs.length >= policy.reference.count
						? l10n.t('The model takes at most {0} images.', policy.reference.count)
						: checkUrl(text.trim());
				return problem === undefined
					? {
							message: {
								message: l10n.t('Press Enter to add this image as a reference.'),
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
					: refused(l10n.t('The text is longer than the model takes.'));
		},
	});
}

/** Numbers the images in the order in which the model sees them. */
function referencesText([, ...references]: readonly InputImage[]): string {
	if (references.length === 0) {
		return l10n.t('Paste an https:// address to add a reference.');
	}
	const names = references.map((input, index) =>
		l10n.t({
			message: 'image {0}: {1}',
			args: [numberText(index + 2), shorten(nameOf(input), 30)],
			comment: ['Part of a list: the number of an image, as a prompt can say it, and its file name'],
		}),
	);
	return l10n.t('Image 1 is edited; {0}.', listText(names));
}

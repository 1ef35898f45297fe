import { qualities, type Quality } from '../../shared/model.ts';
import { formatPrice } from '../../core/credits/prices.ts';
import { pickStep, type StepPosition, type StepResult } from '../ui/quickInput.ts';

const qualityText: Readonly<Record<Quality, { readonly label: string; readonly detail: string }>> = {
	low: { label: 'Low', detail: 'Quick drafts' },
	medium: { label: 'Medium', detail: 'More detail, cleaner text' },
	high: { label: 'High', detail: 'For what goes out' },
	auto: { label: 'Auto', detail: 'The service decides; priced as High' },
};

/** Asks for the quality, showing what `count` images cost at each. */
export async function qualityStep(
	position: StepPosition,
	current: Quality,
	count: number,
): Promise<StepResult<Quality>> {
	const items = qualities.map(quality => ({
		label: qualityText[quality].label,
		description: formatPrice(quality, count),
		detail: qualityText[quality].detail,
		quality,
	}));
	const active = items.find(({ quality }) => quality === current);
	const result = await pickStep({ ...position, placeholder: 'Quality, and what it costs', items, active });
	return result.type === 'answer' ? { type: 'answer', answer: result.answer.quality } : result;
}

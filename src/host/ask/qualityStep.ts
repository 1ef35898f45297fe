import { l10n } from 'vscode';
import { qualities, type Quality } from '../../shared/model.ts';
import { pickStep, withAnswer, type StepPosition, type StepResult } from '../ui/quickInput.ts';
import { priceText, qualityName } from '../texts/priceText.ts';

function detailOf(quality: Quality): string {
	switch (quality) {
		case 'low':
			return l10n.t('Quick drafts');
		case 'medium':
			return l10n.t('More detail, cleaner text');
		case 'high':
			return l10n.t('Final images');
		case 'auto':
			return l10n.t('The service decides; priced as High');
	}
}

/** Asks for the quality, showing what `count` images cost at each. */
export async function qualityStep(
	position: StepPosition,
	current: Quality,
	count: number,
): Promise<StepResult<Quality>> {
	const items = qualities.map(quality => ({
		label: qualityName(quality),
		description: priceText(quality, count),
		detail: detailOf(quality),
		quality,
	}));
	const active = items.find(({ quality }) => quality === current);
	const result = await pickStep({
		...position,
		placeholder: l10n.t('Quality, and what it costs'),
		items,
		active,
	});
	return withAnswer(result, answer => answer.quality);
}

import { l10n, type QuickPickItem } from 'vscode';
import { aspectRatios, pixels, type AspectRatio } from '../../shared/model.ts';
import { pickStep, withAnswer, type StepPosition, type StepResult } from '../ui/quickInput.ts';
import { pixelsText } from '../texts/units.ts';

/** Asks for the aspect ratio, showing the shape and size of each. */
export async function aspectRatioStep(
	position: StepPosition,
	current: AspectRatio,
): Promise<StepResult<AspectRatio>> {
	const items = aspectRatios.map(itemOf);
	const active = items.find(({ aspectRatio }) => aspectRatio === current);
	const result = await pickStep({ ...position, placeholder: l10n.t('Aspect ratio'), items, active });
	return withAnswer(result, answer => answer.aspectRatio);
}

function itemOf(aspectRatio: AspectRatio): QuickPickItem & { readonly aspectRatio: AspectRatio } {
	const { width, height } = pixels[aspectRatio];
	const shape =
		width === height ? l10n.t('Square') : width > height ? l10n.t('Landscape') : l10n.t('Portrait');
	return { label: aspectRatio, description: `${shape} · ${pixelsText(pixels[aspectRatio])}`, aspectRatio };
}

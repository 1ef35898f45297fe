import type { QuickPickItem } from 'vscode';
import { aspectRatios, pixels, type AspectRatio } from '../../shared/model.ts';
import { formatSize } from '../../shared/units.ts';
import { pickStep, type StepPosition, type StepResult } from '../ui/quickInput.ts';

/** Asks for the aspect ratio, showing the shape and size of each. */
export async function aspectRatioStep(
	position: StepPosition,
	current: AspectRatio,
): Promise<StepResult<AspectRatio>> {
	const items = aspectRatios.map(itemOf);
	const active = items.find(({ aspectRatio }) => aspectRatio === current);
	const result = await pickStep({ ...position, placeholder: 'Aspect ratio', items, active });
	return result.type === 'answer' ? { type: 'answer', answer: result.answer.aspectRatio } : result;
}

function itemOf(aspectRatio: AspectRatio): QuickPickItem & { readonly aspectRatio: AspectRatio } {
	const { width, height } = pixels[aspectRatio];
	const shape = width === height ? 'Square' : width > height ? 'Landscape' : 'Portrait';
	return { label: aspectRatio, description: `${shape} · ${formatSize(pixels[aspectRatio])}`, aspectRatio };
}

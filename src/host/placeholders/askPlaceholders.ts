import { window, type QuickPickItem } from 'vscode';
import { parseSize, sizeFacts } from '../../core/images/pixelSize.ts';
import { recordedArguments } from '../../core/assets/recordedInput.ts';
import { formatCredits, priceOf } from '../../core/credits/prices.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { Quality } from '../../shared/model.ts';
import { qualityStep } from '../ask/qualityStep.ts';
import type { RecordedAsset } from '../record/assetList.ts';
import { runSteps, showStep, type StepPosition, type StepResult } from '../ui/quickInput.ts';
import { readSettings } from '../workspace/settings.ts';

export interface PlaceholdersAnswer {
	readonly chosen: readonly RecordedAsset[];
	readonly quality: Quality;
}

interface PlaceholderItem extends QuickPickItem {
	readonly asset: RecordedAsset;
}

/** Asks which placeholders to render, unless they were chosen, and at what quality. Undefined if dismissed. */
export async function askPlaceholders(
	placeholders: readonly RecordedAsset[],
	areChosen: boolean,
): Promise<PlaceholdersAnswer | undefined> {
	let chosen = placeholders;
	let quality = readSettings(placeholders[0]?.folder).quality;

	async function askWhich(position: StepPosition) {
		const result = await placeholdersStep(position, placeholders, chosen);
		if (result.type === 'answer') {
			chosen = result.answer;
		}
		return result;
	}

	async function askQuality(position: StepPosition) {
		const result = await qualityStep(position, quality, chosen.length);
		if (result.type === 'answer') {
			quality = result.answer;
		}
		return result;
	}

	const [first] = placeholders;
	const title =
		areChosen && placeholders.length === 1 && first ? `Render ${first.path}` : 'Render Placeholders';
	const answered = await runSteps(title, areChosen ? [askQuality] : [askWhich, askQuality]);
	return answered ? { chosen, quality } : undefined;
}

function placeholdersStep(
	position: StepPosition,
	placeholders: readonly RecordedAsset[],
	chosen: readonly RecordedAsset[],
): Promise<StepResult<readonly RecordedAsset[]>> {
	const pick = window.createQuickPick<PlaceholderItem>();
	pick.canSelectMany = true;
	pick.matchOnDescription = true;
	pick.matchOnDetail = true;
	const items = placeholders.map(itemOf);
	pick.items = items;
	pick.selectedItems = items.filter(({ asset }) => chosen.includes(asset));
	const showPrice = (count: number) => {
		pick.placeholder = priceText(count);
	};
	pick.onDidChangeSelection(selected => {
		showPrice(selected.length);
	});
	showPrice(pick.selectedItems.length);
	return showStep(pick, position, ({ selectedItems }) =>
		selectedItems.length === 0 ? undefined : selectedItems.map(({ asset }) => asset),
	);
}

function itemOf(asset: RecordedAsset): PlaceholderItem {
	const { path, entry } = asset;
	const size = entry.size === undefined ? undefined : parseSize(entry.size);
	const { aspectRatio = '1:1' } = recordedArguments(entry);
	return {
		label: path,
		...(size && { description: sizeFacts(size, aspectRatio).join(' · ') }),
		detail: shorten(entry.prompt, 100),
		asset,
	};
}

/** `3 images · low 135 credits, medium 528 credits, high 1,440 credits` */
function priceText(count: number): string {
	if (count === 0) {
		return 'Choose the placeholders to render';
	}
	const prices = (['low', 'medium', 'high'] as const).map(
		quality => `${quality} ${formatCredits(priceOf(quality, count))}`,
	);
	return `${count === 1 ? '1 image' : `${count} images`} · ${prices.join(', ')}`;
}

import { l10n, window, type QuickPickItem } from 'vscode';
import { priceOf } from '../../core/credits/prices.ts';
import { parseSize } from '../../core/images/pixelSize.ts';
import { recordedArguments } from '../../core/assets/recordedInput.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { Quality } from '../../shared/model.ts';
import { batchTitle } from '../ask/batchTitle.ts';
import { qualityButton } from '../ask/qualityButton.ts';
import { qualityStep } from '../ask/qualityStep.ts';
import type { RecordedAsset } from '../record/assetList.ts';
import { onAnswer, runSteps, showStep, type StepPosition, type StepResult } from '../ui/quickInput.ts';
import { readSettings } from '../workspace/settings.ts';
import { priceText, qualityName } from '../texts/priceText.ts';
import { sizeTexts } from '../texts/sizeTexts.ts';

interface PlaceholdersAnswer {
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

	async function askQuality(position: StepPosition) {
		return onAnswer(await qualityStep(position, quality, chosen.length), answer => {
			quality = answer;
		});
	}

	/** Choosing another quality leaves the list and then returns to it. */
	async function askWhich(position: StepPosition) {
		for (;;) {
			const { result, selected } = await placeholdersStep(position, placeholders, chosen, quality);
			chosen = selected;
			if (result.type !== 'answer' || !result.answer.changesQuality) {
				return result;
			}
			if ((await askQuality({ ...position, back: true })).type === 'dismissed') {
				return { type: 'dismissed' } as const;
			}
		}
	}

	const [first] = placeholders;
	const title =
		areChosen && placeholders.length === 1 && first
			? l10n.t('Render {0}', first.path)
			: l10n.t('Render Placeholders');
	const answered = await runSteps(title, [areChosen ? askQuality : askWhich]);
	return answered ? { chosen, quality } : undefined;
}

interface ListAnswer {
	readonly result: StepResult<{ readonly changesQuality: boolean }>;
	readonly selected: readonly RecordedAsset[];
}

async function placeholdersStep(
	position: StepPosition,
	placeholders: readonly RecordedAsset[],
	chosen: readonly RecordedAsset[],
	quality: Quality,
): Promise<ListAnswer> {
	const pick = window.createQuickPick<PlaceholderItem>();
	pick.canSelectMany = true;
	pick.matchOnDescription = true;
	pick.matchOnDetail = true;
	pick.placeholder = l10n.t('Placeholders to render · Quality: {0}', qualityName(quality));
	const items = placeholders.map(asset => itemOf(asset, quality));
	pick.items = items;
	pick.selectedItems = items.filter(({ asset }) => chosen.includes(asset));
	const changeQuality = qualityButton(quality);
	pick.buttons = [changeQuality];
	let selected = chosen;
	const showTotal = () => {
		const credits = priceOf(quality, selected.length);
		pick.title = batchTitle(position.title, selected.length, items.length, credits);
	};
	pick.onDidChangeSelection(some => {
		selected = some.map(({ asset }) => asset);
		showTotal();
	});
	const qualityWanted = new Promise<ListAnswer['result']>(resolve => {
		pick.onDidTriggerButton(button => {
			if (button === changeQuality) {
				resolve({ type: 'answer', answer: { changesQuality: true } });
				pick.hide();
			}
		});
	});
	const accepted = showStep(pick, position, ({ selectedItems }) =>
		selectedItems.length === 0 ? undefined : { changesQuality: false },
	);
	showTotal();
	const result = await Promise.race([qualityWanted, accepted]);
	return { result, selected };
}

function itemOf(asset: RecordedAsset, quality: Quality): PlaceholderItem {
	const { path, entry } = asset;
	const size = entry.size === undefined ? undefined : parseSize(entry.size);
	const { aspectRatio = '1:1' } = recordedArguments(entry);
	return {
		label: path,
		description: [...(size ? sizeTexts(size, aspectRatio) : []), priceText(quality, 1)].join(' · '),
		detail: shorten(entry.prompt, 100),
		asset,
	};
}

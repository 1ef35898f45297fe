import { l10n, ThemeIcon, window, type QuickPickItem } from 'vscode';
import { largestSide, parseSize, sizeText, type PixelSize } from '../../core/images/pixelSize.ts';
import type { Settings } from '../../core/parameters/settings.ts';
import { aspectRatios, pixels } from '../../shared/model.ts';
import { separator, followTyping, showStep, type StepPosition, type StepResult } from '../ui/quickInput.ts';
import { pixelsText } from '../texts/units.ts';

interface SizeItem extends QuickPickItem {
	readonly size?: PixelSize;
	/** Represents the text in the box. */
	readonly typed?: true;
}

interface SizeStep extends StepPosition {
	readonly current: PixelSize;
	readonly presets: Settings['presets'];
}

/** Asks for a size in pixels: typed, one the service supports, or a preset's. */
export function sizeStep(options: SizeStep): Promise<StepResult<PixelSize>> {
	const pick = window.createQuickPick<SizeItem>();
	const offered = offeredSizes(options);
	pick.placeholder = l10n.t('Size in pixels: choose one, or type it like 1200x630');
	pick.matchOnDescription = true;
	const refresh = () => {
		pick.items = [...typedItem(pick.value, offered), ...offered];
	};
	const isCurrent = followTyping(pick, refresh);
	refresh();
	const active = offered.find(({ size }) => size && sizeText(size) === sizeText(options.current));
	pick.activeItems = active === undefined ? [] : [active];
	return showStep(pick, options, ({ activeItems, value }) => {
		const [chosen] = activeItems;
		const typed = typedSize(value);
		return chosen === undefined || chosen.typed || !isCurrent() ? (typed ?? chosen?.size) : chosen.size;
	});
}

function typedSize(value: string): PixelSize | undefined {
	const [, width = '', height = ''] = /^\s*(\d+)\s*[x×*]\s*(\d+)\s*$/i.exec(value) ?? [];
	return parseSize(`${width}x${height}`);
}

function typedItem(value: string, offered: readonly SizeItem[]): SizeItem[] {
	const size = typedSize(value);
	if (size !== undefined) {
		return [
			{ label: pixelsText(size), iconPath: new ThemeIcon('edit'), alwaysShow: true, typed: true, size },
		];
	}
	// This item can't be chosen.
	return value.trim() === '' || offered.some(({ label }) => label.includes(value.trim()))
		? []
		: [
				{
					label: l10n.t('Not a size: “{0}”', value.trim()),
					detail: l10n.t(
						'Type it like 1200x630: sides up to {0}, and 16 megapixels at most.',
						String(largestSide),
					),
					iconPath: new ThemeIcon('info'),
					alwaysShow: true,
				},
			];
}

function offeredSizes({ current, presets }: SizeStep): SizeItem[] {
	const made = aspectRatios.map(ratio => ({
		label: pixelsText(pixels[ratio]),
		description: ratio,
		size: pixels[ratio],
	}));
	const ofPresets = Object.entries(presets).flatMap(([name, preset]): SizeItem[] => {
		const size = preset.size === undefined ? undefined : parseSize(preset.size);
		return size === undefined ? [] : [{ label: pixelsText(size), description: name, size }];
	});
	const sizes = ofPresets.length === 0 ? made : [...made, separator(l10n.t('presets')), ...ofPresets];
	const isOffered = sizes.some(({ size }: SizeItem) => size && sizeText(size) === sizeText(current));
	return isOffered ? sizes : [{ label: pixelsText(current), size: current }, ...sizes];
}

import { l10n, ThemeIcon, window, type QuickInputButton, type QuickPickItem } from 'vscode';
import type { Preset, Settings } from '../../core/parameters/settings.ts';
import { singleLine } from '../../core/text/singleLine.ts';
import type { PromptHistory } from '../storage/promptHistory.ts';
import { separator, followTyping, showStep, type StepPosition, type StepResult } from '../ui/quickInput.ts';
import { imagesText } from '../texts/units.ts';
import { qualityName } from '../texts/priceText.ts';

/** The answer to the first step. */
type PromptAnswer =
	| { readonly type: 'prompt'; readonly prompt: string }
	| { readonly type: 'preset'; readonly name: string; readonly preset: Preset };

interface PromptItem extends QuickPickItem {
	readonly answer?: PromptAnswer;
	/** Represents the text in the box. */
	readonly typed?: true;
}

interface PromptStep extends StepPosition {
	readonly value: string;
	readonly presetName: string | undefined;
	readonly presets: Settings['presets'];
	readonly history: PromptHistory;
	/** Called with what the box holds, whenever it changes. */
	readonly onChange: (prompt: string) => void;
}

const clearHistory: QuickInputButton = {
	iconPath: new ThemeIcon('clear-all'),
	tooltip: l10n.t('Clear Recent Prompts'),
};

/** Asks for the prompt: typed, a recent one, or first a preset to combine it with. */
export function promptStep(options: PromptStep): Promise<StepResult<PromptAnswer>> {
	const { history, presets, presetName } = options;
	const pick = window.createQuickPick<PromptItem>();
	const { shown, meant } = singleLine(options.value);
	pick.value = shown;
	pick.placeholder =
		presetName === undefined
			? l10n.t('Describe the image')
			: l10n.t('Describe the image; the preset “{0}” adds the rest', presetName);
	const refresh = () => {
		pick.items = [
			...typedItem(meant(pick.value)),
			...(presetName === undefined ? presetItems(presets) : []),
			...historyItems(history.list()),
		];
		pick.buttons = pick.buttons.filter(button => button !== clearHistory);
		if (history.list().length > 0) {
			pick.buttons = [...pick.buttons, clearHistory];
		}
	};
	const isCurrent = followTyping(pick, value => {
		options.onChange(meant(value));
		refresh();
	});
	pick.onDidTriggerButton(async button => {
		if (button === clearHistory) {
			await history.clear();
			refresh();
		}
	});
	refresh();
	return showStep(pick, options, ({ activeItems, value }) => {
		const [active] = activeItems;
		const typed = typedItem(meant(value))[0]?.answer;
		const answer =
			active === undefined || active.typed || !isCurrent() ? (typed ?? active?.answer) : active.answer;
		if (answer === undefined) {
			pick.placeholder = l10n.t('Type what the image should show, then press Enter');
		}
		return answer;
	});
}

function typedItem(value: string): PromptItem[] {
	const prompt = value.trim();
	return prompt === ''
		? []
		: [
				{
					label: singleLine(prompt).shown,
					iconPath: new ThemeIcon('edit'),
					alwaysShow: true,
					typed: true,
					answer: { type: 'prompt', prompt },
				},
			];
}

function presetItems(presets: Settings['presets']): PromptItem[] {
	const items = Object.entries(presets).map(([name, preset]) => ({
		label: name,
		iconPath: new ThemeIcon('symbol-parameter'),
		description: describePreset(preset),
		answer: { type: 'preset', name, preset } as const,
	}));
	return items.length === 0 ? [] : [separator(l10n.t('presets')), ...items];
}

function historyItems(prompts: readonly string[]): PromptItem[] {
	const items = prompts.map(prompt => ({
		label: prompt.replace(/\s+/g, ' '),
		iconPath: new ThemeIcon('history'),
		answer: { type: 'prompt', prompt } as const,
	}));
	return items.length === 0 ? [] : [separator(l10n.t('recent prompts')), ...items];
}

function describePreset(preset: Preset): string {
	const { prompt, quality, aspectRatio, size, outputFormat, count } = preset;
	const parts = [
		quality === undefined ? undefined : qualityName(quality),
		size === undefined ? aspectRatio : size.replace('x', ' × '),
		outputFormat,
		count === undefined ? undefined : imagesText(count),
		prompt,
	];
	return parts.filter(part => part !== undefined).join(' · ');
}

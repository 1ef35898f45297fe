import { useId, useRef } from 'preact/hooks';
import { longestPrompt } from '../../shared/messages.ts';
import { isSubmit } from '../dom.ts';
import { icons } from '../icons.ts';
import { t } from '../texts.ts';
import { Button, Drawing } from '../ui/button.tsx';
import { ErrorLine } from '../ui/errorLine.tsx';
import { MenuIconButton, openMenu, type MenuItem } from '../ui/menu.tsx';
import { choicesOf, presetOf } from './choices.ts';
import { usePage, usePageAsk } from './page.ts';
import type { View } from './pageModel.ts';
import { StyleLine } from './styleLine.tsx';
import { TextArea } from './textField.tsx';
import { asksForTransparency } from './transparency.ts';

/** The id of the prompt field, which any part of the page may focus. */
export const promptId = 'prompt';

/** The most of a prompt that a menu shows, in code points. */
const longestItem = 80;

/** What a draft leaves to its preset. */
const noChoices = {
	quality: undefined,
	aspectRatio: undefined,
	outputFormat: undefined,
	outputCompression: undefined,
	background: undefined,
	cutOut: undefined,
	moderation: undefined,
	count: undefined,
};

/** The prompt, the preset, and what the preset and the style add to it. */
export function PromptField(view: View) {
	const { environment, draft, prompts } = view;
	const { changeDraft, usePrompt, announce } = usePage();
	const asking = usePageAsk();
	const noteId = useId();
	const row = useRef<HTMLDivElement>(null);
	const preset = presetOf(environment, draft);
	const wantsTransparency = asksForTransparency(draft.prompt) && !choicesOf(environment, draft).cutOut;
	const openPresets = () => void asking.run({ type: 'openSetting', setting: 'presets' });
	const recent = (): readonly MenuItem[] =>
		prompts.map(prompt => ({
			title: shortened(prompt),
			run: () => {
				usePrompt(prompt);
			},
		}));
	const offerRecent = (field: HTMLTextAreaElement) => {
		openMenu({
			label: t('Recent prompts'),
			beside: field.getBoundingClientRect(),
			owner: field,
			items: recent(),
			focusBack: () => {
				field.focus({ preventScroll: true });
			},
		});
	};
	const presetItems = (): readonly MenuItem[] => [
		{
			title: t('Save These Settings as a Preset…'),
			run: () =>
				void asking.run({ type: 'savePreset', draft }).then(answer => {
					if (answer?.preset !== undefined) {
						changeDraft({ ...noChoices, preset: answer.preset });
					}
				}),
		},
		{ title: t('Edit Presets…'), run: openPresets },
	];
	return (
		<div class="field">
			<div class="label-row" ref={row}>
				<label class="label" for={promptId}>
					{t('Prompt')}
				</label>
				<span class="spring" />
				{environment.presets.length > 0 && (
					<div class="select">
						<select
							class="preset"
							aria-label={t('Preset')}
							value={preset?.name ?? ''}
							onChange={({ currentTarget: { value } }) => {
								changeDraft({ preset: value === '' ? undefined : value });
							}}
						>
							<option value="">{t('No preset')}</option>
							{environment.presets.map(({ name }) => (
								<option key={name} value={name}>
									{name}
								</option>
							))}
						</select>
						<Drawing icon={icons.chevronDown} />
					</div>
				)}
				<MenuIconButton class="tool small" label={t('Presets')} icon={icons.settings} items={presetItems} />
				{prompts.length > 0 && (
					<MenuIconButton
						class="tool small"
						label={t('Recent Prompts')}
						icon={icons.history}
						items={recent}
					/>
				)}
			</div>
			<TextArea
				id={promptId}
				class="prompt-input"
				rows={4}
				maxLength={longestPrompt}
				placeholder={t(
					'What the image shows: the subject, its surroundings, the light, the style. Quote any words to be written in it.',
				)}
				aria-describedby={noteId}
				value={draft.prompt}
				onType={prompt => {
					changeDraft({ prompt });
				}}
				onKeyDown={event => {
					const { currentTarget } = event;
					const isPlain = !event.isComposing && !isSubmit(event) && !event.shiftKey;
					if (event.key === 'ArrowUp' && isPlain && currentTarget.value === '' && prompts.length > 0) {
						event.preventDefault();
						offerRecent(currentTarget);
					}
				}}
			/>
			<div id={noteId} role="status">
				{wantsTransparency && (
					<p class="note">
						<Drawing icon={icons.info} />
						{t("The model doesn't make transparent backgrounds.")}
					</p>
				)}
			</div>
			{wantsTransparency && (
				<Button
					class="link note-action"
					onPress={() => {
						changeDraft({ cutOut: true });
						announce(t('The background will be cut out.'));
						document.getElementById(promptId)?.focus({ preventScroll: true });
					}}
				>
					{t('Cut Out the Background')}
				</Button>
			)}
			{preset !== undefined && preset.suffix !== '' && (
				<p class="added" title={preset.suffix}>
					{t('+ preset: “{0}”', preset.suffix)}
				</p>
			)}
			<StyleLine style={environment.style} />
			<ErrorLine text={asking.error} clear={asking.clear} />
		</div>
	);
}

/** On one line. */
function shortened(prompt: string): string {
	const points = Array.from(prompt.replace(/\s+/g, ' ').trim());
	return points.length > longestItem ? `${points.slice(0, longestItem - 1).join('')}…` : points.join('');
}

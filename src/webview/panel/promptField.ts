import { button, element, icon, iconButton, setAttributes, setText, uniqueId } from '../dom.ts';
import { createErrorSlot } from '../errorSlot.ts';
import { icons } from '../icons.ts';
import { longestPrompt } from '../../shared/messages.ts';
import { presetOf } from './choices.ts';
import type { PanelContext, View } from './context.ts';
import { createStyleLine } from './styleLine.ts';
import { asksForTransparency } from './transparency.ts';

export interface PromptField {
	readonly root: HTMLElement;
	show(view: View): void;
	readonly focus: (options?: FocusOptions) => void;
}

/** The prompt, the preset, and what both add to it. */
export function createPromptField(context: PanelContext): PromptField {
	const noteId = uniqueId('note');
	const text = element('textarea', {
		id: uniqueId('prompt'),
		class: 'prompt-input',
		rows: 4,
		maxlength: longestPrompt,
		placeholder:
			'What the image shows: the subject, its surroundings, the light, the style. Quote any words to be written in it.',
		'aria-describedby': noteId,
	});
	text.addEventListener('input', () => {
		context.changeDraft({ prompt: text.value });
	});

	const select = element('select', { class: 'preset', 'aria-label': 'Preset' });
	select.addEventListener('change', () => {
		context.changeDraft({ preset: select.value === '' ? undefined : select.value });
	});
	const slot = createErrorSlot();
	const openPresets = () => {
		void context.run({ type: 'openSetting', setting: 'presets' }, slot);
	};
	const create = button({ class: 'link' }, openPresets, 'Create presets…');
	const edit = iconButton('Edit Presets…', icons.edit, openPresets, 'tool small');
	const picker = element('div', { class: 'select' }, select, icon(icons.chevronDown));
	const suffix = element('p', { class: 'added' });
	const note = element(
		'p',
		{ class: 'note' },
		icon(icons.info),
		'The model does not make transparent backgrounds.',
	);
	const style = createStyleLine(context);
	let names = '';

	return {
		root: element(
			'div',
			{ class: 'field' },
			element(
				'div',
				{ class: 'label-row' },
				element('label', { class: 'label', for: text.id }, 'Prompt'),
				element('span', { class: 'spring' }),
				picker,
				edit,
				create,
			),
			text,
			element('div', { id: noteId, role: 'status' }, note),
			suffix,
			style.root,
			slot.root,
		),
		show(view) {
			const { environment, draft } = view;
			if (text.value !== draft.prompt) {
				text.value = draft.prompt;
			}
			const { presets } = environment;
			picker.hidden = presets.length === 0;
			edit.hidden = presets.length === 0;
			create.hidden = presets.length > 0;
			const shown = JSON.stringify(presets.map(({ name }) => name));
			if (shown !== names) {
				names = shown;
				select.replaceChildren(
					element('option', { value: '' }, 'No preset'),
					...presets.map(({ name }) => element('option', { value: name }, name)),
				);
			}
			const preset = presetOf(environment, draft);
			select.value = preset?.name ?? '';
			suffix.hidden = preset === undefined || preset.suffix === '';
			setText(suffix, `+ preset: “${preset?.suffix ?? ''}”`);
			setAttributes(suffix, { title: preset?.suffix ?? '' });
			note.hidden = !asksForTransparency(draft.prompt);
			style.show(environment);
		},
		focus: options => {
			text.focus(options);
			text.setSelectionRange(text.value.length, text.value.length);
		},
	};
}

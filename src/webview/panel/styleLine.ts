import type { PanelEnvironment } from '../../shared/panel.ts';
import { button, element, iconButton, isSubmit, setAttributes, setText, uniqueId } from '../dom.ts';
import { createErrorSlot } from '../errorSlot.ts';
import { icons } from '../icons.ts';
import { runBusy, type PanelContext } from './context.ts';

export interface StyleLine {
	readonly root: HTMLElement;
	show(environment: PanelEnvironment): void;
}

/** The project's style: shown as an addition to the prompt, edited in place, stored in the settings. */
export function createStyleLine(context: PanelContext): StyleLine {
	let style = '';
	const text = element('span', { class: 'added' });
	const edit = iconButton('Edit Project Style', icons.edit, open, 'tool small');
	const line = element('div', { class: 'style-line' }, text, edit);
	const add = button({ class: 'link quiet-link' }, open, 'Add a project style…');
	const input = element('textarea', {
		id: uniqueId('style'),
		rows: 2,
		placeholder: 'flat paper cut, muted blues',
	});
	const slot = createErrorSlot();
	const save = button({ class: 'primary' }, () => void submit(), 'Save to Settings');
	const cancel = button({ class: 'secondary' }, close, 'Cancel');
	const form = element(
		'div',
		{ class: 'inline-form', role: 'group', 'aria-label': 'Project style', hidden: true },
		element('label', { for: input.id, class: 'quiet' }, 'Project style, added to every prompt'),
		input,
		slot.root,
		element('div', { class: 'buttons' }, save, cancel),
	);
	form.addEventListener('keydown', event => {
		if (event.key === 'Escape') {
			event.stopPropagation();
			close();
		} else if (isSubmit(event)) {
			// The key submits this form, not the request for an image.
			event.preventDefault();
			event.stopPropagation();
			save.click();
		}
	});

	function open(): void {
		input.value = style;
		form.hidden = false;
		draw();
		input.focus();
	}
	function close(): void {
		const hadFocus = form.contains(document.activeElement);
		form.hidden = true;
		slot.clear();
		draw();
		if (hadFocus) {
			(style === '' ? add : edit).focus();
		}
	}
	async function submit(): Promise<void> {
		const wanted = input.value.trim();
		if (await runBusy(context, save, { type: 'setStyle', style: wanted }, slot)) {
			style = wanted;
			close();
		}
	}
	function draw(): void {
		const isOpen = !form.hidden;
		line.hidden = isOpen || style === '';
		add.hidden = isOpen || style !== '';
		setText(text, `+ project style: “${style}”`);
		setAttributes(text, { title: style });
	}
	return {
		root: element('div', { class: 'style' }, line, add, form),
		show(environment) {
			if (style !== environment.style) {
				style = environment.style;
			}
			draw();
		},
	};
}

import { element, iconButton, uniqueId, type Child } from '../dom.ts';
import { icons } from '../icons.ts';

export interface Field {
	readonly root: HTMLElement;
	/** Says what a reset returns to; undefined if there is nothing to reset. */
	showReset(to: string | undefined): void;
}

export interface FieldOptions {
	readonly label: HTMLElement;
	readonly name: string;
	readonly reset: () => void;
	/** Takes the focus when the focused button disappears. */
	readonly focus: () => void;
}

export function fieldLabel(text: string): HTMLElement {
	return element('span', { class: 'label', id: uniqueId('label') }, text);
}

/** A label, a reset button, and the content below. */
export function createField(
	{ label, name, reset, focus }: FieldOptions,
	...content: readonly Child[]
): Field {
	const button = iconButton(
		'Reset to default',
		icons.discard,
		() => {
			reset();
			focus();
		},
		'tool small',
	);
	button.hidden = true;
	return {
		root: element(
			'div',
			{ class: 'field' },
			element('div', { class: 'label-row' }, label, button),
			...content,
		),
		showReset(to) {
			button.hidden = to === undefined;
			const words = `Reset to default (${to ?? ''})`;
			button.title = words;
			button.ariaLabel = `${words}: ${name}`;
		},
	};
}

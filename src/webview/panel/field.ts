import { element, iconButton, uniqueId, type Child } from '../dom.ts';
import { icons } from '../icons.ts';

export interface Field {
	readonly root: HTMLElement;
	/** Says what resetting goes back to; undefined where there is nothing to reset. */
	showReset(to: string | undefined): void;
}

export interface FieldOptions {
	readonly label: HTMLElement;
	readonly name: string;
	readonly reset: () => void;
	/** Where the focus goes when the button that had it is gone. */
	readonly focus: () => void;
}

export function fieldLabel(text: string): HTMLElement {
	return element('span', { class: 'label', id: uniqueId('label') }, text);
}

/** A label, a button that goes back to the default, and what is below. */
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

import { element, icon, iconButton, setText } from './dom.ts';
import { icons } from './icons.ts';

/** Shows an error beside what it is about. Assistive technology reads out what appears there. */
export interface ErrorSlot {
	readonly root: HTMLElement;
	show(message: string): void;
	clear(): void;
}

export function createErrorSlot(): ErrorSlot {
	const text = element('span');
	const dismiss = iconButton('Dismiss', icons.close, () => {
		slot.clear();
	});
	const line = element('div', { class: 'error', hidden: true }, icon(icons.error), text, dismiss);
	const slot: ErrorSlot = {
		root: element('div', { role: 'alert', class: 'error-slot' }, line),
		show(message) {
			line.hidden = false;
			setText(text, message);
		},
		clear() {
			line.hidden = true;
			setText(text, '');
		},
	};
	return slot;
}

import { element, icon, setText } from '../dom.ts';
import { icons } from '../icons.ts';

export interface Unavailable {
	readonly root: HTMLElement;
	show(message: string): void;
	hide(): void;
}

/** What stands in place of the review when there is nothing to compare. */
export function createUnavailable(actions: { tryAgain: () => void; close: () => void }): Unavailable {
	const text = element('p');
	const again = element('button', { type: 'button', class: 'primary' }, 'Try Again');
	const close = element('button', { type: 'button', class: 'secondary' }, 'Close');
	again.addEventListener('click', actions.tryAgain);
	close.addEventListener('click', actions.close);
	const root = element(
		'main',
		{ class: 'unavailable', hidden: true },
		icon(icons.error),
		element('h1', {}, 'The images cannot be compared'),
		element('div', { role: 'alert' }, text),
		element('div', { class: 'buttons' }, again, close),
	);
	return {
		root,
		show(message) {
			root.hidden = false;
			setText(text, message);
		},
		hide() {
			root.hidden = true;
		},
	};
}

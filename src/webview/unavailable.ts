import { button, element, icon, setText } from './dom.ts';
import { icons } from './icons.ts';

export interface Unavailable {
	readonly root: HTMLElement;
	/** @param gone another heading; trying again cannot help then, and is not offered. */
	show(message: string, gone?: string): void;
	hide(): void;
}

export interface UnavailableOptions {
	/** Names what is unavailable. */
	readonly heading: string;
	readonly tryAgain: () => void;
	/** Left out if there is nothing to close. */
	readonly close?: () => void;
}

/** Shown instead of a page when there is nothing to show. */
export function createUnavailable({ heading, tryAgain, close }: UnavailableOptions): Unavailable {
	const title = element('h1', {}, heading);
	const text = element('p');
	const again = button({ class: 'primary' }, tryAgain, 'Try Again');
	const closing = close && button({ class: 'secondary' }, close, 'Close');
	const failed = icon(icons.error);
	const over = icon(icons.info);
	const root = element(
		'main',
		{ class: 'unavailable', hidden: true },
		failed,
		title,
		element('div', { role: 'alert' }, text),
		element('div', { class: 'buttons' }, again, ...(closing === undefined ? [] : [closing])),
	);
	return {
		root,
		show(message, gone) {
			const focused = document.activeElement;
			root.hidden = false;
			root.classList.toggle('gone', gone !== undefined);
			(gone === undefined ? over : failed).replaceWith(gone === undefined ? failed : over);
			setText(title, gone ?? heading);
			setText(text, message);
			again.hidden = gone !== undefined;
			closing?.classList.toggle('primary', gone !== undefined);
			closing?.classList.toggle('secondary', gone === undefined);
			// What had the focus may just have been hidden.
			if (focused?.closest('[hidden]')) {
				(again.hidden ? closing : again)?.focus();
			}
		},
		hide() {
			root.hidden = true;
		},
	};
}

import { button, element, icon, setText } from './dom.ts';
import { icons } from './icons.ts';

export interface Unavailable {
	readonly root: HTMLElement;
	show(message: string): void;
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
	const text = element('p');
	const root = element(
		'main',
		{ class: 'unavailable', hidden: true },
		icon(icons.error),
		element('h1', {}, heading),
		element('div', { role: 'alert' }, text),
		element(
			'div',
			{ class: 'buttons' },
			button({ class: 'primary' }, tryAgain, 'Try Again'),
			...(close === undefined ? [] : [button({ class: 'secondary' }, close, 'Close')]),
		),
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

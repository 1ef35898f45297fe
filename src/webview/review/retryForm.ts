import type { ReviewAction, ReviewState } from '../../shared/review.ts';
import { formatCredits } from '../../shared/units.ts';
import { element, setAttributes, setText } from '../dom.ts';
import type { KeptPageState } from './pageState.ts';

export interface RetryFormOptions {
	readonly kept: KeptPageState;
	readonly send: (prompt: string) => void;
	readonly cancel: () => void;
}

export interface RetryForm {
	readonly root: HTMLElement;
	isOpen(): boolean;
	/** Starts with the text typed before, otherwise with the image's prompt. */
	open(): void;
	close(): void;
	show(state: ReviewState, running: ReviewAction | undefined): void;
}

/** The prompt, to be edited and sent again; the price is on the button. */
export function createRetryForm({ kept, send, cancel }: RetryFormOptions): RetryForm {
	const isMac = navigator.userAgent.includes('Macintosh');
	const text = element('textarea', { id: 'retry-prompt', rows: 3, spellcheck: 'false' });
	const generate = element('button', { type: 'submit', class: 'primary' });
	const cancelButton = element('button', { type: 'button', class: 'secondary' }, 'Cancel');
	const root = element(
		'form',
		{ id: 'retry', class: 'retry', 'aria-label': 'Retry', hidden: kept.current.retry === undefined },
		element('label', { for: 'retry-prompt' }, 'New Prompt'),
		text,
		element(
			'div',
			{ class: 'buttons' },
			generate,
			cancelButton,
			element('span', { class: 'hint' }, isMac ? '⌘ Enter' : 'Ctrl+Enter'),
		),
	);
	let prompt = '';
	let running = false;
	text.value = kept.current.retry ?? '';

	const canSend = () => !running && text.value.trim() !== '';
	const showButton = () => {
		setAttributes(generate, { 'aria-disabled': canSend() ? false : 'true' });
	};
	const submit = () => {
		if (canSend()) {
			send(text.value.trim());
		}
	};
	text.addEventListener('input', () => {
		kept.change({ retry: text.value });
		showButton();
	});
	root.addEventListener('submit', event => {
		event.preventDefault();
		submit();
	});
	cancelButton.addEventListener('click', () => {
		if (!running) {
			cancel();
		}
	});
	root.addEventListener('keydown', event => {
		if (event.key === 'Enter' && (isMac ? event.metaKey : event.ctrlKey)) {
			event.preventDefault();
			submit();
		} else if (event.key === 'Escape' && !running) {
			event.preventDefault();
			cancel();
		}
	});
	return {
		root,
		isOpen: () => !root.hidden,
		open() {
			root.hidden = false;
			if (text.value.trim() === '') {
				text.value = prompt;
			}
			kept.change({ retry: text.value });
			showButton();
			text.focus();
			text.setSelectionRange(text.value.length, text.value.length);
		},
		close() {
			root.hidden = true;
			kept.change({ retry: undefined });
		},
		show(state, action) {
			// A new image has its own prompt, and the text typed for the previous one was sent.
			if (prompt !== state.prompt && root.hidden) {
				text.value = '';
			}
			prompt = state.prompt;
			running = action !== undefined;
			text.readOnly = running;
			setAttributes(cancelButton, { 'aria-disabled': running ? 'true' : false });
			setText(generate, `Generate (${formatCredits(state.retryCredits)})`);
			showButton();
		},
	};
}

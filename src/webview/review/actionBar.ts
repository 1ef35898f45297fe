import type { ReviewAction, ReviewState } from '../../shared/review.ts';
import { element, icon, setAttributes, setText } from '../dom.ts';
import { icons } from '../icons.ts';
import type { KeptPageState } from './pageState.ts';
import type { Wish } from './requests.ts';
import { createRetryForm } from './retryForm.ts';

/** What the bar shows. */
export interface BarModel {
	readonly state: ReviewState;
	/** The running action; no other can be started meanwhile. */
	readonly running: ReviewAction | undefined;
	/** Why the last action failed. */
	readonly error: string | undefined;
}

export interface ActionBar {
	readonly root: HTMLElement;
	show(model: BarModel): void;
	/** The prompt was sent and answered. */
	closeRetry(): void;
}

/** The actions for the two images, and their progress. */
export function createActionBar(
	kept: KeptPageState,
	request: (wish: Wish) => void,
	dismissError: () => void,
): ActionBar {
	const action = (label: string, kind: 'primary' | 'secondary', run: () => void) => {
		const created = element('button', { type: 'button', class: kind }, label);
		created.addEventListener('click', () => {
			// It stays focusable while disabled, so that the keyboard doesn't lose its place.
			if (created.ariaDisabled !== 'true') {
				run();
			}
		});
		return created;
	};
	const ask = (
		label: string,
		kind: 'primary' | 'secondary',
		type: Exclude<Wish['type'], 'retry' | 'openFile'>,
	) =>
		action(label, kind, () => {
			request({ type });
		});
	const keep = ask('Keep Both', 'primary', 'keep');
	const replace = ask('Replace Original', 'secondary', 'replace');
	const retry = action('Retry…', 'secondary', () => {
		form.open();
		choices.hidden = true;
	});
	const discard = ask('Discard', 'secondary', 'discard');
	const undo = ask('Undo Replace', 'secondary', 'undoReplace');
	const close = ask('Close', 'primary', 'close');

	const form = createRetryForm({
		kept,
		send: prompt => {
			request({ type: 'retry', prompt });
		},
		cancel: () => {
			closeForm();
			dismissError();
		},
	});

	/** Shows the choices again in its place. */
	function closeForm(): void {
		const hadFocus = form.root.contains(document.activeElement);
		form.close();
		choices.hidden = !replaced.hidden;
		if (hadFocus) {
			retry.focus();
		}
	}

	const choices = element('div', { class: 'buttons' }, keep, replace, retry, discard);
	const replacedText = element('p', { class: 'replaced' }, icon(icons.check), 'Replaced');
	const replaced = element('div', { class: 'buttons', hidden: true }, replacedText, undo, close);
	const progress = element(
		'div',
		{ class: 'progress', hidden: true },
		element('div', { class: 'progress-bit' }),
	);
	const status = element('p', { class: 'status', role: 'status' });
	const errorText = element('span');
	const errorLine = element('p', { class: 'error', hidden: true }, icon(icons.error), errorText);
	const alert = element('div', { role: 'alert' }, errorLine);
	const root = element(
		'footer',
		{ class: 'actions' },
		progress,
		alert,
		form.root,
		element('div', { class: 'bar' }, choices, replaced, status),
	);
	return {
		root,
		closeRetry: closeForm,
		show({ state, running, error }) {
			const hadFocus = choices.contains(document.activeElement) || replaced.contains(document.activeElement);
			replace.hidden = !state.canReplace;
			replaced.hidden = !state.replaced;
			if (state.replaced && form.isOpen()) {
				closeForm();
			}
			choices.hidden = state.replaced || form.isOpen();
			for (const button of [keep, replace, retry, discard, undo, close]) {
				setAttributes(button, { 'aria-disabled': running === undefined ? false : 'true' });
			}
			form.show(state, running);
			progress.hidden = running === undefined;
			root.setAttribute('aria-busy', String(running !== undefined));
			setText(status, running === undefined ? '' : progressText(running, state));
			setText(errorText, error ?? '');
			errorLine.hidden = error === undefined;
			// The pressed button may have disappeared with its bar.
			if (hadFocus && document.activeElement?.closest('[hidden]') !== null) {
				(state.replaced ? undo : keep).focus();
			}
		},
	};
}

function progressText(action: ReviewAction, { before, after }: ReviewState): string {
	switch (action) {
		case 'keep':
			return `Keeping ${after.name}…`;
		case 'replace':
			return `Replacing ${before.name}…`;
		case 'undoReplace':
			return `Restoring ${before.name}…`;
		case 'retry':
			return 'Generating…';
		case 'discard':
			return `Discarding ${after.name}…`;
	}
}

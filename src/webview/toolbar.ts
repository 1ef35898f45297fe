import { element } from './dom.ts';

/** Buttons that share one Tab stop; the arrow keys move between them. */
export function createToolbar(label: string, buttons: readonly HTMLElement[]): HTMLElement {
	const root = element('div', { class: 'tools', role: 'toolbar', 'aria-label': label }, ...buttons);
	const reach = (reached: HTMLElement | undefined) => {
		for (const one of buttons) {
			one.tabIndex = one === reached ? 0 : -1;
		}
	};
	reach(buttons[0]);
	root.addEventListener('focusin', ({ target }) => {
		reach(buttons.find(one => one === target));
	});
	root.addEventListener('keydown', event => {
		const at = buttons.findIndex(one => one === event.target);
		const next = at < 0 ? undefined : nextButton(event.key, at, buttons.length);
		if (next !== undefined) {
			event.preventDefault();
			buttons[next]?.focus();
		}
	});
	return root;
}

function nextButton(key: string, at: number, length: number): number | undefined {
	switch (key) {
		case 'ArrowRight':
			return (at + 1) % length;
		case 'ArrowLeft':
			return (at - 1 + length) % length;
		case 'Home':
			return 0;
		case 'End':
			return length - 1;
		default:
			return undefined;
	}
}

import { element, icon, setAttributes } from '../dom.ts';
import { icons } from '../icons.ts';

export interface SplitHandle {
	readonly root: HTMLElement;
	/** @param split the fraction that shows before, 0–1. */
	show(split: number): void;
}

/** The line between before and after, which the keyboard can move as well. */
export function splitHandle(read: () => number, move: (split: number) => void): SplitHandle {
	const root = element(
		'div',
		{
			class: 'handle',
			role: 'slider',
			tabindex: 0,
			'aria-label': 'Divider: before to its left, after to its right',
			'aria-orientation': 'horizontal',
			'aria-valuemin': 0,
			'aria-valuemax': 100,
		},
		element('div', { class: 'knob' }, icon(icons.arrowBoth)),
	);
	root.addEventListener('keydown', event => {
		const next = splitFor(event, read());
		if (next !== undefined) {
			event.preventDefault();
			event.stopPropagation();
			move(next);
		}
	});
	return {
		root,
		show(split) {
			const percent = Math.round(split * 100);
			setAttributes(root, { 'aria-valuenow': percent, 'aria-valuetext': `${percent} % before` });
		},
	};
}

function splitFor(
	{ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent,
	split: number,
): number | undefined {
	if (ctrlKey || metaKey || altKey) {
		return undefined;
	}
	// In whole per cents, so that many steps do not add up to a fraction.
	const by = (percent: number) => Math.min(100, Math.max(0, Math.round(split * 100) + percent)) / 100;
	switch (key) {
		case 'ArrowLeft':
		case 'ArrowDown':
			return by(shiftKey ? -10 : -1);
		case 'ArrowRight':
		case 'ArrowUp':
			return by(shiftKey ? 10 : 1);
		case 'PageDown':
			return by(-10);
		case 'PageUp':
			return by(10);
		case 'Home':
			return 0;
		case 'End':
			return 1;
		default:
			return undefined;
	}
}

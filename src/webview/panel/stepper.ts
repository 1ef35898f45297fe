import { element, iconButton, setText } from '../dom.ts';
import { icons } from '../icons.ts';

export interface Stepper {
	readonly root: HTMLElement;
	show(value: number): void;
	readonly focus: () => void;
}

export interface StepperRange {
	readonly least: number;
	readonly most: number;
	/** Of one, for assistive technology. */
	readonly unit: string;
}

/** A whole number between − and +; the arrow keys and digits change it too. */
export function createStepper(
	label: HTMLElement,
	{ least, most, unit }: StepperRange,
	choose: (value: number) => void,
): Stepper {
	let now = least;
	const value = element('div', {
		class: 'stepper-value',
		role: 'spinbutton',
		tabindex: 0,
		'aria-labelledby': label.id,
		'aria-valuemin': least,
		'aria-valuemax': most,
	});
	const set = (wanted: number) => {
		const next = Math.min(most, Math.max(least, wanted));
		if (next !== now) {
			choose(next);
		}
	};
	const step = (title: string, drawing: (typeof icons)['add'], by: number) => {
		const created = iconButton(title, drawing, () => {
			set(now + by);
		});
		// The number itself takes the keyboard.
		created.tabIndex = -1;
		return created;
	};
	const fewer = step('One Fewer', icons.remove, -1);
	const more = step('One More', icons.add, 1);
	value.addEventListener('keydown', event => {
		const next = valueFor(event, now);
		if (next !== undefined) {
			event.preventDefault();
			set(next === 'least' ? least : next === 'most' ? most : next);
		}
	});
	return {
		root: element('div', { class: 'stepper' }, fewer, value, more),
		show(shown) {
			now = shown;
			setText(value, String(shown));
			value.ariaValueNow = String(shown);
			value.ariaValueText = `${shown} ${unit}${shown === 1 ? '' : 's'}`;
			fewer.ariaDisabled = shown <= least ? 'true' : null;
			more.ariaDisabled = shown >= most ? 'true' : null;
		},
		focus: () => {
			value.focus();
		},
	};
}

function valueFor(
	{ key, ctrlKey, metaKey, altKey }: KeyboardEvent,
	now: number,
): number | 'least' | 'most' | undefined {
	if (ctrlKey || metaKey || altKey) {
		return undefined;
	}
	switch (key) {
		case 'ArrowUp':
		case 'ArrowRight':
			return now + 1;
		case 'ArrowDown':
		case 'ArrowLeft':
			return now - 1;
		case 'Home':
			return 'least';
		case 'End':
			return 'most';
		default:
			return /^[1-9]$/.test(key) ? Number(key) : undefined;
	}
}

import type { Ref } from 'preact';
import { icons } from '../icons.ts';
import { t } from '../texts.ts';
import { Drawing } from '../ui/button.tsx';

interface SplitHandleProps {
	/** The fraction that shows before, 0–1. */
	readonly split: number;
	readonly read: () => number;
	readonly move: (split: number) => void;
	readonly handle: Ref<HTMLDivElement>;
}

/** The line between before and after, which the keyboard can move as well. */
export function SplitHandle({ split, read, move, handle }: SplitHandleProps) {
	const percent = Math.round(split * 100);
	return (
		<div
			ref={handle}
			class="handle"
			role="slider"
			tabIndex={0}
			aria-label={t('Divider: before to its left, after to its right')}
			aria-orientation="horizontal"
			aria-valuemin={0}
			aria-valuemax={100}
			aria-valuenow={percent}
			aria-valuetext={t('{0}% before', percent)}
			onKeyDown={event => {
				const next = splitFor(event, read());
				if (next !== undefined) {
					event.preventDefault();
					event.stopPropagation();
					move(next);
				}
			}}
		>
			<div class="knob">
				<Drawing icon={icons.arrowBoth} />
			</div>
		</div>
	);
}

function splitFor(
	{ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent,
	split: number,
): number | undefined {
	if (ctrlKey || metaKey || altKey) {
		return undefined;
	}
	// In whole percent, so that many steps don't add up to a fraction.
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

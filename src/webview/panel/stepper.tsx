import { icons } from '../icons.ts';
import { t } from '../texts.ts';
import { IconButton } from '../ui/button.tsx';

interface StepperProps {
	readonly labelId: string;
	readonly value: number;
	readonly least: number;
	readonly most: number;
	/** The value in words, for assistive technology. */
	readonly words: string;
	readonly onChoose: (value: number) => void;
}

/** A whole number between − and +; the arrow keys and digits change it too. */
export function Stepper({ labelId, value, least, most, words, onChoose }: StepperProps) {
	const set = (wanted: number) => {
		const next = Math.min(most, Math.max(least, wanted));
		if (next !== value) {
			onChoose(next);
		}
	};
	return (
		<div class="stepper">
			<IconButton
				label={t('One Fewer')}
				icon={icons.remove}
				// The number itself handles the keyboard.
				tabIndex={-1}
				disabled={value <= least}
				onPress={() => {
					set(value - 1);
				}}
			/>
			<div
				class="stepper-value"
				role="spinbutton"
				tabIndex={0}
				aria-labelledby={labelId}
				aria-valuemin={least}
				aria-valuemax={most}
				aria-valuenow={value}
				aria-valuetext={words}
				onKeyDown={event => {
					const next = valueFor(event, value);
					if (next !== undefined) {
						event.preventDefault();
						set(next === 'least' ? least : next === 'most' ? most : next);
					}
				}}
			>
				{value}
			</div>
			<IconButton
				label={t('One More')}
				icon={icons.add}
				tabIndex={-1}
				disabled={value >= most}
				onPress={() => {
					set(value + 1);
				}}
			/>
		</div>
	);
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

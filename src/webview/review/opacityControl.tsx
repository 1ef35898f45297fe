import { t } from '../texts.ts';
import { percentText } from './words.ts';

interface OpacityControlProps {
	/** 0–1 */
	readonly value: number;
	readonly onChange: (value: number) => void;
}

/** How opaque after is over before. */
export function OpacityControl({ value, onChange }: OpacityControlProps) {
	const percent = Math.round(value * 100);
	return (
		<div class="opacity">
			<span aria-hidden="true">{t('Before')}</span>
			<input
				type="range"
				min={0}
				max={100}
				step={1}
				value={percent}
				aria-label={t('Opacity of the image after')}
				aria-valuetext={t('{0}% after', percent)}
				onInput={event => {
					onChange(event.currentTarget.valueAsNumber / 100);
				}}
			/>
			<span aria-hidden="true">{t('After')}</span>
			<output aria-hidden="true">{percentText(value)}</output>
		</div>
	);
}

import { useId } from 'preact/hooks';

interface SliderProps {
	readonly label: string;
	readonly hint: string;
	readonly value: number;
	readonly most?: number;
	readonly onChange: (value: number) => void;
}

/** A number from 0 up, set by mouse or keyboard; reports each step. */
export function Slider({ label, hint, value, most = 100, onChange }: SliderProps) {
	const id = useId();
	return (
		<div class="slider">
			<label for={id}>{label}</label>
			<output for={id}>{value}</output>
			<input
				id={id}
				type="range"
				min={0}
				max={most}
				step={1}
				value={value}
				aria-describedby={`${id}-hint`}
				onInput={event => {
					onChange(event.currentTarget.valueAsNumber);
				}}
			/>
			<p class="hint" id={`${id}-hint`}>
				{hint}
			</p>
		</div>
	);
}

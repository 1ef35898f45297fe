import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface Segment<T extends string> {
	readonly value: T;
	readonly content: ComponentChildren;
	readonly title?: string | undefined;
}

interface SegmentsProps<T extends string> {
	/** Names the group: a text, or the id of the element that has it. */
	readonly label?: string;
	readonly labelledBy?: string;
	/** The id of the element that describes it. */
	readonly describedBy?: string;
	readonly class?: string;
	readonly options: readonly Segment<T>[];
	readonly value: T;
	readonly onChoose: (value: T) => void;
}

/** Radio buttons side by side. */
export function Segments<T extends string>({
	label,
	labelledBy,
	describedBy,
	options,
	value,
	onChoose,
	...rest
}: SegmentsProps<T>) {
	const name = useId();
	return (
		<div
			class={`segments ${rest.class ?? ''}`}
			role="radiogroup"
			aria-label={label}
			aria-labelledby={labelledBy}
			aria-describedby={describedBy}
		>
			{options.map(option => (
				<label key={option.value} class="segment" title={option.title}>
					<input
						type="radio"
						name={name}
						value={option.value}
						checked={option.value === value}
						onChange={() => {
							onChoose(option.value);
						}}
					/>
					<span>{option.content}</span>
				</label>
			))}
		</div>
	);
}

import { element, uniqueId, type Child } from './dom.ts';

export interface Segment<T extends string> {
	readonly value: T;
	readonly content: readonly Child[];
	readonly title?: string;
}

export interface Segments<T extends string> {
	readonly root: HTMLElement;
	show(value: T): void;
	/** Whether a value can be chosen at all, and what its tooltip says. */
	offer(value: T, isOffered: boolean, title: string): void;
	/** Puts the focus on what is chosen. */
	readonly focus: () => void;
}

/** Radio buttons side by side. @param label names the group: a text, or the element that has it */
export function createSegments<T extends string>(
	label: string | HTMLElement,
	options: readonly Segment<T>[],
	choose: (value: T) => void,
): Segments<T> {
	const name = uniqueId('segments');
	const inputs = options.map(({ value, content, title }) => {
		const input = element('input', { type: 'radio', name, value });
		input.addEventListener('change', () => {
			choose(value);
		});
		const segment = element(
			'label',
			{ class: 'segment', title: title ?? false },
			input,
			element('span', {}, ...content),
		);
		return { value, input, segment };
	});
	return {
		root: element(
			'div',
			{
				class: 'segments',
				role: 'radiogroup',
				...(typeof label === 'string' ? { 'aria-label': label } : { 'aria-labelledby': label.id }),
			},
			...inputs.map(({ segment }) => segment),
		),
		show(shown) {
			for (const { value, input } of inputs) {
				input.checked = value === shown;
			}
		},
		offer(offered, isOffered, title) {
			for (const { segment } of inputs.filter(({ value }) => value === offered)) {
				segment.hidden = !isOffered;
				segment.title = title;
			}
		},
		focus: () => {
			inputs.find(({ input }) => input.checked)?.input.focus();
		},
	};
}

import { element, setAttributes, setText } from '../dom.ts';

/** How opaque after is over before. */
export function opacityControl(value: number, onChange: (value: number) => void): { root: HTMLElement } {
	const percent = element('output', { 'aria-hidden': 'true' });
	const range = element('input', {
		type: 'range',
		min: 0,
		max: 100,
		step: 1,
		value: Math.round(value * 100),
		'aria-label': 'Opacity of the image after',
	});
	const show = () => {
		setAttributes(range, { 'aria-valuetext': `${range.value} % after` });
		setText(percent, `${range.value}\u00a0%`);
	};
	range.addEventListener('input', () => {
		show();
		onChange(range.valueAsNumber / 100);
	});
	show();
	const word = (text: string) => element('span', { 'aria-hidden': 'true' }, text);
	return {
		root: element('div', { class: 'opacity' }, word('Before'), range, word('After'), percent),
	};
}

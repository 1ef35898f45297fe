import { element, icon, setAttributes, setText } from '../dom.ts';
import { icons } from '../icons.ts';
import { createSegments } from '../segments.ts';
import type { Mode } from './pageState.ts';

const modes: readonly (readonly [Mode, string])[] = [
	['slider', 'Slider'],
	['onion', 'Onion Skin'],
	['side', 'Side by Side'],
];

export interface ToolbarActions {
	setMode(mode: Mode): void;
	zoomStep(larger: boolean): void;
	fit(): void;
	actualSize(): void;
}

export interface Toolbar {
	readonly root: HTMLElement;
	/** Says how large the picture is shown. */
	showZoom(scale: number, fitted: boolean): void;
}

export function createToolbar(mode: Mode, actions: ToolbarActions): Toolbar {
	const segments = createSegments(
		'Comparison',
		modes.map(([value, label]) => ({ value, content: [label] })),
		value => {
			actions.setMode(value);
		},
	);
	segments.show(mode);
	const button = (label: string, key: string, run: () => void, ...content: (Node | string)[]) => {
		const created = element(
			'button',
			{ type: 'button', class: 'tool', title: `${label} (${key})`, 'aria-keyshortcuts': key },
			...content,
		);
		created.addEventListener('click', run);
		return created;
	};
	const smaller = button(
		'Zoom Out',
		'-',
		() => {
			actions.zoomStep(false);
		},
		icon(icons.remove),
	);
	const larger = button(
		'Zoom In',
		'+',
		() => {
			actions.zoomStep(true);
		},
		icon(icons.add),
	);
	const whole = button(
		'Show the Whole Image',
		'0',
		() => {
			actions.fit();
		},
		'Fit',
	);
	const actual = button(
		'Actual Size',
		'1',
		() => {
			actions.actualSize();
		},
		'100\u00a0%',
	);
	setAttributes(smaller, { 'aria-label': 'Zoom Out' });
	setAttributes(larger, { 'aria-label': 'Zoom In' });
	const percent = element('output', { class: 'percent', 'aria-label': 'Zoom' });
	return {
		root: element(
			'header',
			{ class: 'toolbar' },
			segments.root,
			element(
				'div',
				{ class: 'zoom', role: 'group', 'aria-label': 'Zoom' },
				smaller,
				percent,
				larger,
				whole,
				actual,
			),
		),
		showZoom(scale, fitted) {
			setText(percent, `${Math.max(1, Math.round(scale * 100))}\u00a0%`);
			setAttributes(whole, { 'aria-pressed': String(fitted) });
			setAttributes(actual, { 'aria-pressed': String(!fitted && Math.abs(scale - 1) < 0.001) });
		},
	};
}

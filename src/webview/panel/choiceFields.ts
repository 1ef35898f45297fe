import { aspectRatios, maxCount, qualities, type AspectRatio, type Quality } from '../../shared/model.ts';
import { formatSize } from '../../shared/units.ts';
import { element, setText } from '../dom.ts';
import { createSegments } from '../segments.ts';
import { choicesOf, defaultsOf } from './choices.ts';
import type { PanelContext, View } from './context.ts';
import { createField, fieldLabel } from './field.ts';
import { createStepper } from './stepper.ts';

export interface Fields {
	readonly root: HTMLElement;
	show(view: View): void;
}

export const qualityNames: Readonly<Record<Quality, string>> = {
	low: 'Low',
	medium: 'Medium',
	high: 'High',
	auto: 'Auto',
};

/** Quality, with what it costs. */
export function createQualityField(context: PanelContext): Fields {
	const label = fieldLabel('Quality');
	const prices = qualities.map(() => element('small', { class: 'price' }));
	const segments = createSegments(
		label,
		qualities.map((value, index) => ({
			value,
			content: [qualityNames[value], prices[index] ?? ''],
			title: value === 'auto' ? 'The service decides' : '',
		})),
		quality => {
			context.changeDraft({ quality });
		},
	);
	const field = createField(
		{
			label,
			name: 'quality',
			reset: () => {
				context.changeDraft({ quality: undefined });
			},
			focus: segments.focus,
		},
		segments.root,
	);
	segments.root.classList.add('qualities');
	return {
		root: field.root,
		show({ environment, draft }) {
			const { quality } = choicesOf(environment, draft);
			const standard = defaultsOf(environment, draft).quality;
			segments.show(quality);
			field.showReset(quality === standard ? undefined : qualityNames[standard]);
			qualities.forEach((value, index) => {
				const price = prices[index];
				if (price !== undefined) {
					setText(price, environment.prices[value].toLocaleString('en-US'));
					price.ariaLabel = `${environment.prices[value]} credits`;
				}
			});
		},
	};
}

/** The proportions, with their pixels. */
export function createAspectRatioField(context: PanelContext): Fields {
	const label = fieldLabel('Aspect ratio');
	const titles = new Map<AspectRatio, HTMLElement>();
	const segments = createSegments(
		label,
		aspectRatios.map(value => {
			const shape = element('i', { class: 'shape', 'data-ratio': value });
			const content = element('b', { class: 'ratio' }, shape, value);
			titles.set(value, content);
			return { value, content: [content] };
		}),
		aspectRatio => {
			context.changeDraft({ aspectRatio });
		},
	);
	const field = createField(
		{
			label,
			name: 'aspect ratio',
			reset: () => {
				context.changeDraft({ aspectRatio: undefined });
			},
			focus: segments.focus,
		},
		segments.root,
	);
	return {
		root: field.root,
		show({ environment, draft }) {
			const { aspectRatio } = choicesOf(environment, draft);
			const standard = defaultsOf(environment, draft).aspectRatio;
			segments.show(aspectRatio);
			field.showReset(aspectRatio === standard ? undefined : standard);
			for (const [value, content] of titles) {
				content.title = formatSize(environment.sizes[value]);
			}
		},
	};
}

/** How many images are made at once. */
export function createVariationsField(context: PanelContext): Fields {
	const label = fieldLabel('Variations');
	const stepper = createStepper(label, { least: 1, most: maxCount, unit: 'image' }, count => {
		context.changeDraft({ count });
	});
	const field = createField(
		{
			label,
			name: 'variations',
			reset: () => {
				context.changeDraft({ count: undefined });
			},
			focus: stepper.focus,
		},
		stepper.root,
	);
	return {
		root: field.root,
		show({ environment, draft }) {
			const { count } = choicesOf(environment, draft);
			const standard = defaultsOf(environment, draft).count;
			stepper.show(count);
			field.showReset(count === standard ? undefined : String(standard));
		},
	};
}

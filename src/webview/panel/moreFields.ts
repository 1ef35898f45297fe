import {
	backgrounds,
	moderations,
	outputFormats,
	type Background,
	type Moderation,
	type OutputFormat,
} from '../../shared/model.ts';
import type { Choices } from '../../shared/panel.ts';
import { element, icon, setText, uniqueId } from '../dom.ts';
import { icons } from '../icons.ts';
import { createSegments } from '../segments.ts';
import { choicesOf, defaultsOf } from './choices.ts';
import type { Fields } from './choiceFields.ts';
import type { PanelContext } from './context.ts';
import { createField, fieldLabel } from './field.ts';

const formatNames: Readonly<Record<OutputFormat, string>> = { webp: 'WebP', png: 'PNG', jpeg: 'JPEG' };
const backgroundNames: Readonly<Record<Background, string>> = { auto: 'Auto', opaque: 'Opaque' };
const moderationNames: Readonly<Record<Moderation, string>> = { auto: 'Auto', low: 'Low' };

/** Rarely changed options, behind a line that summarizes them. */
export function createMoreFields(context: PanelContext): Fields {
	const format = choice(context, 'Format', 'outputFormat', outputFormats, formatNames);
	const compression = compressionField(context);
	const background = choice(context, 'Background', 'background', backgrounds, backgroundNames);
	const moderation = choice(context, 'Moderation', 'moderation', moderations, moderationNames);
	const values = element('span', { class: 'quiet' });
	const fields = [format, compression, background, moderation];
	const root = element(
		'details',
		{ class: 'more', open: context.kept.current.moreOpen },
		element('summary', {}, icon(icons.chevronRight), element('span', { class: 'label' }, 'More'), values),
		element('div', { class: 'more-fields' }, ...fields.map(field => field.root)),
	);
	root.addEventListener('toggle', () => {
		context.kept.change({ moreOpen: root.open });
	});
	return {
		root,
		show(view) {
			const choices = choicesOf(view.environment, view.draft);
			setText(values, summaryOf(choices));
			for (const field of fields) {
				field.show(view);
			}
		},
	};
}

/** `WebP · 90 · background auto · moderation auto` */
export function summaryOf({ outputFormat, outputCompression, background, moderation }: Choices): string {
	return [
		formatNames[outputFormat],
		...(outputFormat === 'png' ? [] : [outputCompression]),
		`background ${background}`,
		`moderation ${moderation}`,
	].join(' · ');
}

function choice<K extends 'outputFormat' | 'background' | 'moderation'>(
	context: PanelContext,
	title: string,
	key: K,
	values: readonly Choices[K][],
	names: Readonly<Record<Choices[K], string>>,
): Fields {
	const label = fieldLabel(title);
	const segments = createSegments(
		label,
		values.map(value => ({ value, content: [names[value]] })),
		value => {
			context.changeDraft({ [key]: value });
		},
	);
	const field = createField(
		{
			label,
			name: title.toLowerCase(),
			reset: () => {
				context.changeDraft({ [key]: undefined });
			},
			focus: segments.focus,
		},
		segments.root,
	);
	return {
		root: field.root,
		show({ environment, draft }) {
			const value = choicesOf(environment, draft)[key];
			const standard = defaultsOf(environment, draft)[key];
			segments.show(value);
			field.showReset(value === standard ? undefined : names[standard]);
		},
	};
}

function compressionField(context: PanelContext): Fields {
	const id = uniqueId('compression');
	const input = element('input', {
		id,
		class: 'input',
		type: 'number',
		min: 0,
		max: 100,
		step: 1,
		title: '0 is smallest, 100 is best',
	});
	input.addEventListener('input', () => {
		if (input.value !== '' && input.validity.valid) {
			context.changeDraft({ outputCompression: input.valueAsNumber });
		}
	});
	let shown = '';
	input.addEventListener('change', () => {
		// Only numbers from 0 to 100 are kept.
		input.value = shown;
	});
	const field = createField(
		{
			label: element('label', { class: 'label', for: id }, 'Compression'),
			name: 'compression',
			reset: () => {
				context.changeDraft({ outputCompression: undefined });
			},
			focus: () => {
				input.focus();
			},
		},
		input,
	);
	return {
		root: field.root,
		show({ environment, draft }) {
			const { outputCompression, outputFormat } = choicesOf(environment, draft);
			const standard = defaultsOf(environment, draft).outputCompression;
			field.root.hidden = outputFormat === 'png';
			shown = String(outputCompression);
			if (
				input.valueAsNumber !== outputCompression &&
				!(document.activeElement === input && input.value === '')
			) {
				input.value = shown;
			}
			field.showReset(outputCompression === standard ? undefined : String(standard));
		},
	};
}

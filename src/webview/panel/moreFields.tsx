import { useId, useRef } from 'preact/hooks';
import {
	backgrounds,
	moderations,
	outputFormats,
	type Background,
	type Moderation,
	type OutputFormat,
} from '../../shared/model.ts';
import type { Choices } from '../../shared/panel.ts';
import { icons } from '../icons.ts';
import { t } from '../texts.ts';
import { Drawing } from '../ui/button.tsx';
import { Segments } from '../ui/segments.tsx';
import { choicesOf, defaultsOf, savedFormat } from './choices.ts';
import { Field } from './field.tsx';
import { usePage } from './page.ts';
import type { View } from './pageModel.ts';

const formatNames: Readonly<Record<OutputFormat, string>> = { webp: 'WebP', png: 'PNG', jpeg: 'JPEG' };
const moderationName = (moderation: Moderation) => (moderation === 'auto' ? t('Auto') : t('Low'));

/** Rarely changed options, behind a line that summarizes them. */
export function MoreFields(view: View) {
	const { kept } = usePage();
	const first = useRef(kept.current.moreOpen);
	return (
		<details
			class="more"
			open={first.current}
			onToggle={({ currentTarget }) => {
				first.current = currentTarget.open;
				kept.change({ moreOpen: currentTarget.open });
			}}
		>
			<summary>
				<Drawing icon={icons.chevronRight} />
				<span class="label">{t('More')}</span>
				<span class="quiet">{summaryOf(choicesOf(view.environment, view.draft))}</span>
			</summary>
			<div class="more-fields">
				<ChoiceField
					view={view}
					title={t('Format')}
					name="outputFormat"
					values={outputFormats}
					nameOf={value => formatNames[value]}
				/>
				<CompressionField {...view} />
				<BackgroundField {...view} />
				<ChoiceField
					view={view}
					title={t('Moderation')}
					name="moderation"
					values={moderations}
					nameOf={moderationName}
					hint={t('How strictly the service checks prompts.')}
				/>
			</div>
		</details>
	);
}

/** `WebP · compression 90 · background auto · moderation auto` */
function summaryOf(choices: Choices): string {
	const { outputCompression, background, cutOut, moderation } = choices;
	const format = savedFormat(choices);
	return [
		formatNames[format],
		...(format === 'png' ? [] : [t('compression {0}', outputCompression)]),
		cutOut ? t('background cut out') : background === 'auto' ? t('background auto') : t('background opaque'),
		moderation === 'auto' ? t('moderation auto') : t('moderation low'),
	].join(' · ');
}

type Ground = Background | 'cutOut';

const groundOf = ({ background, cutOut }: Choices): Ground => (cutOut ? 'cutOut' : background);

function groundName(ground: Ground): string {
	switch (ground) {
		case 'auto':
			return t('Auto');
		case 'opaque':
			return t('Opaque');
		case 'cutOut':
			return t('Cut out');
	}
}

/** The service's backgrounds, and one that is removed on this machine. */
function BackgroundField({ environment, draft }: View) {
	const { changeDraft } = usePage();
	const labelId = useId();
	const noteId = useId();
	const choices = choicesOf(environment, draft);
	const defaults = defaultsOf(environment, draft);
	const ground = groundOf(choices);
	const standard = groundOf(defaults);
	return (
		<Field
			title={t('Background')}
			labelId={labelId}
			resetTo={ground === standard ? undefined : groundName(standard)}
			onReset={() => {
				changeDraft({ background: undefined, cutOut: undefined });
			}}
			focus="input:checked"
		>
			<Segments
				labelledBy={labelId}
				describedBy={noteId}
				value={ground}
				onChoose={chosen => {
					const cutOut = chosen === 'cutOut';
					changeDraft({
						cutOut,
						...(chosen !== 'cutOut' && { background: chosen }),
					});
				}}
				options={([...backgrounds, 'cutOut'] as const).map(value => ({ value, content: groundName(value) }))}
			/>
			<div id={noteId}>
				{choices.cutOut && (
					<p class="note">
						<Drawing icon={icons.info} />
						<span>
							{choices.outputFormat === 'jpeg'
								? t(
										"The subject is generated on one flat color, which is then made transparent here, for free. JPEG files can't be transparent, so the image is saved as PNG.",
									)
								: t(
										'The subject is generated on one flat color, which is then made transparent here, for free.',
									)}
						</span>
					</p>
				)}
			</div>
		</Field>
	);
}

interface ChoiceProps<K extends 'outputFormat' | 'moderation'> {
	readonly view: View;
	readonly title: string;
	readonly name: K;
	readonly values: readonly Choices[K][];
	readonly nameOf: (value: Choices[K]) => string;
	readonly hint?: string;
}

function ChoiceField<K extends 'outputFormat' | 'moderation'>(props: ChoiceProps<K>) {
	const { view, title, name, values, nameOf, hint } = props;
	const { changeDraft } = usePage();
	const labelId = useId();
	const hintId = useId();
	const value = choicesOf(view.environment, view.draft)[name];
	const standard = defaultsOf(view.environment, view.draft)[name];
	return (
		<Field
			title={title}
			labelId={labelId}
			resetTo={value === standard ? undefined : nameOf(standard)}
			onReset={() => {
				changeDraft({ [name]: undefined });
			}}
			focus="input:checked"
		>
			<Segments
				labelledBy={labelId}
				describedBy={hintId}
				value={value}
				onChoose={chosen => {
					changeDraft({ [name]: chosen });
				}}
				options={values.map(each => ({ value: each, content: nameOf(each) }))}
			/>
			<p class="quiet field-hint" id={hintId} hidden={hint === undefined}>
				{hint}
			</p>
		</Field>
	);
}

function CompressionField({ environment, draft }: View) {
	const { changeDraft } = usePage();
	const id = useId();
	const choices = choicesOf(environment, draft);
	const { outputCompression } = choices;
	const standard = defaultsOf(environment, draft).outputCompression;
	const input = useRef<HTMLInputElement>(null);
	const shown = String(outputCompression);
	const isBeingTyped = document.activeElement === input.current && input.current?.value === '';
	return (
		<Field
			title={t('Compression')}
			labelId={`${id}-label`}
			inputId={id}
			resetTo={outputCompression === standard ? undefined : String(standard)}
			onReset={() => {
				changeDraft({ outputCompression: undefined });
			}}
			focus="input"
			hidden={savedFormat(choices) === 'png'}
		>
			<input
				ref={input}
				id={id}
				class="input"
				type="number"
				min={0}
				max={100}
				step={1}
				aria-describedby={`${id}-hint`}
				value={isBeingTyped ? '' : shown}
				onInput={({ currentTarget }) => {
					if (currentTarget.value !== '' && currentTarget.validity.valid) {
						changeDraft({ outputCompression: currentTarget.valueAsNumber });
					}
				}}
				onChange={({ currentTarget }) => {
					// Only numbers from 0 to 100 are kept.
					currentTarget.value = String(choicesOf(environment, draft).outputCompression);
				}}
			/>
			<p class="quiet field-hint" id={`${id}-hint`}>
				{t('0 is smallest, 100 is best')}
			</p>
		</Field>
	);
}

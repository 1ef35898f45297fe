import { useId } from 'preact/hooks';
import { aspectRatios, maxCount, qualities } from '../../shared/model.ts';
import { formatSize } from '../../shared/units.ts';
import { qualityName } from '../qualityName.ts';
import { formatCredits, formatNumber, plural, t } from '../texts.ts';
import { Segments } from '../ui/segments.tsx';
import { choicesOf, defaultsOf } from './choices.ts';
import { Field } from './field.tsx';
import { usePage } from './page.ts';
import type { View } from './pageModel.ts';
import { Stepper } from './stepper.tsx';

const chosenRadio = 'input:checked';

/** Quality, with what it costs. */
export function QualityField({ environment, draft }: View) {
	const { changeDraft } = usePage();
	const labelId = useId();
	const { quality } = choicesOf(environment, draft);
	const standard = defaultsOf(environment, draft).quality;
	return (
		<Field
			title={t('Quality')}
			labelId={labelId}
			resetTo={quality === standard ? undefined : qualityName(standard)}
			onReset={() => {
				changeDraft({ quality: undefined });
			}}
			focus={chosenRadio}
		>
			<Segments
				labelledBy={labelId}
				class="qualities"
				value={quality}
				onChoose={value => {
					changeDraft({ quality: value });
				}}
				options={qualities.map(value => ({
					value,
					title: value === 'auto' ? t('The service decides') : undefined,
					content: (
						<>
							{qualityName(value)}
							<small class="price" aria-label={formatCredits(environment.prices[value])}>
								{formatNumber(environment.prices[value])}
							</small>
						</>
					),
				}))}
			/>
		</Field>
	);
}

/** The proportions, with their pixels. */
export function AspectRatioField({ environment, draft }: View) {
	const { changeDraft } = usePage();
	const labelId = useId();
	const { aspectRatio } = choicesOf(environment, draft);
	const standard = defaultsOf(environment, draft).aspectRatio;
	return (
		<Field
			title={t('Aspect ratio')}
			labelId={labelId}
			resetTo={aspectRatio === standard ? undefined : standard}
			onReset={() => {
				changeDraft({ aspectRatio: undefined });
			}}
			focus={chosenRadio}
		>
			<Segments
				labelledBy={labelId}
				class="ratios"
				value={aspectRatio}
				onChoose={value => {
					changeDraft({ aspectRatio: value });
				}}
				options={aspectRatios.map(value => ({
					value,
					content: (
						<b class="ratio" title={formatSize(environment.sizes[value])}>
							<i class="shape" data-ratio={value} />
							{value}
						</b>
					),
				}))}
			/>
		</Field>
	);
}

/** How many images are made at once. */
export function VariationsField({ environment, draft }: View) {
	const { changeDraft } = usePage();
	const labelId = useId();
	const { count } = choicesOf(environment, draft);
	const standard = defaultsOf(environment, draft).count;
	return (
		<Field
			title={t('Variations')}
			labelId={labelId}
			resetTo={count === standard ? undefined : String(standard)}
			onReset={() => {
				changeDraft({ count: undefined });
			}}
			focus="[role=spinbutton]"
		>
			<Stepper
				labelId={labelId}
				value={count}
				least={1}
				most={maxCount}
				words={plural(count, { one: '{0} image', other: '{0} images' })}
				onChoose={value => {
					changeDraft({ count: value });
				}}
			/>
		</Field>
	);
}

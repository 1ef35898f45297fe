import { icons } from '../../icons.ts';
import { formatCredits, plural, t } from '../../texts.ts';
import { Button, Drawing } from '../../ui/button.tsx';
import { ErrorLine } from '../../ui/errorLine.tsx';
import { usePageAsk } from '../page.ts';
import type { HeardJob } from '../pageModel.ts';
import { JobCardView } from './jobCard.tsx';
import { isAside, isUnsaved, type JobGroup } from './jobGroups.ts';

/** Which variations are ticked, by job. */
export interface Choice {
	readonly chosen: ReadonlySet<string>;
	readonly choose: (job: string, isChosen: boolean) => void;
}

/** The jobs of one request side by side, to choose from. */
export function SetView({ group: { jobs }, choice }: { readonly group: JobGroup; readonly choice: Choice }) {
	const asking = usePageAsk();
	const prompt = jobs[0]?.card.prompt ?? '';
	const aside = jobs.filter(({ card }) => isAside(card));
	const others = jobs.filter(({ card }) => !isAside(card));
	const waiting = others.filter(({ card }) => isUnsaved(card));
	const chosen = waiting.filter(({ card }) => choice.chosen.has(card.id)).map(({ card }) => card.id);
	const credits = jobs.reduce((sum, { card }) => sum + card.credits, 0);
	const tiles = (some: readonly HeardJob[]) => (
		<ul class="tiles-row">
			{some.map(job => (
				<JobCardView
					key={job.card.id}
					job={job}
					inSet={{
						isChosen: choice.chosen.has(job.card.id),
						choose: isChosen => {
							choice.choose(job.card.id, isChosen);
						},
					}}
				/>
			))}
		</ul>
	);
	return (
		<li class="set" tabIndex={-1} aria-label={prompt.slice(0, 120)}>
			<div class="set-head">
				<h3 class="set-prompt" title={prompt}>
					{prompt}
				</h3>
				<p class="meta">
					{plural(
						jobs.length,
						{ one: '{0} variation · {1}', other: '{0} variations · {1}' },
						formatCredits(credits),
					)}
				</p>
			</div>
			{others.length > 0 && tiles(others)}
			<ErrorLine text={asking.error} clear={asking.clear} />
			{waiting.length > 0 && (
				<div class="set-footer">
					<Button
						class="primary"
						disabled={chosen.length === 0 || asking.busy('saveVariations')}
						onPress={() => void asking.run({ type: 'saveVariations', jobs: chosen })}
					>
						{chosen.length === 0 ? t('Save Chosen') : t('Save {0} Chosen', chosen.length)}
					</Button>
					<span class="quiet">{hint(chosen.length, waiting.length - chosen.length)}</span>
				</div>
			)}
			{aside.length > 0 && (
				<details class="aside" open={others.length === 0}>
					<summary>
						<Drawing icon={icons.chevronRight} />
						<span>{t('{0} not saved', aside.length)}</span>
					</summary>
					{tiles(aside)}
				</details>
			)}
		</li>
	);
}

function hint(chosen: number, others: number): string {
	if (chosen === 0) {
		return t('Click the images to save. The others are kept for 7 days.');
	}
	return others === 0
		? ''
		: plural(others, {
				one: 'The other is kept for 7 days.',
				other: 'The others are kept for 7 days.',
			});
}

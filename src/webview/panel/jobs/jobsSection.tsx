import { useState } from 'preact/hooks';
import { t } from '../../texts.ts';
import { usePage } from '../page.ts';
import { JobCardView } from './jobCard.tsx';
import type { JobGroup } from './jobGroups.ts';
import { SetView, type Choice } from './setView.tsx';

interface JobsSectionProps {
	readonly title: string;
	readonly groups: readonly JobGroup[];
	readonly count: number;
}

/** Jobs as cards; those of one request are grouped. */
export function JobsSection({ title, groups, count }: JobsSectionProps) {
	const choice = useChoice();
	return (
		<section class="jobs" aria-labelledby="jobs-heading" hidden={groups.length === 0}>
			<div class="section-head">
				<h2 class="label" id="jobs-heading">
					{title} <span class="count">{count}</span>
				</h2>
			</div>
			<ul class="cards" aria-label={t('Jobs')}>
				{groups.map(group => {
					const [first] = group.jobs;
					return group.isSet || first === undefined ? (
						<SetView key={group.key} group={group} choice={choice} />
					) : (
						<JobCardView key={group.key} job={first} />
					);
				})}
			</ul>
		</section>
	);
}

/** The ticked variations, which the page remembers. */
function useChoice(): Choice {
	const { kept } = usePage();
	const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(kept.current.chosen));
	return {
		chosen,
		choose(job, isChosen) {
			const next = new Set(chosen);
			if (isChosen) {
				next.add(job);
			} else {
				next.delete(job);
			}
			kept.change({ chosen: [...next].slice(-1000) });
			setChosen(next);
		},
	};
}

import type { Delivered } from '../results/deliver.ts';
import type { RunOptions } from './runJobs.ts';

/** What several orders bring that are shown, and told of, as one. */
export interface Harvest {
	/** For each of them: nothing is shown or told of it by itself. */
	readonly options: RunOptions;
	/** What was saved so far. */
	readonly delivered: readonly Delivered[];
}

export function createHarvest(): Harvest {
	const delivered: Delivered[] = [];
	return {
		options: {
			isWatched: () => true,
			onDelivered: items => {
				delivered.push(...items);
			},
		},
		delivered,
	};
}

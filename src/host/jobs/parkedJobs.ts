import type { Problem } from '../../core/jobs/problem.ts';
import type { Services } from '../services.ts';

/** What this window does about parked jobs. */
interface ParkedJobs {
	/** Ids of those that it goes on with by itself when their time has come. */
	readonly resumed: Set<string>;
	/** By id, what stopped those that it tried and reported; they are tried again when that has changed. */
	readonly lastFailureById: Map<string, Problem['kind']>;
}

const parked = new WeakMap<Services, ParkedJobs>();

export function parkedJobs(services: Services): ParkedJobs {
	const known = parked.get(services) ?? { resumed: new Set(), lastFailureById: new Map() };
	parked.set(services, known);
	return known;
}

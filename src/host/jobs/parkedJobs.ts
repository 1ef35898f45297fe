import type { Problem } from '../../core/jobs/problem.ts';
import type { Services } from '../services.ts';

/** How this window handles parked jobs. */
interface ParkedJobs {
	/** Ids of jobs that this window resumes by itself when they are due. */
	readonly resumed: Set<string>;
	/** What stopped the jobs that this window tried and reported, by id; they are tried again once that has changed. */
	readonly lastFailureById: Map<string, Problem['kind']>;
}

const parked = new WeakMap<Services, ParkedJobs>();

export function parkedJobs(services: Services): ParkedJobs {
	const known = parked.get(services) ?? { resumed: new Set(), lastFailureById: new Map() };
	parked.set(services, known);
	return known;
}

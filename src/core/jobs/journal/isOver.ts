import { isTerminal, type Job } from '../job.ts';

/** Whether nothing is to come of a job any more, and the user knows. */
export function isOver(job: Job): boolean {
	return job.dismissed === true || (mayBeForgotten(job) && job.told === true);
}

/** Whether a job may go once enough time has passed; what nobody knows of stays until it is dismissed. */
export function mayBeForgotten(job: Job): boolean {
	return job.dismissed === true || (isTerminal(job.phase) && job.phase !== 'unknown');
}

/** Whether nothing is left to do, as far as the names alone can tell: an answer may come after an unknown end was told. */
export function isSettled(names: readonly string[]): boolean {
	const mayBeLate = names.includes('job.json') && names.includes('end.json');
	return names.includes('dismissed.json') || (names.includes('told.json') && !mayBeLate);
}

/** As far as the names alone can tell: told or dismissed, and no bytes of an image are kept in the folder. */
export function mayBePutAway(names: readonly string[]): boolean {
	return (
		(names.includes('told.json') || names.includes('dismissed.json')) &&
		!names.some(name => /^stage\.\d+$/.test(name))
	);
}

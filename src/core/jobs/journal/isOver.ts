import { isTerminal, type Job } from '../job.ts';

/** Whether nothing more will come of a job, and the user knows. */
export function isOver(job: Job): boolean {
	return job.dismissed === true || (mayBeForgotten(job) && job.notified === true);
}

/** Whether a job may be removed once enough time has passed; an unknown one stays until it is dismissed. */
export function mayBeForgotten(job: Job): boolean {
	return job.dismissed === true || (isTerminal(job.phase) && job.phase !== 'unknown');
}

/**
 * Whether nothing is left to do, judging by the file names alone. An answer may still arrive after an unknown end was
 * reported.
 */
export function looksOver(names: readonly string[]): boolean {
	const mayBeLate = names.includes('job.json') && names.includes('end.json');
	return names.includes('dismissed.json') || (names.includes('told.json') && !mayBeLate);
}

/** Whether, judging by the file names alone, the end was reported or dismissed and the folder holds no image bytes. */
export function mayBeArchived(names: readonly string[]): boolean {
	return (
		(names.includes('told.json') || names.includes('dismissed.json')) &&
		!names.some(name => /^stage\.\d+$/.test(name))
	);
}

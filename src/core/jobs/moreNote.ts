import type { Job } from './job.ts';

/** A sentence on the results that the service sent beyond those that are saved; undefined where there are none. */
export function moreNote({ more = [], saved = [] }: Pick<Job, 'more' | 'saved'>): string | undefined {
	if (more.length === 0) {
		return undefined;
	}
	const all = (saved.length + more.length).toLocaleString('en-US');
	const others = more.length === 1 ? 'the address of the other one is' : 'the addresses of the others are';
	return `The service sent ${all} images for one request. ${saved.length} are saved; ${others} in the log.`;
}

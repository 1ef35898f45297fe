import type { Job } from '../../core/jobs/job.ts';
import { reviewEdit } from '../review/reviewEdit.ts';
import type { Command } from '../command.ts';

/** Opens the review of a saved edit. Internal: takes the job itself as its argument. */
export const review: Command = (services, job) => {
	reviewEdit(services, job as Job);
	return Promise.resolve();
};

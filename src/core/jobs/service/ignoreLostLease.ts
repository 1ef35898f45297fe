import { LeaseLostError } from '../journal/leaseLostError.ts';
import type { JobLog } from './jobService.ts';

/** Handles the loss of a job's lease, which is harmless: the job goes on in another window. Rethrows other errors. */
export function ignoreLostLease(log: JobLog): (error: unknown) => undefined {
	return error => {
		if (!(error instanceof LeaseLostError)) {
			throw error;
		}
		log.info(error.message);
	};
}

import { collect } from './collect.ts';
import { mayHaveCost, type Job } from './job.ts';
import type { JobPorts } from './ports.ts';
import { answerLost, createRun, isAtRest, record, type Run } from './run.ts';
import { save } from './save.ts';
import { submit } from './submit.ts';
import { watch } from './watch.ts';

/**
 * Drives a job until it is saved, failed, cancelled or unknown, or waits for something outside (`parked`), and
 * returns it as it then stands. Give a parked or an interrupted job back to go on where it was: nothing that
 * may have been accepted is ever sent again, and nothing that was saved is saved twice.
 *
 * Aborting `cancel` ends every wait at once and asks the service to cancel; a result that was made by then is
 * saved all the same.
 *
 * @throws LeaseLostError when another window has taken the job over: it goes on there.
 */
export async function runJob(job: Job, ports: JobPorts, cancel: AbortSignal): Promise<Job> {
	const run = createRun(job, ports, cancel);
	if (job.parked !== undefined) {
		await record(run, { type: 'resumed' });
	}
	let resumed = true;
	while (!isAtRest(run)) {
		await step(run, resumed);
		resumed = false;
	}
	if (!mayHaveCost(run.job)) {
		await ports.budget.release(job.intent.id).catch((error: unknown) => {
			// It counts against today's limit for nothing: a pity, and no danger.
			ports.onTrouble?.(run.job, error);
		});
	}
	return run.job;
}

/** Takes the job one phase further. */
async function step(run: Run, resumed: boolean): Promise<void> {
	switch (run.job.phase) {
		case 'intent':
			return submit(run);
		case 'sent':
			return record(run, answerLost);
		case 'accepted':
		case 'running': {
			const outputs = await watch(run, resumed);
			return outputs && collect(run, outputs);
		}
		case 'ready':
			if (run.cancel.aborted && run.job.cancelling !== true) {
				await record(run, { type: 'cancelling' });
			}
			return save(run);
		case 'saved':
		case 'failed':
		case 'cancelled':
		case 'unknown':
			return undefined;
	}
}

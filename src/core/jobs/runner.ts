import { collect } from './collect.ts';
import { mayHaveCost, type Job } from './job.ts';
import type { JobPorts } from './ports.ts';
import { answerLost, createRun, isAtRest, record, type Run } from './run.ts';
import { save } from './save.ts';
import { submit } from './submit.ts';
import { watch } from './watch.ts';

/**
 * Drives a job until it is saved, failed, cancelled or unknown, or waits for something outside (`parked`), and
 * returns its new state. Pass a parked or an interrupted job in again to resume it: nothing that may have been
 * accepted is ever sent again, and nothing that was saved is saved twice.
 *
 * Aborting `cancel` ends every wait immediately and asks the service to cancel; a result that is already made is
 * still saved.
 *
 * @throws LeaseLostError when another window has taken the job over: it goes on there.
 */
export async function runJob(job: Job, ports: JobPorts, cancel: AbortSignal): Promise<Job> {
	const run = await goOn(job, ports, cancel, () => true);
	if (!mayHaveCost(run.job)) {
		await ports.budget.release(job.intent.id).catch((error: unknown) => {
			// Harmless: today's limit is slightly too strict.
			ports.onTrouble?.(run.job, error);
		});
	}
	return run.job;
}

/**
 * Saves what a job has staged, which needs no key, and returns the job's new state: `accepted` again if the staged
 * bytes were lost.
 *
 * @throws LeaseLostError when another window has taken the job over: it goes on there.
 */
export async function saveStaged(job: Job, ports: JobPorts, cancel: AbortSignal): Promise<Job> {
	return (await goOn(job, ports, cancel, ({ phase }) => phase === 'ready')).job;
}

async function goOn(
	job: Job,
	ports: JobPorts,
	cancel: AbortSignal,
	isWanted: (job: Job) => boolean,
): Promise<Run> {
	const run = createRun(job, ports, cancel);
	if (job.parked !== undefined) {
		await record(run, { type: 'resumed' });
	}
	let resumed = true;
	while (!isAtRest(run) && isWanted(run.job)) {
		await step(run, resumed);
		resumed = false;
	}
	return run;
}

/** Advances the job by one phase. */
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

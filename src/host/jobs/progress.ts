import { ProgressLocation, window } from 'vscode';
import { policy } from '../../core/policy.ts';
import { isTerminal, type Job } from '../../core/jobs/job.ts';
import { phaseText } from './jobText.ts';

export interface JobProgress {
	readonly title: string;
	/** The total number of jobs. */
	readonly count: number;
	/** The jobs known from the start. */
	readonly jobs?: readonly Job[];
}

/**
 * Shows one cancellable notification while `count` jobs run: their phase and the elapsed time, updated each second.
 * `task` gets a signal that Cancel aborts, and reports the jobs as they change.
 */
export async function withJobProgress<T>(
	{ title, count, jobs = [] }: JobProgress,
	task: (cancel: AbortSignal, report: (job: Job) => void) => Promise<T>,
): Promise<T> {
	const current = new Map(jobs.map(job => [job.intent.id, job]));
	const cancel = new AbortController();
	return window.withProgress(
		{ location: ProgressLocation.Notification, title, cancellable: true },
		async (progress, token) => {
			const startedAt = Date.now();
			const update = () => {
				const seconds = Math.round((Date.now() - startedAt) / 1000);
				progress.report({
					message: cancel.signal.aborted
						? 'Cancelling…'
						: progressText([...current.values()], count, seconds),
				});
			};
			const subscription = token.onCancellationRequested(() => {
				cancel.abort();
				update();
			});
			const timer = setInterval(update, 1000);
			try {
				update();
				return await task(cancel.signal, job => {
					current.set(job.intent.id, job);
					update();
				});
			} finally {
				clearInterval(timer);
				subscription.dispose();
			}
		},
	);
}

function progressText(jobs: readonly Job[], count: number, seconds: number): string {
	const [only] = jobs;
	if (count === 1 && only) {
		return `${phaseText(only)} ${seconds} s${usualText(only)}`;
	}
	const done = jobs.filter(job => isTerminal(job.phase)).length;
	return `${done} of ${count} done. ${seconds} s`;
}

function usualText({ phase, intent }: Job): string {
	const usual = Math.round(policy.poll.usual[intent.request.quality] / 1000);
	return phase === 'accepted' || phase === 'running' ? ` · usually ${usual} s` : '';
}

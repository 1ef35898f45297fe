import { l10n, ProgressLocation, window } from 'vscode';
import { policy } from '../../core/policy.ts';
import { isTerminal, type Job } from '../../core/jobs/job.ts';
import type { JobNotice } from '../../core/jobs/jobNotice.ts';
import { numberText, secondsText } from '../texts/units.ts';
import { noticeText, phaseText } from './jobText.ts';

interface JobProgress {
	readonly title: string;
	/** The total number of jobs. */
	readonly count: number;
	/** The jobs known from the start. */
	readonly jobs?: readonly Job[];
	/** What a job is waiting for, by its id. */
	readonly noticeOf?: (id: string) => JobNotice | undefined;
}

/**
 * Shows one cancellable notification while `count` jobs run: their phase and the elapsed time, updated each second.
 * `task` gets a signal that Cancel aborts, and reports the jobs as they change.
 */
export async function withJobProgress<T>(
	{ title, count, jobs = [], noticeOf = () => undefined }: JobProgress,
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
						? l10n.t('Canceling…')
						: progressText([...current.values()], count, seconds, noticeOf),
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

function progressText(
	jobs: readonly Job[],
	count: number,
	seconds: number,
	noticeOf: (id: string) => JobNotice | undefined,
): string {
	const now = Date.now();
	const notices = jobs.flatMap(({ intent }) => noticeText(noticeOf(intent.id), now) ?? []);
	const [only] = jobs;
	if (count === 1 && only) {
		return notices[0] ?? `${phaseText(only)} ${secondsText(seconds)}${usualText(only)}`;
	}
	const done = jobs.filter(job => isTerminal(job.phase)).length;
	const counted = l10n.t({
		message: '{0} of {1} done. {2}',
		args: [numberText(done), numberText(count), secondsText(seconds)],
		comment: ['How many images, and how long it takes: "12 s"'],
	});
	return [counted, ...notices.slice(0, 1)].join(' · ');
}

function usualText({ phase, intent }: Job): string {
	const usual = secondsText(Math.round(policy.poll.usual[intent.request.quality] / 1000));
	return phase === 'accepted' || phase === 'running' ? ` · ${l10n.t('usually {0}', usual)}` : '';
}

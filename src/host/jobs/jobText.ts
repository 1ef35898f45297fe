import { l10n } from 'vscode';
import { awaitsChoice, type Job } from '../../core/jobs/job.ts';
import type { ListedJob } from '../../core/jobs/jobBoard.ts';
import type { JobNotice } from '../../core/jobs/jobNotice.ts';
import type { JobAction } from '../../core/jobs/jobActions.ts';
import { policy } from '../../core/policy.ts';
import { creditsText, numberText, daysText, secondsText } from '../texts/units.ts';

/** What a running job is doing. */
export function phaseText({ phase }: Job): string {
	switch (phase) {
		case 'intent':
		case 'sent':
			return l10n.t('Sending…');
		case 'accepted':
			return l10n.t('Queued…');
		case 'running':
			return l10n.t('Generating…');
		case 'ready':
			return l10n.t('Saving…');
		case 'saved':
		case 'failed':
		case 'cancelled':
		case 'unknown':
			return l10n.t('Finishing…');
	}
}

/** What a running job is waiting for; undefined for nothing beyond its phase. @param now in milliseconds since the epoch. */
export function noticeText(notice: JobNotice | undefined, now: number): string | undefined {
	switch (notice?.type) {
		case 'resuming':
			return l10n.t('Resuming…');
		case 'key':
			return l10n.t('Waiting for an API key…');
		case 'busy': {
			const seconds = Math.ceil((notice.until - now) / 1000);
			return seconds > 0
				? l10n.t('The service is busy. Trying again in {0}.', secondsText(seconds))
				: undefined;
		}
		case undefined:
			return undefined;
	}
}

/** What a job is doing, whichever window works on it, or its state when none does. */
export function stateText({ job, running, notice }: ListedJob, now: number): string {
	if (running === 'no') {
		return restText(job);
	}
	if (job.cancelling === true) {
		return l10n.t('Canceling…');
	}
	return running === 'resuming' ? l10n.t('Resuming…') : (noticeText(notice, now) ?? phaseText(job));
}

/** The state of a job that isn't running. */
export function restText(job: Job): string {
	const { phase } = job;
	switch (phase) {
		case 'intent':
			return l10n.t('Not sent');
		case 'ready':
			return awaitsChoice(job) ? l10n.t('Not chosen') : l10n.t('Not saved');
		case 'sent':
		case 'accepted':
		case 'running':
			return l10n.t('Waiting');
		case 'saved':
			return l10n.t('Saved');
		case 'failed':
			return l10n.t('Failed');
		case 'cancelled':
			return l10n.t('Canceled');
		case 'unknown':
			return l10n.t('Unknown');
	}
}

interface ActionText {
	/** A codicon. */
	readonly icon: string;
	readonly title: string;
	/** What it does, if the title doesn't say it all. */
	readonly detail: string;
}

/** The words for an action, with the price if it costs credits. */
export function actionText(action: JobAction, job: Job): ActionText {
	const credits = creditsText(job.intent.credits);
	const needsKey = job.parked?.problem.kind === 'key';
	const words = (icon: string, title: string, detail: string): ActionText => ({ icon, title, detail });
	switch (action) {
		case 'cancel':
			return words(
				'debug-stop',
				l10n.t('Cancel'),
				l10n.t('An image that is finished by then is saved all the same'),
			);
		case 'send':
			return words(
				'play',
				needsKey ? l10n.t('Set API Key… ({0})', credits) : l10n.t('Generate ({0})', credits),
				l10n.t('Sends the request; nothing has been charged yet'),
			);
		case 'tryAgain':
			return job.phase === 'ready'
				? words('save', l10n.t('Try Again'), l10n.t('The image is here, and costs nothing more'))
				: words(
						'refresh',
						needsKey ? l10n.t('Set API Key…') : l10n.t('Try Again'),
						l10n.t('Asks the service again; costs nothing more'),
					);
		case 'save':
			return words('save', l10n.t('Save'), l10n.t('This variation is here, and costs nothing more'));
		case 'saveElsewhere':
			return words(
				'save-as',
				l10n.t('Save Elsewhere…'),
				l10n.t('Chooses another folder; costs nothing more'),
			);
		case 'sendAgain':
			return job.phase === 'unknown'
				? words(
						'debug-restart',
						l10n.t('Send Again… ({0})', credits),
						l10n.t('The first request may have been charged; this may be charged again'),
					)
				: words(
						'debug-restart',
						l10n.t('Send Again ({0})', credits),
						l10n.t('Sends the same request as a new one'),
					);
		case 'editPrompt':
			return words(
				'edit',
				l10n.t('Edit Prompt… ({0})', credits),
				l10n.t('Sends another prompt with everything else as it was'),
			);
		case 'dismiss': {
			const kept = daysText(policy.storage.staged.keep);
			return words(
				'trash',
				l10n.t('Dismiss'),
				awaitsChoice(job)
					? l10n.t('Takes it off this list; it can still be saved for {0}', kept)
					: l10n.t('Takes it off this list'),
			);
		}
	}
}

/** How long ago something was: `12 s`, `5 min`, `3 h`, `2 d`. */
export function ageText(ms: number): string {
	const seconds = Math.max(0, Math.round(ms / 1000));
	if (seconds < 60) {
		return secondsText(seconds);
	}
	const minutes = Math.round(seconds / 60);
	if (minutes < 60) {
		return l10n.t({ message: '{0} min', args: [numberText(minutes)], comment: ['Minutes'] });
	}
	const hours = Math.round(minutes / 60);
	return hours < 48
		? l10n.t({ message: '{0} h', args: [numberText(hours)], comment: ['Hours'] })
		: l10n.t({ message: '{0} d', args: [numberText(Math.round(hours / 24))], comment: ['Days'] });
}

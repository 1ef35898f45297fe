import { awaitsChoice, type Job } from '../../core/jobs/job.ts';
import type { JobAction } from '../../core/jobs/jobActions.ts';
import { formatCredits } from '../../core/credits/prices.ts';

/** What a running job is doing. */
export function phaseText({ phase }: Job): string {
	switch (phase) {
		case 'intent':
		case 'sent':
			return 'Sending…';
		case 'accepted':
			return 'Queued…';
		case 'running':
			return 'Generating…';
		case 'ready':
			return 'Saving…';
		case 'saved':
		case 'failed':
		case 'cancelled':
		case 'unknown':
			return 'Finishing…';
	}
}

/** The state of a job that isn't running. */
export function restText(job: Job): string {
	const { phase, parked } = job;
	switch (phase) {
		case 'intent':
			return 'Not sent';
		case 'ready':
			return awaitsChoice(job) ? 'Not chosen' : 'Not saved';
		case 'sent':
		case 'accepted':
		case 'running':
			return parked === undefined ? 'Left behind' : 'Waiting';
		case 'saved':
			return 'Saved';
		case 'failed':
			return 'Failed';
		case 'cancelled':
			return 'Cancelled';
		case 'unknown':
			return 'Unknown';
	}
}

export interface ActionText {
	/** A codicon. */
	readonly icon: string;
	readonly title: string;
	/** What it does, if the title doesn't say it all. */
	readonly detail: string;
}

/** The words for an action, with the price if it costs credits. */
export function actionText(action: JobAction, job: Job): ActionText {
	const credits = formatCredits(job.intent.credits);
	switch (action) {
		case 'cancel':
			return {
				icon: 'debug-stop',
				title: 'Cancel',
				detail: 'An image that is finished by then is saved all the same',
			};
		case 'send':
			return {
				icon: 'play',
				title: `Generate (${credits})`,
				detail: 'Sends the request; nothing was charged yet',
			};
		case 'tryAgain':
			return job.phase === 'ready'
				? { icon: 'save', title: 'Retry Save', detail: 'The image is here, and costs nothing more' }
				: { icon: 'refresh', title: 'Try Again', detail: 'Asks the service again; costs nothing more' };
		case 'save':
			return { icon: 'save', title: 'Save', detail: 'This variation is here, and costs nothing more' };
		case 'saveElsewhere':
			return {
				icon: 'save-as',
				title: 'Save Elsewhere…',
				detail: 'Chooses another folder; costs nothing more',
			};
		case 'sendAgain':
			return job.phase === 'unknown'
				? {
						icon: 'debug-restart',
						title: `Send Again… (${credits})`,
						detail: 'The first request may have been charged; this may be charged again',
					}
				: {
						icon: 'debug-restart',
						title: `Send Again (${credits})`,
						detail: 'Sends the same request as a new one',
					};
		case 'editPrompt':
			return {
				icon: 'edit',
				title: `Edit Prompt… (${credits})`,
				detail: 'Sends another prompt with everything else as it was',
			};
		case 'dismiss':
			return {
				icon: 'trash',
				title: 'Dismiss',
				detail: awaitsChoice(job)
					? 'Takes it off this list; it can still be saved for 7 days'
					: 'Takes it off this list',
			};
	}
}

/** `12 s`, `5 min`, `3 h`, `2 d`. */
export function ageText(ms: number): string {
	const seconds = Math.max(0, Math.round(ms / 1000));
	if (seconds < 60) {
		return `${seconds} s`;
	}
	const minutes = Math.round(seconds / 60);
	if (minutes < 60) {
		return `${minutes} min`;
	}
	const hours = Math.round(minutes / 60);
	return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} d`;
}

import { awaitsChoice, wasAccepted, type Job } from './job.ts';
import { isAboutPrompt } from './problem.ts';

/** What a user can do about a job. */
export type JobAction =
	/** Asks the service to cancel it; a result that is made anyway is saved. */
	| 'cancel'
	/** Sends it: nothing was sent yet, or certainly not accepted. Costs what the job says. */
	| 'send'
	/** Goes on with what is paid for already; costs nothing. */
	| 'tryAgain'
	/** Saves a variation; costs nothing. */
	| 'save'
	/** Saves the result, which is here already, into another folder; costs nothing. */
	| 'saveElsewhere'
	/** Sends the same request as a new job. Costs what the job says, even where the first one was charged. */
	| 'sendAgain'
	/** Asks for another prompt, and sends that as a new job. Costs what the job says. */
	| 'editPrompt'
	/**
	 * Takes it off the list. An image that is paid for and not saved is lost a week later; a variation can be saved
	 * until then.
	 */
	| 'dismiss';

/** The actions that make sense for a job in its current state, likeliest first. */
export function actionsOf(job: Job, isRunning: boolean): readonly JobAction[] {
	if (isRunning) {
		return job.cancelling === true ? [] : ['cancel'];
	}
	switch (job.phase) {
		case 'intent':
			return ['send', 'dismiss'];
		case 'sent':
			// The window that sent it is gone; a moment later the job is unknown.
			return [];
		case 'accepted':
		case 'running':
			return ['tryAgain', 'cancel', 'dismiss'];
		case 'ready':
			if (awaitsChoice(job)) {
				return job.dismissed === true ? ['save'] : ['save', 'dismiss'];
			}
			return ['tryAgain', 'saveElsewhere', 'dismiss'];
		case 'failed':
			return job.problem !== undefined && isAboutPrompt(job.problem)
				? ['editPrompt', 'sendAgain', 'dismiss']
				: ['sendAgain', 'dismiss'];
		case 'unknown':
			return ['sendAgain', 'dismiss'];
		case 'saved':
		case 'cancelled':
			return [];
	}
}

/** Whether doing this spends credits. */
export function spends(action: JobAction): boolean {
	return action === 'send' || action === 'sendAgain' || action === 'editPrompt';
}

/** Whether a job belongs on the list: it is under way, or the user has to decide about it. */
export function isOpen(job: Job): boolean {
	return job.dismissed !== true && job.phase !== 'saved' && job.phase !== 'cancelled';
}

/** Whether dismissing it gives up an image that was paid for; an unchosen variation can still be saved. */
export function isPaidFor(job: Job): boolean {
	return wasAccepted(job) && ['accepted', 'running', 'ready'].includes(job.phase) && !awaitsChoice(job);
}

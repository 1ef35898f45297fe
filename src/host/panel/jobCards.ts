import { policy } from '../../core/policy.ts';
import { awaitsChoice, problemOf, type Job } from '../../core/jobs/job.ts';
import { actionsOf, spends } from '../../core/jobs/jobActions.ts';
import { isInProgress } from '../../core/jobs/standing.ts';
import type { JobCard, JobStatus } from '../../shared/panel.ts';
import type { ListedJob } from '../../core/jobs/jobBoard.ts';
import { actionText, restText, stateText } from '../jobs/jobText.ts';
import { problemText } from '../jobs/problemText.ts';

/** What a card needs besides its job. All of it is known already, so cards are cheap. */
export interface CardContext {
	/** Milliseconds since the epoch. */
	readonly now: number;
	/** An address the webview may load; undefined until the content has a thumbnail. */
	readonly thumbnailOf: (sha256: string, job: string) => string | undefined;
}

/** Whether a job has a card: it is in progress, or a variation that was not chosen and is still kept. */
export function hasCard(entry: ListedJob): boolean {
	return isInProgress(entry) || (entry.job.dismissed === true && awaitsChoice(entry.job));
}

/** The cards of those jobs that have one, in the same order. @param listed all jobs of the window */
export function cardsOf(listed: readonly ListedJob[], context: CardContext): JobCard[] {
	return listed.filter(hasCard).map(entry => {
		const { intent } = entry.job;
		const set = intent.variation === true ? setOf(entry, listed) : undefined;
		return {
			id: intent.id,
			...(set && { set }),
			prompt: intent.prompt,
			quality: intent.request.quality,
			aspectRatio: intent.request.aspectRatio,
			credits: intent.credits,
			createdAt: intent.createdAt,
			references: (intent.references?.length ?? 0) - (intent.styleReferences ?? 0),
			status: statusOf(entry, context),
			actions: actionsOf(entry.job, entry.running !== 'no').map(action => {
				const { title, detail } = actionText(action, entry.job);
				return { action, title, detail, spends: spends(action) };
			}),
		};
	});
}

/** The jobs of one request, in a stable order; saved ones count too. */
function setOf({ job }: ListedJob, listed: readonly ListedJob[]): JobCard['set'] {
	const ids = listed
		.filter(other => other.job.intent.action === job.intent.action)
		.map(other => other.job.intent.id)
		.sort();
	return { id: job.intent.action, index: ids.indexOf(job.intent.id), size: ids.length };
}

function statusOf(entry: ListedJob, context: CardContext): JobStatus {
	const { job, running } = entry;
	if (running !== 'no') {
		const { createdAt, request } = job.intent;
		return {
			type: 'running',
			text: stateText(entry, context.now),
			elapsed: Math.max(0, context.now - createdAt),
			usual: policy.poll.usual[request.quality],
			cancelling: job.cancelling === true,
			elsewhere: running === 'elsewhere',
		};
	}
	if (awaitsChoice(job)) {
		return variationStatus(job, context);
	}
	return stoppedStatus(job);
}

function variationStatus(job: Job, context: CardContext): JobStatus {
	const { intent, staged = [], dismissed, dismissedAt } = job;
	const [image] = staged;
	const thumbnail = image && context.thumbnailOf(image.sha256, intent.id);
	const since = dismissedAt ?? context.now;
	return {
		type: 'variation',
		width: image?.width ?? 1,
		height: image?.height ?? 1,
		...(thumbnail !== undefined && { thumbnail }),
		...(dismissed === true && { keptUntil: since + policy.journal.keep }),
	};
}

function stoppedStatus(job: Job): JobStatus {
	const problem = problemOf(job);
	return {
		type: 'stopped',
		severity: job.phase === 'failed' ? 'error' : job.phase === 'unknown' ? 'question' : 'paused',
		title: restText(job),
		message: problem === undefined ? '' : problemText(problem, job).message,
	};
}

/** What changed between two states of the cards; passing time doesn't count. */
export function changesOf(before: readonly JobCard[], after: readonly JobCard[]) {
	const keys = new Map(before.map(card => [card.id, keyOf(card)]));
	const ids = new Set(after.map(({ id }) => id));
	return {
		changed: after.filter(card => keys.get(card.id) !== keyOf(card)),
		removed: before.map(({ id }) => id).filter(id => !ids.has(id)),
	};
}

function keyOf(card: JobCard): string {
	const { status } = card;
	return JSON.stringify(status.type === 'running' ? { ...card, status: { ...status, elapsed: 0 } } : card);
}

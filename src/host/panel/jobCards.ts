import { policy } from '../../core/policy.ts';
import { awaitsChoice, type Job } from '../../core/jobs/job.ts';
import { actionsOf, isOpen, spends } from '../../core/jobs/jobActions.ts';
import type { JobCard, JobStatus } from '../../shared/panel.ts';
import type { ListedJob } from '../../core/jobs/jobBoard.ts';
import { actionText, phaseText, restText } from '../jobs/jobText.ts';
import { problemText } from '../jobs/problemText.ts';

/** A saved image that the panel found. */
export interface FoundImage {
	readonly name: string;
	/** The path shown to the user. */
	readonly path: string;
	readonly missing: boolean;
}

/** Where the bytes of an image are. */
export type ImageSource =
	| { readonly type: 'file'; readonly uri: string }
	/** The journal holds them: the first output of this job. */
	| { readonly type: 'staged'; readonly job: string };

/** What a card needs besides its job. All of it is known already, so cards are cheap. */
export interface CardContext {
	/** Milliseconds since the epoch. */
	readonly now: number;
	/** An address the webview may load; undefined until the content has a thumbnail. */
	readonly thumbnailOf: (sha256: string, source: ImageSource) => string | undefined;
	/** @param uri of a saved image */
	readonly find: (uri: string) => FoundImage;
}

/** An image is identified by its job and its index. */
export function imageIdOf(job: string, index: number): string {
	return `${job}.${index}`;
}

/** Whether a job has a card: it is running, needs the user, was saved today, or is a variation. */
export function hasCard({ job, running }: ListedJob, now: number): boolean {
	if (running !== 'no' || isOpen(job)) {
		return true;
	}
	if (job.dismissed === true) {
		return awaitsChoice(job);
	}
	return job.phase === 'saved' && now - job.intent.createdAt < policy.journal.showSaved;
}

/** The cards of jobs, in the same order. */
export function cardsOf(listed: readonly ListedJob[], context: CardContext): JobCard[] {
	const shown = listed.filter(entry => hasCard(entry, context.now));
	return shown.map(entry => {
		const { intent } = entry.job;
		const set = intent.variation === true ? setOf(entry, shown) : undefined;
		return {
			id: intent.id,
			...(set && { set }),
			prompt: intent.prompt,
			quality: intent.request.quality,
			aspectRatio: intent.request.aspectRatio,
			credits: intent.credits,
			createdAt: intent.createdAt,
			references: intent.references?.length ?? 0,
			status: statusOf(entry, context),
			actions: actionsOf(entry.job, entry.running !== 'no').map(action => {
				const { title, detail } = actionText(action, entry.job);
				return { action, title, detail, spends: spends(action) };
			}),
		};
	});
}

/** The jobs of one request, in a stable order. */
function setOf({ job }: ListedJob, shown: readonly ListedJob[]): JobCard['set'] {
	const ids = shown
		.filter(other => other.job.intent.action === job.intent.action)
		.map(other => other.job.intent.id)
		.sort();
	return { id: job.intent.action, index: ids.indexOf(job.intent.id), size: ids.length };
}

function statusOf({ job, running }: ListedJob, context: CardContext): JobStatus {
	if (running !== 'no') {
		const { createdAt, request } = job.intent;
		return {
			type: 'running',
			text: job.cancelling === true ? 'Cancelling…' : phaseText(job),
			elapsed: Math.max(0, context.now - createdAt),
			usual: policy.poll.usual[request.quality],
			cancelling: job.cancelling === true,
			elsewhere: running === 'elsewhere',
		};
	}
	if (job.phase === 'saved') {
		return { type: 'saved', images: savedImages(job, context) };
	}
	if (awaitsChoice(job)) {
		return variationStatus(job, context);
	}
	return stoppedStatus(job);
}

function savedImages({ intent, saved = [] }: Job, { find, thumbnailOf }: CardContext) {
	return saved.map(({ uri, width, height, sha256 }, index) => {
		const thumbnail = thumbnailOf(sha256, { type: 'file', uri });
		return {
			id: imageIdOf(intent.id, index),
			...find(uri),
			width,
			height,
			...(thumbnail !== undefined && { thumbnail }),
		};
	});
}

function variationStatus(job: Job, context: CardContext): JobStatus {
	const { intent, staged = [], dismissed, dismissedAt } = job;
	const [image] = staged;
	const thumbnail = image && context.thumbnailOf(image.sha256, { type: 'staged', job: intent.id });
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
	const problem = job.parked?.problem ?? job.problem;
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

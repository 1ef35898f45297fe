import type { JobCard } from '../../../shared/panel.ts';
import { matchesText } from '../gallery/search.ts';
import type { HeardJob } from '../pageModel.ts';

/** A job, or the jobs of one request, which are shown side by side. */
export interface JobGroup {
	readonly key: string;
	readonly isSet: boolean;
	/** A set's jobs are in order. */
	readonly jobs: readonly HeardJob[];
}

/** Other images of its set were chosen. */
export function isAside({ status }: JobCard): boolean {
	return status.type === 'variation' && status.keptUntil !== undefined;
}

/** Made, but not saved to the workspace. */
export function isUnsaved({ status }: JobCard): boolean {
	return status.type === 'variation';
}

/** Whether a job runs, waits, or needs an answer. A variation that wasn't chosen is over, and only kept for a while. */
export function isInProgress(card: JobCard): boolean {
	return !isAside(card);
}

/** What runs, the newest first; then what waits or needs an answer; then sets to choose from. */
export function inProgress(jobs: Iterable<HeardJob>): readonly JobGroup[] {
	return grouped(jobs)
		.filter(group => group.jobs.some(({ card }) => isInProgress(card)))
		.sort((one, other) => rankOf(one) - rankOf(other) || compare(one, other));
}

/** Groups with images that are not saved, the newest first. @param words all of them must be in the prompt */
export function unsaved(jobs: Iterable<HeardJob>, words: readonly string[]): readonly JobGroup[] {
	return grouped(jobs)
		.filter(group => group.jobs.some(({ card }) => isUnsaved(card) && matchesText(card.prompt, words)))
		.sort(compare);
}

function grouped(jobs: Iterable<HeardJob>): JobGroup[] {
	const groups = Map.groupBy(jobs, ({ card: { id, set } }) => (set === undefined ? id : `set:${set.id}`));
	return [...groups].map(([key, members]) => ({
		key,
		isSet: members[0]?.card.set !== undefined,
		jobs: members.toSorted((one, other) => (one.card.set?.index ?? 0) - (other.card.set?.index ?? 0)),
	}));
}

function rankOf({ jobs }: JobGroup): number {
	const ranks = jobs.map(({ card: { status } }) =>
		status.type === 'running' ? 0 : status.type === 'stopped' ? (status.severity === 'paused' ? 1 : 2) : 3,
	);
	return Math.min(...ranks);
}

/** Newest first; ids are created in chronological order. */
function compare(one: JobGroup, other: JobGroup): number {
	const [a, b] = [newestOf(one), newestOf(other)];
	return b.createdAt - a.createdAt || (b.id > a.id ? 1 : -1);
}

function newestOf({ jobs }: JobGroup): { readonly createdAt: number; readonly id: string } {
	return jobs.reduce<{ readonly createdAt: number; readonly id: string }>(
		(newest, { card }) =>
			card.createdAt > newest.createdAt || (card.createdAt === newest.createdAt && card.id > newest.id)
				? card
				: newest,
		{ createdAt: -1, id: '' },
	);
}

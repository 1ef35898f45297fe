import { l10n, Uri } from 'vscode';
import { creditsOf, type Job } from '../../core/jobs/job.ts';
import { shorten } from '../../core/text/shorten.ts';
import { linkPlaceOf, type LinkPlace } from '../editor/linkPlace.ts';
import type { Services } from '../services.ts';
import { withJobProgress } from './progress.ts';
import { announce, announceCancelled, announceChoice } from '../results/announce.ts';
import { linkSaved } from '../results/deliver.ts';
import type { Delivered } from '../results/delivered.ts';
import { parkedJobs } from './parkedJobs.ts';
import { reportProblems } from './reportProblems.ts';
import { creditsText, imagesText, numberText } from '../texts/units.ts';
import { plural } from '../texts/plural.ts';

export interface RunOptions {
	/**
	 * Where the links of each action go; released when no more can follow. By default, the places stored in the jobs.
	 */
	readonly places?: ReadonlyMap<string, LinkPlace> | undefined;
	/** Whether the user is watching the progress elsewhere right now; no notification repeats it then. */
	readonly isWatched?: (() => boolean) | undefined;
	/** Receives what was saved before it is announced. */
	readonly onDelivered?: ((delivered: readonly Delivered[]) => void) | undefined;
}

/**
 * Runs jobs until each has ended, is parked, or awaits a choice, with one progress notification for all of them.
 * Then links what was saved and reports the rest.
 */
export async function runJobs(
	services: Services,
	jobs: readonly Job[],
	{ places = placesOf(jobs), isWatched = () => false, onDelivered }: RunOptions = {},
): Promise<readonly Job[]> {
	const drive = (cancel?: AbortSignal, onChange?: (job: Job) => void) => {
		const options = { ask: true, ...(cancel && { cancel }), ...(onChange && { onChange }) };
		return Promise.allSettled(jobs.map(job => services.jobs.drive(job, options)));
	};
	// An unexpected failure of one job must not hide the results of the others.
	const outcomes = isWatched()
		? await drive()
		: await withJobProgress(
				{
					title: titleOf(jobs),
					count: jobs.length,
					jobs,
					noticeOf: id => services.jobs.noticeOf(id),
				},
				drive,
			);
	const driven = outcomes.flatMap(result => (result.status === 'fulfilled' ? (result.value ?? []) : []));
	announceCancelled(services, driven);
	for (const result of outcomes) {
		if (result.status === 'rejected') {
			services.reportError(result.reason);
		}
	}
	// A job that was resumed while others were still running is reported by the run that resumed it.
	const ended = await services.jobs.standing(driven);
	for (const { intent, parked } of ended) {
		if (parked !== undefined && parked.until === undefined) {
			parkedJobs(services).lastFailureById.set(intent.id, parked.problem.kind);
		}
	}
	const saved = ended.filter(({ phase }) => phase === 'saved');
	const delivered = await linkSaved(services, saved, ({ intent }) => places.get(intent.action));
	onDelivered?.(delivered);
	const dispose = () => {
		places.forEach(place => {
			place.dispose();
		});
	};
	const watched = isWatched();
	announce(services, watched ? await unrecorded(services, delivered) : delivered);
	if (!watched) {
		announceChoice(services, ended);
	}
	const runAgain = (again: readonly Job[]) => runJobs(services, again, { places, isWatched, onDelivered });
	// A page that is watched shows what stopped; otherwise the places are needed until that is settled.
	if (watched || !reportProblems(services, ended, runAgain, dispose)) {
		dispose();
	}
	await Promise.all(ended.map(job => services.jobs.markNotified(job)));
	return ended;
}

/** Images that a watched page doesn't show: it lists recorded images, and the record may not be writable. */
async function unrecorded(
	{ records }: Services,
	delivered: readonly Delivered[],
): Promise<readonly Delivered[]> {
	const entries = await Promise.all(delivered.map(({ uri }) => records.entryOf(uri).catch(() => undefined)));
	return delivered.filter((_, index) => entries[index] === undefined);
}

/** The files that the jobs saved. */
export function savedFiles(jobs: readonly Job[]): Uri[] {
	return jobs
		.filter(({ phase }) => phase === 'saved')
		.flatMap(({ saved = [] }) => saved.map(({ uri }) => Uri.parse(uri, true)));
}

/** The place of each action's links, by action. */
function placesOf(jobs: readonly Job[]): ReadonlyMap<string, LinkPlace> {
	const noted = new Map(
		jobs.flatMap(({ intent: { action, link } }) => (link === undefined ? [] : [[action, link] as const])),
	);
	return new Map([...noted].map(([action, link]) => [action, linkPlaceOf(link)]));
}

/** The title of the jobs' progress: what is made, and for how many credits. */
export function titleOf(jobs: readonly Job[]): string {
	const prompt = jobs[0]?.intent.prompt ?? '';
	const isShared = jobs.every(({ intent }) => intent.prompt === prompt);
	const credits = creditsText(creditsOf(jobs));
	const count = numberText(jobs.length);
	const short = shorten(prompt, 40);
	const what = isShared
		? plural(jobs.length, l10n.t('Image “{0}”', short), l10n.t('{0} images “{1}”', count, short))
		: imagesText(jobs.length);
	return `${what} · ${credits}`;
}

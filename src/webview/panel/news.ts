import type { Asset } from '../../shared/galleryMessages.ts';
import type { JobCard } from '../../shared/panel.ts';
import { plural, t } from '../texts.ts';
import { endOf } from './jobs/endOf.ts';
import type { HeardJob } from './pageModel.ts';
import type { PageRequest } from './requests.ts';
import { isInSight, mayScroll } from './sight.ts';

/** The outcome of a job: an image, images to choose from, or a failure. */
export interface News {
	readonly text: string;
	readonly isError: boolean;
	readonly job: string;
	/** The image that it made. */
	readonly asset?: string;
}

/** Where the page shows a piece of news. */
interface NewsPlace {
	/** Undefined if it isn't drawn. */
	readonly elementOf: (news: News) => HTMLElement | undefined;
	/** Whether there is nothing to show any more. */
	readonly isOver: (news: News) => boolean;
	/** Brings it into sight. @param isAsked also moves the focus there, and leaves a search that hides it */
	readonly reveal: (news: News, isAsked: boolean) => void;
	/** Called when `current` is another one. */
	readonly changed: () => void;
}

/** The outcomes of jobs that the user could not see. */
export interface NewsBoard {
	/** What to tell the user now: the last failure, otherwise the last result. */
	readonly current: News | undefined;
	/** Notes which jobs a request of the page starts. Call the result once it is answered. */
	readonly asked: (request: PageRequest, jobs: Jobs) => (jobs: Jobs) => void;
	/** @param ended those of the changed jobs that have just come to an end */
	readonly jobsChanged: (jobs: Jobs, ended: readonly JobCard[]) => void;
	readonly assetsAdded: (jobs: Jobs, assets: readonly Asset[]) => void;
	/** Called when the page was drawn or scrolled: brings into sight what was started here, and forgets what was seen. */
	readonly settle: () => void;
	readonly show: () => void;
	readonly dismiss: () => void;
}

type Jobs = ReadonlyMap<string, HeardJob>;
const mostPending = 50;

export function createNews(place: NewsPlace): NewsBoard {
	/** The jobs that were started in this page. */
	const ours = new Set<string>();
	/** All jobs so far, and those whose images were announced: a restored or renamed image is no news. */
	const heard = new Set<string>();
	const announced = new Set<string>();
	/** The oldest first. */
	let pending: readonly News[] = [];
	/** The news that were out of sight when last checked; `current` is one of them. */
	let left: ReadonlySet<News> = new Set();
	let current: News | undefined;

	function keep(news: readonly News[]): void {
		pending = news.slice(-mostPending);
		const before = current;
		const hidden = pending.filter(each => left.has(each));
		current = hidden.findLast(({ isError }) => isError) ?? hidden.at(-1);
		if (current !== before) {
			place.changed();
		}
	}
	function note(jobs: Jobs): void {
		for (const id of jobs.keys()) {
			heard.add(id);
		}
	}
	const drop = (news: News | undefined) => {
		keep(pending.filter(each => each !== news));
	};
	return {
		get current() {
			return current;
		},
		asked(request, jobs) {
			const named =
				request.type === 'job' ? [request.job] : request.type === 'saveVariations' ? request.jobs : [];
			return all => {
				for (const id of all.keys()) {
					if (!jobs.has(id) || named.includes(id)) {
						ours.add(id);
					}
				}
			};
		},
		jobsChanged(jobs, ended) {
			note(jobs);
			const all = [...jobs.values()].map(({ card }) => card);
			const sets = new Set<string>();
			const news = ended.flatMap((card): News[] => {
				const { id: job, status, set } = card;
				if (status.type !== 'variation' || set === undefined) {
					return [{ text: endOf(card), isError: true, job }];
				}
				const others = all.filter(each => each.set?.id === set.id);
				if (sets.has(set.id) || others.some(each => each.status.type === 'running')) {
					return [];
				}
				sets.add(set.id);
				const count = others.filter(each => each.status.type === 'variation').length;
				const text = plural(count, { one: '{0} image to choose from', other: '{0} images to choose from' });
				return [{ text, isError: false, job }];
			});
			keep([...pending, ...news]);
		},
		assetsAdded(jobs, assets) {
			note(jobs);
			const made = assets.filter(({ job }) => heard.has(job) && !announced.has(job));
			for (const { job } of made) {
				announced.add(job);
			}
			keep([
				...pending,
				...made.map(({ id: asset, job, name }) => ({
					text: t('Saved {0}', name),
					isError: false,
					job,
					asset,
				})),
			]);
		},
		settle() {
			const isSeen = (news: News) => {
				const element = place.elementOf(news);
				return element !== undefined && isInSight(element);
			};
			for (const news of pending) {
				if (!left.has(news) && !isSeen(news) && ours.has(news.job) && mayScroll()) {
					place.reveal(news, false);
				}
			}
			const unseen = pending.filter(news => !place.isOver(news) && !isSeen(news));
			left = new Set(unseen);
			keep(unseen);
		},
		show() {
			const news = current;
			drop(news);
			if (news !== undefined) {
				place.reveal(news, true);
			}
		},
		dismiss() {
			drop(current);
		},
	};
}

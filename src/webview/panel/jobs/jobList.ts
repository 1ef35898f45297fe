import type { JobCard } from '../../../shared/panel.ts';
import { button, element, setText } from '../../dom.ts';
import { createErrorSlot } from '../../errorSlot.ts';
import { runBusy, type PanelContext } from '../context.ts';
import { createCardView, type CardView } from './cardView.ts';
import { isShown, isUnsaved, type JobFilter } from './jobFilter.ts';
import type { LinkPreviews } from './linkPreviews.ts';
import { putInOrder } from './putInOrder.ts';
import { createSetView, type SetView } from './setView.ts';
import type { CardContext } from './statusView.ts';

export interface JobList {
	readonly root: HTMLElement;
	/** How many there are, and how many of them are running. */
	readonly size: number;
	readonly running: number;
	/** Paths of the images that saved cards show. */
	readonly savedPaths: ReadonlySet<string>;
	/** The number of variations that aren't saved. */
	readonly unsaved: number;
	/** Shows only the matching ones. Returns the number of visible entries: cards and sets of cards. */
	filter(filter: JobFilter): number;
	/** Replaces all cards. */
	reset(cards: readonly JobCard[]): void;
	update(changed: readonly JobCard[], removed: readonly string[]): void;
}

type Entry =
	{ readonly isSet: false; readonly view: CardView } | { readonly isSet: true; readonly view: SetView };

/** The jobs as cards, newest first; those of one request are grouped. */
export function createJobList(panel: PanelContext, links: LinkPreviews): JobList {
	const cards = new Map<string, JobCard>();
	/** When a card was last updated, by `performance.now()`. */
	const since = new Map<string, number>();
	const entries = new Map<string, Entry>();
	const chosen = new Set(panel.kept.current.chosen);
	const keepChosen = () => {
		panel.kept.change({ chosen: [...chosen].slice(-1000) });
	};
	const context: CardContext = {
		...panel,
		links,
		isChosen: job => chosen.has(job),
		choose(job, isChosen) {
			if (isChosen) {
				chosen.add(job);
			} else {
				chosen.delete(job);
			}
			keepChosen();
		},
	};
	const slot = createErrorSlot();
	const count = element('span', { class: 'count' });
	const clear = button(
		{ class: 'link quiet-link', title: 'Take the saved images off this list' },
		() => void runBusy(panel, clear, { type: 'hideJobs', jobs: savedJobs() }, slot),
		'Clear Saved',
	);
	const grid = element('ul', { class: 'cards' });
	const root = element(
		'section',
		{ class: 'jobs', 'aria-labelledby': 'jobs-heading', hidden: true },
		element(
			'div',
			{ class: 'section-head' },
			element('h2', { class: 'label', id: 'jobs-heading' }, 'Jobs ', count),
			clear,
		),
		slot.root,
		grid,
	);
	const savedJobs = () =>
		[...cards.values()].filter(({ status }) => status.type === 'saved').map(({ id }) => id);
	const isRunning = ({ status }: JobCard) => status.type === 'running';
	let ticker: ReturnType<typeof setInterval> | undefined;
	let running = 0;
	let filter: JobFilter = { show: 'all', words: [] };

	function put(card: JobCard): void {
		const before = cards.get(card.id);
		if (before !== undefined && isRunning(before) && !isRunning(card)) {
			panel.announce(endOf(card));
		}
		cards.set(card.id, card);
		since.set(card.id, performance.now());
	}
	function forget(id: string): void {
		cards.delete(id);
		since.delete(id);
		if (chosen.delete(id)) {
			keepChosen();
		}
	}

	/** Redraws the entries with these keys, and removes those whose jobs are gone. */
	function draw(keys: ReadonlySet<string>): void {
		const members = new Map<string, JobCard[]>();
		for (const card of cards.values()) {
			const key = keyOf(card);
			if (keys.has(key)) {
				members.set(key, [...(members.get(key) ?? []), card]);
			}
		}
		let moved = false;
		for (const key of keys) {
			const [first, ...others] = members.get(key) ?? [];
			let entry = entries.get(key);
			if (first === undefined) {
				entry?.view.root.remove();
				entries.delete(key);
				continue;
			}
			if (entry === undefined) {
				moved = true;
				entry =
					first.set === undefined
						? { isSet: false, view: createCardView(context, false) }
						: { isSet: true, view: createSetView(context) };
				entries.set(key, entry);
			}
			if (entry.isSet) {
				entry.view.show([first, ...others], id => since.get(id) ?? 0);
			} else {
				entry.view.show(first, since.get(first.id) ?? 0);
			}
		}
		if (moved) {
			putInOrder(grid, inOrder());
		}
		running = [...cards.values()].filter(isRunning).length;
		applyFilter();
		watchTime();
	}
	function applyFilter(): number {
		const members = Map.groupBy(cards.values(), keyOf);
		let shown = 0;
		let shownCards = 0;
		for (const [key, entry] of entries) {
			const its = members.get(key) ?? [];
			entry.view.root.hidden = !isShown(its, filter);
			shown += entry.view.root.hidden ? 0 : 1;
			shownCards += entry.view.root.hidden ? 0 : its.length;
		}
		root.hidden = shown === 0;
		setText(count, String(shownCards));
		clear.hidden = filter.show !== 'all' || savedJobs().length === 0;
		return shown;
	}
	function inOrder(): HTMLElement[] {
		const newest = new Map<string, JobCard>();
		for (const card of cards.values()) {
			const other = newest.get(keyOf(card));
			if (other === undefined || compare(card, other) < 0) {
				newest.set(keyOf(card), card);
			}
		}
		return [...newest.entries()]
			.sort(([, one], [, other]) => compare(one, other))
			.flatMap(([key]) => entries.get(key)?.view.root ?? []);
	}
	function watchTime(): void {
		if (running === 0) {
			clearInterval(ticker);
			ticker = undefined;
		} else {
			ticker ??= setInterval(() => {
				const now = performance.now();
				for (const { view } of entries.values()) {
					view.tick(now);
				}
			}, 1000);
		}
	}

	return {
		root,
		get size() {
			return cards.size;
		},
		get running() {
			return running;
		},
		get savedPaths() {
			return new Set(
				[...cards.values()].flatMap(({ status }) =>
					status.type === 'saved' ? status.images.map(({ path }) => path) : [],
				),
			);
		},
		get unsaved() {
			return [...cards.values()].filter(isUnsaved).length;
		},
		filter(next) {
			filter = next;
			return applyFilter();
		},
		reset(next) {
			const ids = new Set(next.map(({ id }) => id));
			this.update(
				next,
				[...cards.keys()].filter(id => !ids.has(id)),
			);
			for (const id of chosen) {
				if (!ids.has(id)) {
					chosen.delete(id);
				}
			}
		},
		update(changed, removed) {
			const keys = new Set<string>();
			const touch = (id: string) => {
				const card = cards.get(id);
				if (card !== undefined) {
					keys.add(keyOf(card));
				}
			};
			for (const id of removed) {
				touch(id);
				forget(id);
			}
			for (const card of changed) {
				// It may enter or leave a set.
				touch(card.id);
				put(card);
				touch(card.id);
			}
			draw(keys);
		},
	};
}

/** The ids of jobs and sets contain no colon. */
function keyOf({ id, set }: JobCard): string {
	return set === undefined ? id : `set:${set.id}`;
}

/** Newest first; ids are created in chronological order. */
function compare(one: JobCard, other: JobCard): number {
	return other.createdAt - one.createdAt || (other.id > one.id ? 1 : -1);
}

function endOf({ status, prompt }: JobCard): string {
	switch (status.type) {
		case 'running':
			return '';
		case 'saved':
			return `Image saved: ${status.images.map(({ path }) => path).join(', ')}`;
		case 'variation':
			return `Variation ready: ${prompt.slice(0, 80)}`;
		case 'stopped':
			return `${status.title}: ${status.message}`;
	}
}

import type { JobCard, JobStatus } from '../../../shared/panel.ts';
import type { ErrorSlot } from '../../errorSlot.ts';
import type { MenuItem } from '../../menu.ts';
import type { PanelContext } from '../context.ts';
import type { LinkPreviews } from './linkPreviews.ts';

/** What a card needs of the list that it is in. */
export interface CardContext extends PanelContext {
	readonly links: LinkPreviews;
	isChosen(job: string): boolean;
	choose(job: string, chosen: boolean): void;
}

/** A card in one of the states that a job can be in. */
export interface StatusView<T extends JobStatus = JobStatus> {
	readonly parts: readonly HTMLElement[];
	/** @param since when it was heard of, by `performance.now()` */
	show(card: JobCard, status: T, since: number): void;
	/** Time has passed. */
	tick?(now: number): void;
}

/** What a view is made with. */
export interface ViewOptions {
	readonly context: CardContext;
	readonly slot: ErrorSlot;
	/** Whether it stands in a group, which has the prompt. */
	readonly inSet: boolean;
	/** What can be done with any job. */
	readonly menu: () => readonly MenuItem[];
}

import type { JobCard, JobStatus } from '../../../shared/panel.ts';
import type { ErrorSlot } from '../../errorSlot.ts';
import type { MenuItem } from '../../menu.ts';
import type { PanelContext } from '../context.ts';
import type { LinkPreviews } from './linkPreviews.ts';

/** What a card needs from its list. */
export interface CardContext extends PanelContext {
	readonly links: LinkPreviews;
	isChosen(job: string): boolean;
	choose(job: string, chosen: boolean): void;
}

/** A card in one of the states that a job can be in. */
export interface StatusView<T extends JobStatus = JobStatus> {
	readonly parts: readonly HTMLElement[];
	/** @param since when it was last updated, by `performance.now()` */
	show(card: JobCard, status: T, since: number): void;
	/** Time has passed. */
	tick?(now: number): void;
}

/** What a view is created with. */
export interface ViewOptions {
	readonly context: CardContext;
	readonly slot: ErrorSlot;
	/** Whether it is in a group, which shows the prompt. */
	readonly inSet: boolean;
	/** The actions available for every job. */
	readonly menu: () => readonly MenuItem[];
}

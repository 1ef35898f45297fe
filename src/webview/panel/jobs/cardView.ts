import type { JobCard, JobStatus } from '../../../shared/panel.ts';
import { element } from '../../dom.ts';
import { createErrorSlot } from '../../errorSlot.ts';
import type { MenuItem } from '../../menu.ts';
import { createRunningView } from './runningView.ts';
import { createSavedView } from './savedView.ts';
import type { CardContext, StatusView, ViewOptions } from './statusView.ts';
import { createStoppedView } from './stoppedView.ts';
import { createVariationView } from './variationView.ts';

/** A job on the page: the same element from its first state to its last. */
export interface CardView {
	readonly root: HTMLElement;
	show(card: JobCard, since: number): void;
	tick(now: number): void;
}

export function createCardView(context: CardContext, inSet: boolean): CardView {
	const slot = createErrorSlot();
	const root = element('li', { class: 'card', tabindex: -1 });
	let card: JobCard | undefined;
	let type: JobStatus['type'] | undefined;
	let view: StatusView | undefined;

	function menu(): readonly MenuItem[] {
		if (card === undefined) {
			return [];
		}
		const { id, prompt, status, actions } = card;
		const isVariation = status.type === 'variation';
		const others = isVariation ? actions.filter(({ action }) => action !== 'save') : [];
		return [
			{
				title: 'Use Prompt Again',
				run: () => {
					context.usePrompt(prompt);
				},
			},
			{ title: 'Copy as curl', run: () => void context.run({ type: 'copyCurl', job: id }, slot) },
			...others.map(({ action, title }) => ({
				title,
				run: () => void context.run({ type: 'job', job: id, action }, slot),
			})),
			...(status.type === 'saved'
				? [{ title: 'Hide', run: () => void context.run({ type: 'hideJobs', jobs: [id] }, slot) }]
				: []),
		];
	}

	return {
		root,
		show(next, since) {
			card = next;
			if (view === undefined || type !== next.status.type) {
				type = next.status.type;
				const hadFocus = root.contains(document.activeElement);
				view = createView(type, { context, slot, inSet, menu });
				root.replaceChildren(...view.parts, slot.root);
				root.dataset.status = type;
				if (hadFocus) {
					root.focus({ preventScroll: true });
				}
			}
			root.ariaLabel = next.prompt.slice(0, 120);
			view.show(next, next.status, since);
		},
		tick(now) {
			view?.tick?.(now);
		},
	};
}

function createView(type: JobStatus['type'], options: ViewOptions): StatusView {
	// Each view only ever gets a status of its own type.
	switch (type) {
		case 'running':
			return createRunningView(options);
		case 'stopped':
			return createStoppedView(options);
		case 'variation':
			return createVariationView(options);
		case 'saved':
			return createSavedView(options);
	}
}

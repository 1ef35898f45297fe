import type { JobCard } from '../../../shared/panel.ts';
import { formatCredits } from '../../../shared/units.ts';
import { button, element, icon, setText } from '../../dom.ts';
import { createErrorSlot } from '../../errorSlot.ts';
import { icons } from '../../icons.ts';
import { runBusy } from '../context.ts';
import { createCardView, type CardView } from './cardView.ts';
import { putInOrder } from './putInOrder.ts';
import type { CardContext } from './statusView.ts';

/** The jobs of one request side by side, to choose from. */
export interface SetView {
	readonly root: HTMLElement;
	show(cards: readonly JobCard[], sinceOf: (id: string) => number): void;
	tick(now: number): void;
}

export function createSetView(outer: CardContext): SetView {
	const slot = createErrorSlot();
	const context: CardContext = {
		...outer,
		choose(job, chosen) {
			outer.choose(job, chosen);
			drawFooter();
		},
	};
	const prompt = element('h3', { class: 'set-prompt' });
	const facts = element('p', { class: 'meta' });
	const tiles = element('ul', { class: 'tiles-row' });
	const asideTitle = element('span');
	const asideTiles = element('ul', { class: 'tiles-row' });
	const aside = element(
		'details',
		{ class: 'aside', hidden: true },
		element('summary', {}, icon(icons.chevronRight), asideTitle),
		asideTiles,
	);
	const save = button({ class: 'primary' }, () => void saveChosen());
	const hint = element('span', { class: 'quiet' });
	const footer = element('div', { class: 'set-footer', hidden: true }, save, hint);
	const root = element(
		'li',
		{ class: 'set' },
		element('div', { class: 'set-head' }, prompt, facts),
		tiles,
		slot.root,
		footer,
		aside,
	);
	const views = new Map<string, CardView>();
	let cards: readonly JobCard[] = [];

	const waiting = () => cards.filter(card => card.status.type === 'variation' && !isAside(card));
	const chosen = () => waiting().filter(({ id }) => context.isChosen(id));

	async function saveChosen(): Promise<void> {
		const jobs = chosen().map(({ id }) => id);
		await runBusy(context, save, { type: 'saveVariations', jobs }, slot);
		drawFooter();
	}
	function drawFooter(): void {
		const { length } = chosen();
		const others = waiting().length - length;
		footer.hidden = waiting().length === 0;
		setText(save, length === 0 ? 'Save Chosen' : `Save ${length} Chosen`);
		save.ariaDisabled = length === 0 ? 'true' : null;
		setText(
			hint,
			length === 0
				? 'Click the images to save. The others are kept for 7 days.'
				: others === 0
					? ''
					: others === 1
						? 'The other is kept for 7 days.'
						: 'The others are kept for 7 days.',
		);
	}
	return {
		root,
		show(next, sinceOf) {
			cards = next.toSorted((one, other) => (one.set?.index ?? 0) - (other.set?.index ?? 0));
			const ids = new Set(cards.map(({ id }) => id));
			for (const [id, view] of views) {
				if (!ids.has(id)) {
					view.root.remove();
					views.delete(id);
				}
			}
			for (const card of cards) {
				const view = views.get(card.id) ?? createCardView(context, true);
				views.set(card.id, view);
				view.show(card, sinceOf(card.id));
			}
			const rootsOf = (some: readonly JobCard[]) => some.flatMap(({ id }) => views.get(id)?.root ?? []);
			const set = cards.filter(isAside);
			putInOrder(tiles, rootsOf(cards.filter(card => !isAside(card))));
			putInOrder(asideTiles, rootsOf(set));
			aside.hidden = set.length === 0;
			tiles.hidden = set.length === cards.length;
			setText(asideTitle, `${set.length} not saved`);
			const text = cards[0]?.prompt ?? '';
			setText(prompt, text);
			prompt.title = text;
			const credits = cards.reduce((sum, card) => sum + card.credits, 0);
			const count = cards.length === 1 ? '1 variation' : `${cards.length} variations`;
			setText(facts, `${count} · ${formatCredits(credits)}`);
			drawFooter();
		},
		tick(now) {
			for (const view of views.values()) {
				view.tick(now);
			}
		},
	};
}

/** Other images of its set were chosen. */
function isAside({ status }: JobCard): boolean {
	return status.type === 'variation' && status.keptUntil !== undefined;
}

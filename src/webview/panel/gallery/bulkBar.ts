import { formatCredits } from '../../../shared/units.ts';
import { button, element, iconButton, setText } from '../../dom.ts';
import { icons } from '../../icons.ts';

export interface BulkBar {
	readonly root: HTMLElement;
	/** @param renderable how many of them can be re-rendered */
	show(selected: number, renderable: number, price: number): void;
	/** While the host is working, nothing else can be started. */
	setBusy(isBusy: boolean): void;
}

/** The actions for several assets; visible while more than one is selected. */
export function createBulkBar(actions: {
	readonly finalize: () => void;
	readonly remove: () => void;
	readonly clear: () => void;
}): BulkBar {
	const count = element('span', { class: 'bulk-count' });
	const finalize = button({ class: 'primary' }, actions.finalize);
	const remove = button({ class: 'secondary' }, actions.remove, 'Delete');
	const clear = iconButton('Clear Selection', icons.close, actions.clear);
	const root = element(
		'div',
		{ class: 'bulk-bar', role: 'group', 'aria-label': 'Selected images', hidden: true },
		count,
		finalize,
		remove,
		clear,
	);
	return {
		root,
		show(selected, renderable, price) {
			root.hidden = selected < 2;
			setText(count, `${selected.toLocaleString('en-US')} selected`);
			finalize.hidden = renderable === 0;
			const which = renderable < selected ? `${renderable.toLocaleString('en-US')} ` : '';
			setText(finalize, `Re-render ${which}at High Quality · ${formatCredits(price * renderable)}`);
		},
		setBusy(isBusy) {
			for (const one of [finalize, remove]) {
				one.ariaDisabled = isBusy ? 'true' : null;
			}
		},
	};
}

import { element, icon, type Icon } from './dom.ts';

export interface MenuItem {
	readonly title: string;
	readonly icon?: Icon;
	/** Shows a separator above it. */
	readonly beginsGroup?: boolean;
	readonly run: () => void;
}

export interface MenuPlace {
	readonly label: string;
	/** The menu opens below this, aligned with its start or its end. */
	readonly beside: DOMRect;
	/** A press inside it doesn't close the menu. */
	readonly owner?: HTMLElement | undefined;
	/** Returns the focus when the menu is closed by the keyboard or by a choice. */
	readonly focusBack: () => void;
	readonly closed?: () => void;
}

/** Minimum distance from the edges of the page. */
const edge = 4;
let close: (() => void) | undefined;

/** Makes a button open a menu below itself, with the items current at that moment. */
export function opensMenu(anchor: HTMLButtonElement, items: () => readonly MenuItem[]): void {
	anchor.ariaHasPopup = 'menu';
	anchor.ariaExpanded = 'false';
	const open = () => {
		openMenu(
			{
				label: anchor.ariaLabel ?? anchor.textContent,
				beside: anchor.getBoundingClientRect(),
				owner: anchor,
				focusBack: () => {
					anchor.focus({ preventScroll: true });
				},
				closed: () => {
					anchor.ariaExpanded = 'false';
				},
			},
			items(),
		);
		anchor.ariaExpanded = 'true';
	};
	anchor.addEventListener('click', () => {
		if (anchor.ariaExpanded === 'true') {
			close?.();
		} else {
			open();
		}
	});
	anchor.addEventListener('keydown', event => {
		if (event.key === 'ArrowDown' && anchor.ariaExpanded !== 'true') {
			event.preventDefault();
			open();
		}
	});
}

/** Opens a menu: arrow keys and first letters move, Escape closes it and returns the focus. */
export function openMenu(
	{ label, beside, owner, focusBack, closed }: MenuPlace,
	items: readonly MenuItem[],
): void {
	close?.();
	const entries = items.map(({ title, icon: drawing, run }) => {
		const entry = element('button', { type: 'button', role: 'menuitem', tabindex: -1 });
		entry.append(...(drawing === undefined ? [] : [icon(drawing)]), element('span', {}, title));
		entry.addEventListener('click', () => {
			shut(true);
			run();
		});
		entry.addEventListener('pointermove', () => {
			entry.focus({ preventScroll: true });
		});
		return entry;
	});
	const menu = element('div', { class: 'menu', role: 'menu', 'aria-label': label });
	entries.forEach((entry, index) => {
		if (index > 0 && items[index]?.beginsGroup === true) {
			menu.append(element('div', { role: 'separator' }));
		}
		menu.append(entry);
	});
	const listening = new AbortController();
	const shut = (givesFocusBack: boolean) => {
		listening.abort();
		close = undefined;
		menu.remove();
		closed?.();
		if (givesFocusBack) {
			focusBack();
		}
	};
	close = () => {
		shut(false);
	};
	(document.querySelector('main:not([hidden])') ?? document.body).append(menu);
	place(menu, beside);
	entries[0]?.focus({ preventScroll: true });

	menu.addEventListener('keydown', event => {
		const at = entries.findIndex(entry => entry === document.activeElement);
		const next = nextEntry(event, at, items);
		if (event.key === 'Escape' || event.key === 'Tab') {
			event.preventDefault();
			shut(true);
		} else if (next !== undefined) {
			event.preventDefault();
			entries[next]?.focus();
		}
		event.stopPropagation();
	});
	menu.addEventListener('contextmenu', event => {
		event.preventDefault();
	});
	const options = { signal: listening.signal, capture: true };
	const away = ({ target }: Event) => {
		if (!(target instanceof Node) || !(menu.contains(target) || owner?.contains(target) === true)) {
			shut(false);
		}
	};
	addEventListener('pointerdown', away, options);
	addEventListener('focusin', away, options);
	addEventListener('scroll', away, options);
	addEventListener('blur', away, { signal: listening.signal });
	addEventListener('resize', away, options);
}

/** Below its anchor, aligned with its start or end; above if there is no room. */
function place(menu: HTMLElement, beside: DOMRect): void {
	const { width, height } = menu.getBoundingClientRect();
	const below = beside.bottom + 2;
	const top = below + height + edge <= innerHeight ? below : Math.max(edge, beside.top - height - 2);
	const startAligned = beside.left + width + edge <= innerWidth;
	const left = startAligned ? beside.left : Math.max(edge, beside.right - width);
	menu.style.setProperty('top', `${top}px`);
	menu.style.setProperty('left', `${left}px`);
}

function nextEntry(
	{ key, ctrlKey, metaKey, altKey }: KeyboardEvent,
	at: number,
	items: readonly MenuItem[],
): number | undefined {
	const { length } = items;
	switch (key) {
		case 'ArrowDown':
			return (at + 1) % length;
		case 'ArrowUp':
			return (at - 1 + length) % length;
		case 'Home':
			return 0;
		case 'End':
			return length - 1;
		default: {
			if (key.length !== 1 || key === ' ' || ctrlKey || metaKey || altKey) {
				return undefined;
			}
			const starts = (index: number) =>
				items[index]?.title.toLowerCase().startsWith(key.toLowerCase()) === true;
			return items.map((_, step) => (at + 1 + step) % length).find(starts);
		}
	}
}

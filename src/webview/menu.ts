import { element, icon, type Icon } from './dom.ts';

export interface MenuItem {
	readonly title: string;
	readonly icon?: Icon;
	readonly run: () => void;
}

/** Keeps a menu off the edges of the page. */
const edge = 4;
let close: (() => void) | undefined;

/** Makes a button open a menu below itself, with the items as they are at that moment. */
export function opensMenu(anchor: HTMLButtonElement, items: () => readonly MenuItem[]): void {
	anchor.ariaHasPopup = 'menu';
	anchor.ariaExpanded = 'false';
	anchor.addEventListener('click', () => {
		if (anchor.ariaExpanded === 'true') {
			close?.();
		} else {
			open(anchor, items());
		}
	});
	anchor.addEventListener('keydown', event => {
		if (event.key === 'ArrowDown' && anchor.ariaExpanded !== 'true') {
			event.preventDefault();
			open(anchor, items());
		}
	});
}

/** Opens a menu: arrow keys and first letters move, Escape gives the focus back. */
function open(anchor: HTMLElement, items: readonly MenuItem[]): void {
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
	const label = anchor.ariaLabel ?? anchor.textContent;
	const menu = element('div', { class: 'menu', role: 'menu', 'aria-label': label }, ...entries);
	const listening = new AbortController();
	const shut = (focusAnchor: boolean) => {
		listening.abort();
		close = undefined;
		menu.remove();
		anchor.ariaExpanded = 'false';
		if (focusAnchor) {
			anchor.focus({ preventScroll: true });
		}
	};
	close = () => {
		shut(false);
	};
	(anchor.closest('main') ?? document.body).append(menu);
	anchor.ariaExpanded = 'true';
	place(menu, anchor.getBoundingClientRect());
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
	const options = { signal: listening.signal, capture: true };
	const away = ({ target }: Event) => {
		if (!(target instanceof Node) || !(menu.contains(target) || anchor.contains(target))) {
			shut(false);
		}
	};
	addEventListener('pointerdown', away, options);
	addEventListener('focusin', away, options);
	addEventListener('scroll', away, options);
	addEventListener('blur', away, { signal: listening.signal });
	addEventListener('resize', away, options);
}

/** Below the anchor and in line with its end, or above where there is no room. */
function place(menu: HTMLElement, anchor: DOMRect): void {
	const { width, height } = menu.getBoundingClientRect();
	const below = anchor.bottom + 2;
	const top = below + height + edge <= innerHeight ? below : Math.max(edge, anchor.top - height - 2);
	const startAligned = anchor.left + width + edge <= innerWidth;
	const left = startAligned ? anchor.left : Math.max(edge, anchor.right - width);
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

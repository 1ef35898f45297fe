import { Fragment } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Icon } from '../dom.ts';
import { IconButton, Button, Drawing, type ButtonProps, type IconButtonProps } from './button.tsx';

export interface MenuItem {
	readonly title: string;
	readonly icon?: Icon;
	/** Shows a separator above it. */
	readonly beginsGroup?: boolean;
	readonly run: () => void;
}

interface OpenMenu {
	readonly label: string;
	/** The menu opens below this, aligned with its start or its end. */
	readonly beside: DOMRect;
	/** A press inside it doesn't close the menu. */
	readonly owner?: HTMLElement | undefined;
	readonly items: readonly MenuItem[];
	/**
	 * Returns the focus when the menu closes and had it.
	 *
	 * @param mayScroll whether what gets the focus is brought into sight.
	 */
	readonly focusBack: (mayScroll: boolean) => void;
	readonly closed?: () => void;
}

/** Minimum distance from the edges of the page. */
const edge = 4;
let current: OpenMenu | undefined;
let redraw: (() => void) | undefined;

/** Opens a menu: arrow keys and first letters move, Escape closes it and returns the focus. */
export function openMenu(menu: OpenMenu): void {
	shut(false);
	current = menu;
	redraw?.();
}

function shut(givesFocusBack: boolean, mayScroll = true): void {
	const menu = current;
	current = undefined;
	redraw?.();
	menu?.closed?.();
	if (givesFocusBack) {
		menu?.focusBack(mayScroll);
	}
}

/** Where the page's menu appears; used once per page. */
export function MenuLayer() {
	const [, draw] = useState(0);
	redraw = () => {
		draw(count => count + 1);
	};
	return current === undefined ? null : <Menu key={current.label} menu={current} />;
}

function Menu({ menu }: { readonly menu: OpenMenu }) {
	const root = useRef<HTMLDivElement>(null);
	useLayoutEffect(() => {
		const element = root.current;
		if (element !== null) {
			place(element, menu.beside);
			element.querySelector<HTMLElement>('[role=menuitem]')?.focus({ preventScroll: true });
		}
		const listening = new AbortController();
		const options = { signal: listening.signal, capture: true };
		const isInside = ({ target }: Event) =>
			target instanceof Node && (element?.contains(target) === true || menu.owner?.contains(target) === true);
		const away = (event: Event) => {
			if (!isInside(event)) {
				// The page may have moved by itself, because a job is done: the focus goes back, and nothing else moves.
				const hasMoved = event.type === 'scroll' || event.type === 'resize';
				shut(hasMoved && element?.contains(document.activeElement) === true, false);
			}
		};
		for (const type of ['pointerdown', 'focusin', 'scroll', 'resize']) {
			addEventListener(type, away, options);
		}
		addEventListener('blur', away, { signal: listening.signal });
		return () => {
			listening.abort();
		};
	}, [menu]);

	function press(event: KeyboardEvent): void {
		const entries = [...(root.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
		const at = entries.findIndex(entry => entry === document.activeElement);
		const next = nextEntry(event, at, menu.items);
		if (event.key === 'Escape' || event.key === 'Tab') {
			event.preventDefault();
			shut(true);
		} else if (next !== undefined) {
			event.preventDefault();
			entries[next]?.focus();
		}
		event.stopPropagation();
	}
	return (
		<div
			ref={root}
			class="menu"
			role="menu"
			aria-label={menu.label}
			onKeyDown={press}
			onContextMenu={event => {
				event.preventDefault();
			}}
		>
			{menu.items.map(({ title, icon, beginsGroup, run }, index) => (
				<Fragment key={title}>
					{index > 0 && beginsGroup === true && <div role="separator" />}
					<button
						type="button"
						role="menuitem"
						tabIndex={-1}
						onClick={() => {
							shut(true);
							run();
						}}
						onPointerMove={({ currentTarget }) => {
							currentTarget.focus({ preventScroll: true });
						}}
					>
						{icon && <Drawing icon={icon} />}
						<span>{title}</span>
					</button>
				</Fragment>
			))}
		</div>
	);
}

interface Opening {
	/** Called at each press, so that the items are current. */
	readonly items: () => readonly MenuItem[];
	/** The menu's label, if it isn't the button's name. */
	readonly menuLabel?: string;
}

/** What a button needs to open a menu below itself. */
function useOpening({ items, menuLabel }: Opening) {
	const [isOpen, setOpen] = useState(false);
	const anchor = useRef<HTMLButtonElement>(null);
	const open = (button: HTMLButtonElement) => {
		openMenu({
			label: menuLabel ?? button.ariaLabel ?? button.textContent,
			beside: button.getBoundingClientRect(),
			owner: button,
			items: items(),
			focusBack: () => {
				button.focus({ preventScroll: true });
			},
			closed: () => {
				setOpen(false);
			},
		});
		setOpen(true);
	};
	return {
		ref: anchor,
		'aria-haspopup': 'menu',
		'aria-expanded': isOpen ? 'true' : 'false',
		onPress: (button: HTMLButtonElement) => {
			if (isOpen) {
				shut(false);
			} else {
				open(button);
			}
		},
		onKeyDown: (event: KeyboardEvent) => {
			if (event.key === 'ArrowDown' && !isOpen && anchor.current !== null) {
				event.preventDefault();
				open(anchor.current);
			}
		},
	} as const;
}

export function MenuButton({ items, menuLabel, ...rest }: Opening & Omit<ButtonProps, 'onPress'>) {
	const opening = useOpening({ items, ...(menuLabel !== undefined && { menuLabel }) });
	return <Button {...rest} {...opening} />;
}

export function MenuIconButton({
	items,
	menuLabel,
	label,
	icon,
	...rest
}: Opening & Omit<IconButtonProps, 'onPress'>) {
	const opening = useOpening({ items, ...(menuLabel !== undefined && { menuLabel }) });
	return <IconButton label={label} icon={icon} {...rest} {...opening} />;
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

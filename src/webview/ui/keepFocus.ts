/** Elements that can take the focus. */
const focusable =
	'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([role=menuitem])';

/**
 * Keeps the focus from falling to the body: when the focused element is removed or hidden, the nearest one that can
 * take the focus gets it, otherwise `home`.
 */
export function keepFocus(root: HTMLElement, home: () => HTMLElement | null | undefined): void {
	let last: HTMLElement | undefined;
	/** Its ancestors at the time, nearest first, each with the index that the child had. */
	let path: { readonly parent: HTMLElement; readonly index: number }[] = [];

	const remember = ({ target }: FocusEvent) => {
		if (target instanceof HTMLElement && root.contains(target)) {
			last = target;
			path = [];
			for (let child = target; child !== root && child.parentElement !== null; child = child.parentElement) {
				const parent = child.parentElement;
				path.push({ parent, index: [...parent.children].indexOf(child) });
			}
		}
	};
	const mend = () => {
		const active = document.activeElement;
		const isLost = active === null || active === document.body || !isShown(active);
		if (last === undefined || !isLost || !document.hasFocus() || (last.isConnected && isShown(last))) {
			return;
		}
		for (const { parent, index } of path) {
			if (parent.isConnected && isShown(parent)) {
				const next = nearest(parent, index);
				if (next !== undefined) {
					next.focus({ preventScroll: true });
					return;
				}
			}
		}
		home()?.focus({ preventScroll: true });
	};
	root.addEventListener('focusin', remember);
	new MutationObserver(mend).observe(root, {
		childList: true,
		subtree: true,
		attributes: true,
		attributeFilter: ['hidden', 'disabled'],
	});
	addEventListener('focus', mend);
}

function isShown(element: Element): boolean {
	return element.checkVisibility();
}

/** The container itself if it can take the focus, otherwise the element nearest to the index. */
function nearest(parent: HTMLElement, index: number): HTMLElement | undefined {
	if (parent.hasAttribute('tabindex')) {
		return parent;
	}
	const children = [...parent.children];
	const inOrder = [...children.slice(index), ...children.slice(0, index).reverse()];
	for (const child of inOrder) {
		const found = [child, ...child.querySelectorAll(focusable)].find(
			(each): each is HTMLElement => each instanceof HTMLElement && each.matches(focusable) && isShown(each),
		);
		if (found !== undefined) {
			return found;
		}
	}
	return undefined;
}

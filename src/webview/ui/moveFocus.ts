/**
 * Moves the focus within the page after something changed by itself. A page that doesn't have the focus leaves it where
 * it is: taking it would close a menu or a box in which the user is typing elsewhere in VS Code.
 */
export function moveFocus(target: HTMLElement | null | undefined): void {
	if (document.hasFocus()) {
		target?.focus({ preventScroll: true });
	}
}

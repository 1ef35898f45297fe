/** Where the pointer is, in the page's own pixels. */
let pointer: { readonly x: number; readonly y: number } | undefined;
addEventListener(
	'pointermove',
	({ clientX: x, clientY: y, pointerType }) => {
		pointer = pointerType === 'mouse' ? { x, y } : undefined;
	},
	{ capture: true, passive: true },
);
document.addEventListener('pointerleave', () => {
	pointer = undefined;
});

/** Undefined while the pointer is elsewhere, or isn't a mouse. */
export function elementUnderPointer(): Element | undefined {
	return (pointer && document.elementFromPoint(pointer.x, pointer.y)) ?? undefined;
}

/** Keeps what is under the pointer in place while the page is redrawn, as far as scrolling allows. */
export function keepPlaces(): { restore(): void } {
	const anchor = elementUnderPointer()?.closest<HTMLElement>('.card, .asset, .set');
	const top = anchor?.getBoundingClientRect().top;
	return {
		restore() {
			if (anchor?.isConnected === true && top !== undefined) {
				const by = anchor.getBoundingClientRect().top - top;
				const scroller = anchor.closest('.content');
				if (Math.abs(by) >= 1 && scroller !== null) {
					const isOwn = scroller.scrollHeight > scroller.clientHeight;
					(isOwn ? scroller : document.documentElement).scrollBy(0, by);
				}
			}
		},
	};
}

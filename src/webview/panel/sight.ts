import { elementUnderPointer } from './keepPlaces.ts';

const bar = () => document.querySelector('.generate-bar');

/** What scrolls the images: their part of the page, or in a narrow page all of it. */
function scroller(): Element {
	const content = document.querySelector('.content');
	return content !== null && content.scrollHeight > content.clientHeight ? content : document.documentElement;
}

/** Whether most of an element, or as much as there is room for, can be seen. */
export function isInSight(element: Element): boolean {
	const box = element.getBoundingClientRect();
	const scrolling = scroller();
	let [top, bottom] = [0, innerHeight];
	const cover = scrolling === document.documentElement ? bar()?.getBoundingClientRect() : undefined;
	if (cover !== undefined && cover.top < 1) {
		top = Math.max(top, cover.bottom);
	} else if (cover !== undefined && cover.bottom > bottom - 1) {
		bottom = cover.top;
	}
	const seen = Math.min(box.bottom, bottom) - Math.max(box.top, top);
	return box.height > 0 && seen >= Math.min(box.height, bottom - top) * 0.6;
}

/** Whether the images may be scrolled unasked: not under the pointer, and not away from what has the focus. */
export function mayScroll(): boolean {
	const scrolling = scroller();
	const focused = document.hasFocus() ? document.activeElement : null;
	const isLeft = focused === null || focused === document.body || bar()?.contains(focused) === true;
	return (
		!document.hidden &&
		(isLeft || !scrolling.contains(focused)) &&
		!scrolling.contains(elementUnderPointer() ?? null)
	);
}

/** Brings an element into sight, from its beginning if it is larger than the page. */
export function bringIntoSight(element: Element): void {
	if (!isInSight(element)) {
		const isLarge = element.getBoundingClientRect().height > innerHeight / 2;
		element.scrollIntoView({ block: isLarge ? 'start' : 'nearest' });
	}
}

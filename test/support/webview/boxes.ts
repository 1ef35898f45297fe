import type { Page } from 'playwright-core';

/**
 * Layout problems of a page, in words; empty if there are none. Checks that no text or control is outside the page, is
 * wider than its container, or overlaps another one.
 */
export function troubleWithBoxes(page: Page): Promise<string[]> {
	return page.evaluate<string[]>(`(() => {
		const zoom = document.documentElement.currentCSSZoom ?? 1;
		const width = document.documentElement.clientWidth * (zoom === 1 ? 1 : 1);
		const slack = 1;
		const controls = 'button, input, select, textarea, summary, [role=spinbutton]';
		// They lie over something on purpose: what is below is a picture, or scrolls away below them.
		const above = '.tools, .tile-badge, .tile-warning, .tile-remove, .asset-badges, .pick-box, .pick-check, .over, ' +
			'.link-preview, .menu, .asset-restore, .drop-overlay, .hidden-text, .asset-probe, .progress';
		const isSeen = element =>
			element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.closest('.hidden-text') === null;
		const say = element => element.tagName.toLowerCase() + (element.className ? '.' + element.className : '') +
			' “' + (element.textContent || element.placeholder || element.title || '').slice(0, 40) + '”';
		const found = [];
		const boxes = [];
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
			const element = node.parentElement;
			if (node.data.trim() === '' || !isSeen(element) || element.closest('option, script') !== null) {
				continue;
			}
			const range = document.createRange();
			range.selectNodeContents(node);
			// What is cut with an ellipsis, or after some lines, is there only as far as its box goes.
			const clip = element.closest('.added, .card-prompt, .set-prompt, .asset-name, .link-preview, .asset-facts > *, .chain-chip span, .tile-name, .asset-facts, .facts');
			for (const rect of range.getClientRects()) {
				const box = clip === null ? rect : within(rect, clip.getBoundingClientRect());
				if (box.right - box.left > 1 && box.bottom - box.top > 1) {
					boxes.push({ element, box, isText: true });
				}
			}
		}
		function within(one, other) {
			return {
				left: Math.max(one.left, other.left), right: Math.min(one.right, other.right),
				top: Math.max(one.top, other.top), bottom: Math.min(one.bottom, other.bottom),
			};
		}
		for (const element of document.querySelectorAll(controls)) {
			if (isSeen(element) && !element.matches('.segment input, .pick-box')) {
				boxes.push({ element, box: element.getBoundingClientRect(), isText: false });
			}
		}
		for (const { element, box } of boxes) {
			if (box.left < -slack || box.right > width + slack) {
				found.push('outside: ' + say(element) + ' ' + Math.round(box.left) + '–' + Math.round(box.right));
			}
			const holder = element.closest('button, .segment, .card, .asset, .set, .field, .welcome, .example, .banner, .record-problem');
			const outer = holder?.getBoundingClientRect();
			if (outer && (box.left < outer.left - slack - 7 || box.right > outer.right + slack + 7)) {
				found.push('cut or beyond ' + holder.className + ': ' + say(element));
			}
		}
		for (let one = 0; one < boxes.length; one += 1) {
			for (let two = one + 1; two < boxes.length; two += 1) {
				const [a, b] = [boxes[one], boxes[two]];
				const isNested = a.element.contains(b.element) || b.element.contains(a.element);
				const isAbove = a.element.closest(above) !== b.element.closest(above);
				const both = within(a.box, b.box);
				if (!isNested && !isAbove && both.right - both.left > slack + 1 && both.bottom - both.top > slack + 2) {
					found.push('over each other: ' + say(a.element) + ' and ' + say(b.element));
				}
			}
		}
		if (document.documentElement.scrollWidth > document.documentElement.clientWidth) {
			found.push('the page scrolls sideways');
		}
		return [...new Set(found)];
	})()`);
}

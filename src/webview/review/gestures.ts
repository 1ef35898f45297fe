import { takesText } from '../dom.ts';
import type { Point } from './view.ts';

/** How the picture reacts to pointers, the wheel and keys. Points are in page coordinates. */
export interface GestureActions {
	/** What a drag starting at `target` does; `spaceHeld` always means panning. */
	dragKind(target: Element, spaceHeld: boolean): 'pan' | 'split' | undefined;
	panBy(by: Point): void;
	splitAt(x: number): void;
	zoomBy(factor: number, at: Point): void;
	/** A step of − or +. */
	zoomStep(larger: boolean): void;
	fit(): void;
	actualSize(): void;
	/** A drag began or, with undefined, is over. */
	dragging(kind: 'pan' | 'split' | undefined): void;
}

/** How much one pixel of the wheel zooms; a pinch on a touchpad comes as a wheel with Ctrl and few pixels. */
const wheelZoom = 0.0015;
const pinchZoom = 0.01;
const lineHeight = 16;

/** Listens on `area`, and for keys on the whole page. @param actions returns the current ones */
export function listenForGestures(area: HTMLElement, actions: () => GestureActions): void {
	const pointers = new Map<number, Point>();
	let drag: 'pan' | 'split' | undefined;
	let spaceHeld = false;

	const begin = (kind: typeof drag) => {
		drag = kind;
		actions().dragging(kind);
	};

	area.addEventListener('pointerdown', event => {
		if ((event.button !== 0 && event.button !== 1) || !(event.target instanceof Element)) {
			return;
		}
		if (event.target.closest('button, input') !== null) {
			return;
		}
		area.setPointerCapture(event.pointerId);
		pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
		// Two fingers pinch, and neither continues the drag of the first.
		begin(pointers.size > 1 ? undefined : actions().dragKind(event.target, spaceHeld || event.button === 1));
		if (drag === 'split') {
			actions().splitAt(event.clientX);
		}
	});
	area.addEventListener('pointermove', event => {
		const before = pointers.get(event.pointerId);
		if (before === undefined) {
			return;
		}
		const now = { x: event.clientX, y: event.clientY };
		pointers.set(event.pointerId, now);
		if (pointers.size === 2) {
			const [other] = [...pointers].flatMap(([id, point]) => (id === event.pointerId ? [] : [point]));
			if (other !== undefined) {
				pinch(other, before, now);
			}
		} else if (drag === 'pan') {
			actions().panBy({ x: now.x - before.x, y: now.y - before.y });
		} else if (drag === 'split') {
			actions().splitAt(now.x);
		}
	});
	const end = (event: PointerEvent) => {
		if (pointers.delete(event.pointerId) && drag !== undefined) {
			begin(undefined);
		}
	};
	area.addEventListener('pointerup', end);
	area.addEventListener('pointercancel', end);

	/** `other` stays where it is; the middle of the two moves, and their distance grows or shrinks. */
	const pinch = (other: Point, before: Point, now: Point) => {
		const distance = (point: Point) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
		actions().panBy({ x: (now.x - before.x) / 2, y: (now.y - before.y) / 2 });
		actions().zoomBy(distance(now) / distance(before), {
			x: (now.x + other.x) / 2,
			y: (now.y + other.y) / 2,
		});
	};

	area.addEventListener(
		'wheel',
		event => {
			event.preventDefault();
			const pixels =
				event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * lineHeight;
			const factor = Math.exp(-pixels * (event.ctrlKey ? pinchZoom : wheelZoom));
			actions().zoomBy(factor, { x: event.clientX, y: event.clientY });
		},
		{ passive: false },
	);

	document.addEventListener('keydown', event => {
		if (event.ctrlKey || event.metaKey || event.altKey || takesText(event.target)) {
			return;
		}
		switch (event.key) {
			case '+':
			case '=':
				actions().zoomStep(true);
				break;
			case '-':
				actions().zoomStep(false);
				break;
			case '0':
				actions().fit();
				break;
			case '1':
				actions().actualSize();
				break;
			case ' ':
				// Space on a button belongs to the button.
				if (event.target instanceof Element && event.target.closest('button, input, a') !== null) {
					return;
				}
				spaceHeld = true;
				break;
			default:
				return;
		}
		event.preventDefault();
	});
	document.addEventListener('keyup', event => {
		if (event.key === ' ') {
			spaceHeld = false;
		}
	});
	addEventListener('blur', () => {
		spaceHeld = false;
	});
}

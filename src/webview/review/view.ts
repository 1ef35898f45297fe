/** Width and height of something, in CSS pixels; of an image, in its own. */
export interface Size {
	readonly width: number;
	readonly height: number;
}

export interface Point {
	readonly x: number;
	readonly y: number;
}

/** Where an image is in its box: its top left corner, and how large one of its pixels is. */
export interface View extends Point {
	readonly scale: number;
}

/** The zoom levels of − and +. */
const steps = [0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 16];
const largest = 16;

/** Free space around an image that is shown whole. */
const margin = 12;

/** The whole image in the middle; a small one is not enlarged. */
export function fit(image: Size, box: Size): View {
	const inside = { width: Math.max(1, box.width - 2 * margin), height: Math.max(1, box.height - 2 * margin) };
	const scale = Math.min(1, inside.width / image.width, inside.height / image.height);
	return clampView({ x: 0, y: 0, scale }, image, box);
}

/** Whether two copies of the image are larger on top of each other than side by side. */
export function isBetterStacked(image: Size, { width, height }: Size): boolean {
	return fit(image, { width, height: height / 2 }).scale > fit(image, { width: width / 2, height }).scale;
}

/** Zooms to `scale`, within the limits, while what is under `at` stays there. */
export function zoomTo(view: View, scale: number, at: Point, image: Size, box: Size): View {
	const limited = Math.min(largest, Math.max(Math.min(0.05, fit(image, box).scale), scale));
	const factor = limited / view.scale;
	const moved = { x: at.x - (at.x - view.x) * factor, y: at.y - (at.y - view.y) * factor, scale: limited };
	return clampView(moved, image, box);
}

export function panBy(view: View, by: Point, image: Size, box: Size): View {
	return clampView({ ...view, x: view.x + by.x, y: view.y + by.y }, image, box);
}

/** The next step of −, or of +, from a scale. */
export function nextScale(scale: number, larger: boolean): number {
	// Close enough to a step counts as that step.
	return larger
		? (steps.find(step => step > scale * 1.001) ?? largest)
		: (steps.findLast(step => step < scale / 1.001) ?? scale / 2);
}

/** Whether some of the image is outside the box. */
export function canPan({ scale }: View, image: Size, box: Size): boolean {
	return image.width * scale > box.width + 0.5 || image.height * scale > box.height + 0.5;
}

/** The horizontal range of the box in which the image is visible. */
export function visibleSpan({ x, scale }: View, image: Size, box: Size): { start: number; end: number } {
	const start = Math.min(Math.max(0, x), box.width);
	return { start, end: Math.max(start, Math.min(box.width, x + image.width * scale)) };
}

/** The point of the image, in its own pixels, at the middle of the box. */
export function centerOf({ x, y, scale }: View, box: Size): Point {
	return { x: (box.width / 2 - x) / scale, y: (box.height / 2 - y) / scale };
}

/** The view with that point of the image in the middle, as far as that leaves no gap at an edge. */
export function centeredOn(center: Point, scale: number, image: Size, box: Size): View {
	const at = { x: box.width / 2 - center.x * scale, y: box.height / 2 - center.y * scale };
	return clampView({ ...at, scale }, image, box);
}

/** The size of the largest box with the proportions of `image` in `box`; the box itself if they are the same. */
export function contained(image: Size, box: Size): Size {
	const scale = Math.min(box.width / image.width, box.height / image.height);
	const width = Math.round(image.width * scale);
	const height = Math.round(image.height * scale);
	return sameProportions(image, box) ? box : { width, height };
}

/** Ignores what rounding to whole pixels changes. */
function sameProportions(one: Size, other: Size): boolean {
	const ratio = (one.width * other.height) / (one.height * other.width);
	return Math.abs(ratio - 1) < 0.01;
}

/** Centers the image if there is room, and otherwise leaves no gap at an edge. */
function clampView({ x, y, scale }: View, image: Size, box: Size): View {
	return {
		x: clampAxis(x, image.width * scale, box.width),
		y: clampAxis(y, image.height * scale, box.height),
		scale,
	};
}

function clampAxis(at: number, length: number, room: number): number {
	return length <= room ? (room - length) / 2 : Math.min(0, Math.max(room - length, at));
}

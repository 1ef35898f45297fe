import type { ReviewSide, ReviewState } from '../../shared/review.ts';
import { element, onNextFrame, setAttributes, setText } from '../dom.ts';
import { listenForGestures } from './gestures.ts';
import { imagePane } from './imagePane.ts';
import { loadMessage } from './loadMessage.ts';
import { opacityControl } from './opacityControl.ts';
import type { KeptPageState, Mode } from './pageState.ts';
import { splitHandle } from './splitHandle.ts';
import {
	canPan,
	centredOn,
	centreOf,
	fit,
	isBetterStacked,
	nextScale,
	panBy,
	visibleSpan,
	zoomTo,
	type Point,
	type Size,
	type View,
} from './view.ts';

/** How far one press of an arrow key moves an enlarged picture, in pixels of the page. */
const keyPan = 40;

/** A picture that loads faster than this shows no loading message. */
const loadingAfterMs = 200;

/** The picture area: both images, one over the other or side by side, always in step. */
export interface Stage {
	readonly root: HTMLElement;
	show(state: ReviewState): void;
	readonly setMode: (mode: Mode) => void;
	readonly zoomStep: (larger: boolean) => void;
	readonly fit: () => void;
	readonly actualSize: () => void;
}

export interface StageOptions {
	readonly kept: KeptPageState;
	/** Called when the scale changes, or whether it shows the whole image. */
	readonly onZoom: (scale: number, fitted: boolean) => void;
	readonly openFile: (side: ReviewSide) => void;
}

export function createStage({ kept, onZoom, openFile }: StageOptions): Stage {
	const before = imagePane('before', showStatus);
	const after = imagePane('after', showStatus);
	const handle = splitHandle(() => kept.current.split, setSplit);
	const panes = element('div', { class: 'panes' }, before.root, after.root, handle.root);
	const opacity = opacityControl(kept.current.opacity, value => {
		kept.change({ opacity: value });
		draw();
	});
	const message = loadMessage(() => {
		before.retry();
		after.retry();
	}, openFile);
	const loading = element('p', { class: 'loading', role: 'status' });
	const root = element(
		'section',
		{ class: 'stage', 'aria-label': 'Comparison', tabindex: 0 },
		panes,
		opacity.root,
		loading,
		message.root,
	);
	/** Before's pixels, which both images are laid out in. */
	let image: Size | undefined;
	let declared: Size = { width: 1, height: 1 };
	let box: Size = { width: 0, height: 0 };
	let view: View = { x: 0, y: 0, scale: 1 };
	let names = { before: '', after: '' };
	let loadingTimer: ReturnType<typeof setTimeout> | undefined;

	const draw = onNextFrame(() => {
		if (image === undefined) {
			return;
		}
		before.place(view);
		after.place(view);
		const { start, end } = visibleSpan(view, image, box);
		root.style.setProperty('--split', `${start + (end - start) * kept.current.split}px`);
		root.style.setProperty('--opacity', String(kept.current.opacity));
		root.classList.toggle('pannable', canPan(view, image, box));
		handle.show(kept.current.split);
		onZoom(view.scale, kept.current.zoom === undefined);
	});

	/** Shows another part of the image, and remembers it. */
	function change(next: (image: Size) => View | undefined): void {
		if (image === undefined || box.width === 0) {
			return;
		}
		const changed = next(image);
		view = changed ?? fit(image, box);
		kept.change({ zoom: changed && { ...centreOf(view, box), scale: view.scale } });
		draw();
	}

	/** Lays out both in before's pixels, as soon as those are known. */
	function layOutImages(): void {
		const { width, height } = before.size ?? declared;
		if (image?.width !== width || image.height !== height) {
			image = { width, height };
			layOut();
		}
		before.layOut(image);
		after.layOut(image);
	}

	/** Lays out the remembered view in the current box. */
	function layOut(): void {
		root.classList.toggle(
			'stacked',
			image !== undefined && isBetterStacked(image, root.getBoundingClientRect()),
		);
		const { width, height } = before.root.getBoundingClientRect();
		box = { width, height };
		if (image !== undefined && width > 0 && height > 0) {
			const { zoom } = kept.current;
			view = zoom === undefined ? fit(image, box) : centredOn(zoom, zoom.scale, image, box);
			draw();
		}
	}

	function setSplit(split: number): void {
		kept.change({ split });
		draw();
	}

	/** Converts a point to the visible pane. */
	function inPane({ x, y }: Point): Point {
		const own = before.root.getBoundingClientRect();
		const other = after.root.getBoundingClientRect();
		const isOther = x >= other.left && x < other.right && y >= other.top && y < other.bottom;
		const { left, top } = isOther ? other : own;
		return { x: x - left, y: y - top };
	}

	const zoomBy = (factor: number, at: Point) => {
		change(current => zoomTo(view, view.scale * factor, at, current, box));
	};
	const middle = () => ({ x: box.width / 2, y: box.height / 2 });
	const stage: Stage = {
		root,
		show(state) {
			names = { before: state.before.name, after: state.after.name };
			declared = state.before;
			before.show(state.before);
			after.show(state.after);
			layOutImages();
		},
		setMode(mode) {
			kept.change({ mode });
			root.dataset.mode = mode;
			layOut();
		},
		zoomStep(larger) {
			change(current => zoomTo(view, nextScale(view.scale, larger), middle(), current, box));
		},
		fit() {
			change(() => undefined);
		},
		actualSize() {
			change(current => zoomTo(view, 1, middle(), current, box));
		},
	};

	function showStatus(): void {
		const failed = [before, after].filter(pane => pane.status === 'failed');
		const isLoading = [before, after].some(pane => pane.status === 'loading');
		root.classList.toggle('incomplete', failed.length > 0);
		layOutImages();
		message.show(
			failed.map(pane => (pane === before ? 'before' : 'after')),
			names,
		);
		clearTimeout(loadingTimer);
		setText(loading, '');
		if (isLoading) {
			loadingTimer = setTimeout(() => {
				setText(loading, 'Loading…');
			}, loadingAfterMs);
		}
	}

	listenForGestures(panes, {
		dragKind(target, spaceHeld) {
			const pannable = image !== undefined && canPan(view, image, box);
			const onHandle = handle.root.contains(target);
			if (kept.current.mode === 'slider' && !spaceHeld && (onHandle || !pannable)) {
				handle.root.focus({ preventScroll: true });
				return 'split';
			}
			return pannable ? 'pan' : undefined;
		},
		panBy(by) {
			change(current => (canPan(view, current, box) ? panBy(view, by, current, box) : whatIsKept()));
		},
		splitAt(x) {
			if (image !== undefined) {
				const { start, end } = visibleSpan(view, image, box);
				const at = x - panes.getBoundingClientRect().left - start;
				setSplit(Math.min(1, Math.max(0, at / Math.max(1, end - start))));
			}
		},
		zoomBy: (factor, at) => {
			zoomBy(factor, inPane(at));
		},
		zoomStep: stage.zoomStep,
		fit: stage.fit,
		actualSize: stage.actualSize,
		dragging(kind) {
			setAttributes(root, { 'data-drag': kind ?? false });
		},
	});
	/** If there is nothing to pan, the whole image stays the whole image. */
	const whatIsKept = () => (kept.current.zoom === undefined ? undefined : view);

	root.addEventListener('keydown', event => {
		const direction = event.target === root ? directions[event.key] : undefined;
		if (direction !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
			event.preventDefault();
			change(current =>
				canPan(view, current, box)
					? panBy(view, { x: direction.x * keyPan, y: direction.y * keyPan }, current, box)
					: whatIsKept(),
			);
		}
	});
	const observer = new ResizeObserver(layOut);
	observer.observe(root);
	observer.observe(before.root);
	stage.setMode(kept.current.mode);
	return stage;
}

/** An arrow key reveals more on its side. */
const directions: Readonly<Record<string, Point>> = {
	ArrowLeft: { x: 1, y: 0 },
	ArrowRight: { x: -1, y: 0 },
	ArrowUp: { x: 0, y: 1 },
	ArrowDown: { x: 0, y: -1 },
};

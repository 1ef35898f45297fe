import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { ReviewSide, ReviewState } from '../../shared/review.ts';
import { t } from '../texts.ts';
import { listenForGestures, type GestureActions } from './gestures.ts';
import { ImagePane, sizeOf } from './imagePane.tsx';
import { LoadError } from './loadError.tsx';
import { OpacityControl } from './opacityControl.tsx';
import type { KeptPageState, PageState } from './pageState.ts';
import { SplitHandle } from './splitHandle.tsx';
import { Toolbar } from './toolbar.tsx';
import { usePicture, type PictureStatus } from './usePicture.ts';
import {
	canPan,
	centeredOn,
	centerOf,
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

interface ComparisonProps {
	readonly state: ReviewState;
	readonly kept: KeptPageState;
	readonly openFile: (side: ReviewSide) => void;
}

/** Both images, one over the other or side by side, always in sync, and the toolbar. */
export function Comparison({ state, kept, openFile }: ComparisonProps) {
	const [, redraw] = useReducer((count: number) => count + 1, 0);
	const before = usePicture(state.before);
	const after = usePicture(state.after);
	const [drag, setDrag] = useState<'pan' | 'split'>();
	const stage = useRef<HTMLElement>(null);
	const panes = useRef<HTMLDivElement>(null);
	const firstPane = useRef<HTMLDivElement>(null);
	const handle = useRef<HTMLDivElement>(null);
	const { mode, split, opacity, zoom } = kept.current;
	/** Before's pixels, which both images are laid out in. */
	const { width, height } = sizeOf(before) ?? state.before;
	const image: Size = { width, height };
	const { box, isStacked } = useRoom(stage, firstPane, image, mode);
	const view = viewOf(kept.current, image, box);

	/** Several events may come before the next draw: each continues where the previous one ended. */
	const now = () => viewOf(kept.current, image, box);
	const change = (part: { readonly [K in keyof PageState]?: PageState[K] | undefined }) => {
		kept.change(part);
		redraw(undefined);
	};
	/** Shows another part of the image, and remembers it. @param next undefined for the whole image */
	const show = (next: (view: View) => View | undefined) => {
		const current = now();
		if (current !== undefined) {
			const changed = next(current);
			change({ zoom: changed && { ...centerOf(changed, box), scale: changed.scale } });
		}
	};
	/** If there is nothing to pan, the whole image stays visible. */
	const pan = (by: Point) => {
		show(current =>
			canPan(current, image, box)
				? panBy(current, by, image, box)
				: kept.current.zoom === undefined
					? undefined
					: current,
		);
	};
	const zoomBy = (factor: number, at: Point) => {
		show(current => zoomTo(current, current.scale * factor, at, image, box));
	};
	const middle = () => ({ x: box.width / 2, y: box.height / 2 });
	const zoomStep = (larger: boolean) => {
		show(current => zoomTo(current, nextScale(current.scale, larger), middle(), image, box));
	};
	const showWhole = () => {
		show(() => undefined);
	};
	const showActualSize = () => {
		show(current => zoomTo(current, 1, middle(), image, box));
	};
	const setSplit = (next: number) => {
		change({ split: next });
	};

	const actions: GestureActions = {
		dragKind(target, spaceHeld) {
			const current = now();
			const pannable = current !== undefined && canPan(current, image, box);
			const onHandle = handle.current?.contains(target) === true;
			if (kept.current.mode === 'slider' && !spaceHeld && (onHandle || !pannable)) {
				handle.current?.focus({ preventScroll: true });
				return 'split';
			}
			return pannable ? 'pan' : undefined;
		},
		panBy: pan,
		splitAt(x) {
			const current = now();
			if (current !== undefined && panes.current !== null) {
				const { start, end } = visibleSpan(current, image, box);
				const at = x - panes.current.getBoundingClientRect().left - start;
				setSplit(Math.min(1, Math.max(0, at / Math.max(1, end - start))));
			}
		},
		zoomBy: (factor, at) => {
			zoomBy(factor, inPane(panes.current, at));
		},
		zoomStep,
		fit: showWhole,
		actualSize: showActualSize,
		dragging: setDrag,
	};
	useGestures(panes, actions);

	const failed = (['before', 'after'] as const).filter(
		side => (side === 'before' ? before : after).status === 'failed',
	);
	const span = view && visibleSpan(view, image, box);
	const classes = [
		'stage',
		...(view !== undefined && canPan(view, image, box) ? ['pannable'] : []),
		...(isStacked ? ['stacked'] : []),
		...(failed.length > 0 ? ['incomplete'] : []),
	];
	return (
		<>
			<Toolbar
				mode={mode}
				scale={view?.scale ?? 1}
				fitted={zoom === undefined}
				setMode={next => {
					change({ mode: next });
				}}
				zoomStep={zoomStep}
				fit={showWhole}
				actualSize={showActualSize}
			/>
			<section
				ref={stage}
				id={stageId}
				class={classes.join(' ')}
				data-mode={mode}
				data-drag={drag}
				aria-label={t('Comparison')}
				tabIndex={0}
				style={{
					'--opacity': String(opacity),
					...(span && { '--split': `${span.start + (span.end - span.start) * split}px` }),
				}}
				onKeyDown={event => {
					const { key, target, currentTarget, ctrlKey, metaKey, altKey } = event;
					const direction = target === currentTarget ? directions[key] : undefined;
					if (direction !== undefined && !ctrlKey && !metaKey && !altKey) {
						event.preventDefault();
						pan({ x: direction.x * keyPan, y: direction.y * keyPan });
					}
				}}
			>
				<div ref={panes} class="panes">
					<ImagePane
						side="before"
						image={state.before}
						picture={before}
						box={image}
						view={view}
						pane={firstPane}
					/>
					<ImagePane side="after" image={state.after} picture={after} box={image} view={view} />
					<SplitHandle split={split} read={() => kept.current.split} move={setSplit} handle={handle} />
				</div>
				<OpacityControl
					value={opacity}
					onChange={next => {
						change({ opacity: next });
					}}
				/>
				<Loading statuses={[before.status, after.status]} />
				<LoadError
					failed={failed}
					state={state}
					openFile={openFile}
					tryAgain={() => {
						before.retry();
						after.retry();
					}}
				/>
			</section>
		</>
	);
}

/** The id of the element that takes the focus when nothing else does. */
export const stageId = 'stage';

/** An arrow key reveals more on its side. */
const directions: Readonly<Record<string, Point>> = {
	ArrowLeft: { x: 1, y: 0 },
	ArrowRight: { x: -1, y: 0 },
	ArrowUp: { x: 0, y: 1 },
	ArrowDown: { x: 0, y: -1 },
};

/** Where the image is in its box; undefined while there is no room. */
function viewOf({ zoom }: PageState, image: Size, box: Size): View | undefined {
	if (box.width === 0 || box.height === 0) {
		return undefined;
	}
	return zoom === undefined ? fit(image, box) : centeredOn(zoom, zoom.scale, image, box);
}

interface Room {
	/** The room for one of the images. */
	readonly box: Size;
	/** Whether the two are larger one above the other than side by side. */
	readonly isStacked: boolean;
}

/** The available room, measured whenever it may have changed. */
function useRoom(
	stage: { readonly current: HTMLElement | null },
	pane: { readonly current: HTMLElement | null },
	image: Size,
	mode: string,
): Room {
	const [room, setRoom] = useState<Room>({ box: { width: 0, height: 0 }, isStacked: false });
	const measure = () => {
		if (stage.current !== null && pane.current !== null) {
			const isStacked = isBetterStacked(image, stage.current.getBoundingClientRect());
			const { width, height } = pane.current.getBoundingClientRect();
			setRoom(before =>
				before.box.width === width && before.box.height === height && before.isStacked === isStacked
					? before
					: { box: { width, height }, isStacked },
			);
		}
	};
	const latest = useRef(measure);
	latest.current = measure;
	useLayoutEffect(measure, [image.width, image.height, mode, room.isStacked]);
	useEffect(() => {
		const observer = new ResizeObserver(() => {
			latest.current();
		});
		for (const { current } of [stage, pane]) {
			if (current !== null) {
				observer.observe(current);
			}
		}
		return () => {
			observer.disconnect();
		};
	}, []);
	return room;
}

/** Listens once, and always calls the latest actions. */
function useGestures(area: { readonly current: HTMLElement | null }, actions: GestureActions): void {
	const latest = useRef(actions);
	latest.current = actions;
	useEffect(() => {
		if (area.current !== null) {
			listenForGestures(area.current, () => latest.current);
		}
	}, []);
}

/** Converts a point of the page to one of the pane below it; the first pane elsewhere. */
function inPane(panes: HTMLElement | null, { x, y }: Point): Point {
	const boxes = [...(panes?.getElementsByClassName('pane') ?? [])].map(pane => pane.getBoundingClientRect());
	const below = boxes.findLast(
		({ left, right, top, bottom }) => x >= left && x < right && y >= top && y < bottom,
	);
	const { left, top } = below ?? boxes[0] ?? { left: 0, top: 0 };
	return { x: x - left, y: y - top };
}

function Loading({ statuses }: { readonly statuses: readonly PictureStatus[] }) {
	const isLoading = statuses.includes('loading');
	const [isLong, setLong] = useState(false);
	useEffect(() => {
		setLong(false);
		if (!isLoading) {
			return undefined;
		}
		const timer = setTimeout(() => {
			setLong(true);
		}, loadingAfterMs);
		return () => {
			clearTimeout(timer);
		};
	}, [isLoading]);
	return (
		<p class="loading" role="status">
			{isLoading && isLong ? t('Loading…') : ''}
		</p>
	);
}

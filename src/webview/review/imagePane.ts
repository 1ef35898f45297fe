import type { ReviewImage, ReviewSide } from '../../shared/review.ts';
import { element, setText } from '../dom.ts';
import { contained, type Size, type View } from './view.ts';

/** From this scale on, pixels are drawn as squares. */
const squaresFrom = 3;

export type PaneStatus = 'loading' | 'shown' | 'failed';

/** One of the two images in its box. Both are laid out like the one before, so that they match when overlaid. */
export interface ImagePane {
	readonly root: HTMLElement;
	readonly status: PaneStatus;
	/** Of the image as it is displayed: a photograph may be rotated, which its file's header ignores. */
	readonly size: Size | undefined;
	show(image: ReviewImage): void;
	/** Lays the image out in a box of before's pixels. */
	layOut(box: Size): void;
	/** Reloads an image that could not be loaded. */
	retry(): void;
	place(view: View): void;
}

export function imagePane(side: ReviewSide, onStatus: () => void): ImagePane {
	const label = side === 'before' ? 'Before' : 'After';
	const picture = element('div', { class: 'picture' });
	const frame = element('div', { class: 'frame' }, picture);
	const tag = element('span', { class: 'tag', 'aria-hidden': 'true' }, label);
	const root = element('div', { class: 'pane', 'data-side': side }, frame, tag);
	let shown: ReviewImage | undefined;
	let status: PaneStatus = 'loading';
	/** The image whose loading started last; events of earlier ones are ignored. */
	let latest: HTMLImageElement | undefined;

	const become = (next: PaneStatus) => {
		status = next;
		root.dataset.status = next;
		onStatus();
	};
	const load = (image: ReviewImage) => {
		const loading = element('img', { alt: `${label}: ${image.name}`, draggable: 'false' });
		latest = loading;
		loading.src = image.src;
		become('loading');
		// Decoded before it is shown: the previous image stays until then, and nothing flickers.
		loading.decode().then(
			() => {
				if (latest === loading) {
					picture.replaceChildren(loading);
					become('shown');
				}
			},
			() => {
				if (latest === loading) {
					picture.replaceChildren();
					become('failed');
				}
			},
		);
	};
	return {
		root,
		get status() {
			return status;
		},
		get size() {
			const [current] = picture.getElementsByTagName('img');
			return current && { width: current.naturalWidth, height: current.naturalHeight };
		},
		show(image) {
			setText(tag, image.quality === undefined ? label : `${label} · ${image.quality}`);
			if (image.src !== shown?.src || status === 'failed') {
				load(image);
			} else {
				const [current] = picture.getElementsByTagName('img');
				current?.setAttribute('alt', `${label}: ${image.name}`);
			}
			shown = image;
		},
		layOut(box) {
			const size = contained(this.size ?? shown ?? box, box);
			frame.style.width = `${box.width}px`;
			frame.style.height = `${box.height}px`;
			picture.style.width = `${size.width}px`;
			picture.style.height = `${size.height}px`;
		},
		retry() {
			if (shown !== undefined && status === 'failed') {
				load(shown);
			}
		},
		place({ x, y, scale }) {
			frame.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
			frame.style.setProperty('--scale', String(scale));
			frame.classList.toggle('squares', scale >= squaresFrom);
		},
	};
}

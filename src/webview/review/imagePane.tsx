import type { Ref } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ReviewImage, ReviewSide } from '../../shared/review.ts';
import { t } from '../texts.ts';
import type { Picture } from './usePicture.ts';
import { contained, type Size, type View } from './view.ts';
import { sideLabel } from './words.ts';

/** From this scale on, pixels are drawn as squares. */
const squaresFrom = 3;

interface ImagePaneProps {
	readonly side: ReviewSide;
	readonly image: ReviewImage;
	readonly picture: Picture;
	/** Before's pixels, which both images are laid out in, so that they match when overlaid. */
	readonly box: Size;
	/** Undefined until the room for it is known. */
	readonly view: View | undefined;
	readonly pane?: Ref<HTMLDivElement>;
}

/** One of the two images in its box. */
export function ImagePane({ side, image, picture, box, view, pane }: ImagePaneProps) {
	const holder = useRef<HTMLDivElement>(null);
	const { element, status } = picture;
	// The very element that was decoded, so that it shows immediately.
	useLayoutEffect(() => {
		if (element === undefined) {
			holder.current?.replaceChildren();
		} else if (element.parentNode !== holder.current) {
			holder.current?.replaceChildren(element);
		}
	}, [element]);
	useLayoutEffect(() => {
		if (element !== undefined) {
			element.alt = side === 'before' ? t('Before: {0}', image.name) : t('After: {0}', image.name);
		}
	}, [element, side, image.name]);
	const size = contained(sizeOf(picture) ?? image, box);
	return (
		<div ref={pane ?? null} class="pane" data-side={side} data-status={status}>
			<div
				class={view !== undefined && view.scale >= squaresFrom ? 'frame squares' : 'frame'}
				style={{
					width: `${box.width}px`,
					height: `${box.height}px`,
					...(view && {
						transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
						'--scale': String(view.scale),
					}),
				}}
			>
				<div ref={holder} class="picture" style={{ width: `${size.width}px`, height: `${size.height}px` }} />
			</div>
			<span class="tag" aria-hidden="true">
				{sideLabel(side, image.quality)}
			</span>
		</div>
	);
}

/** Of the image as it is displayed: a photograph may be rotated, which its file's header ignores. */
export function sizeOf({ element }: Picture): Size | undefined {
	return element && { width: element.naturalWidth, height: element.naturalHeight };
}

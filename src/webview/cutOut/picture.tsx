import { useEffect, useRef, useState } from 'preact/hooks';
import type { CutOutPreview } from '../../shared/cutOut.ts';
import { t } from '../texts.ts';

/** Fractions of the width and the height, from the top left. */
export interface Place {
	readonly x: number;
	readonly y: number;
}

interface PictureProps {
	readonly preview: CutOutPreview | undefined;
	readonly name: string;
	/** Undefined if a place in the preview says nothing about the whole image. */
	readonly onFlip: ((place: Place) => void) | undefined;
}

/** How far an arrow key moves the mark, as a fraction of the width or the height. */
const step = 0.02;

/** The cut-out on a checkered background. A click, or Enter at the mark, chooses a patch. */
export function Picture({ preview, name, onFlip }: PictureProps) {
	const canvas = useRef<HTMLCanvasElement>(null);
	const [mark, setMark] = useState<Place>();

	useEffect(() => {
		let isOver = false;
		const draw = async (bytes: Uint8Array<ArrayBuffer>) => {
			const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
			const { current } = canvas;
			const context = current?.getContext('2d');
			if (!isOver && current && context) {
				current.width = bitmap.width;
				current.height = bitmap.height;
				context.drawImage(bitmap, 0, 0);
				current.dataset.drawn = String(Number(current.dataset.drawn ?? 0) + 1);
			}
			bitmap.close();
		};
		if (preview !== undefined) {
			void draw(preview.bytes);
		}
		return () => {
			isOver = true;
		};
	}, [preview]);

	const within = (share: number) => Math.min(0.999, Math.max(0, share));
	const move = (x: number, y: number) => {
		setMark(before => ({ x: within((before?.x ?? 0.5) + x), y: within((before?.y ?? 0.5) + y) }));
	};
	const onKeyDown = (event: KeyboardEvent) => {
		const moves: Partial<Record<string, [number, number]>> = {
			ArrowLeft: [-step, 0],
			ArrowRight: [step, 0],
			ArrowUp: [0, -step],
			ArrowDown: [0, step],
		};
		const to = moves[event.key];
		if (to !== undefined) {
			event.preventDefault();
			move(...to);
		} else if (event.key === 'Enter' && mark !== undefined) {
			onFlip?.(mark);
		}
	};
	return (
		<div class="stage">
			<div
				class="ground"
				role="application"
				tabIndex={0}
				aria-label={t('{0}, cut out', name)}
				onKeyDown={onKeyDown}
				onBlur={() => {
					setMark(undefined);
				}}
				onClick={event => {
					const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
					onFlip?.({
						x: within((event.clientX - left) / width),
						y: within((event.clientY - top) / height),
					});
				}}
			>
				<canvas ref={canvas} />
				{mark !== undefined && (
					<span class="mark" style={{ left: `${mark.x * 100}%`, top: `${mark.y * 100}%` }} />
				)}
			</div>
		</div>
	);
}

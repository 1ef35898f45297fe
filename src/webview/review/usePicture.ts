import { useEffect, useRef, useState } from 'preact/hooks';
import type { ReviewImage } from '../../shared/review.ts';

export type PictureStatus = 'loading' | 'shown' | 'failed';

/** One of the two images, and how far it is loaded. */
export interface Picture {
	readonly status: PictureStatus;
	/** The image that is shown, also while another one loads, so that nothing flickers. */
	readonly element: HTMLImageElement | undefined;
	/** Reloads an image that could not be loaded. */
	readonly retry: () => void;
}

/** Loads an image, and loads it again when its address changes, or when the host sends one that failed to load. */
export function usePicture(image: ReviewImage): Picture {
	const [status, setStatus] = useState<PictureStatus>('loading');
	const [element, setElement] = useState<HTMLImageElement>();
	const [attempt, setAttempt] = useState(0);
	const latest = useRef(status);
	latest.current = status;
	const retry = () => {
		if (latest.current === 'failed') {
			setAttempt(count => count + 1);
		}
	};
	useEffect(retry, [image]);
	useEffect(() => {
		let isOver = false;
		const end = (loaded: HTMLImageElement | undefined) => {
			if (!isOver) {
				setElement(loaded);
				setStatus(loaded === undefined ? 'failed' : 'shown');
			}
		};
		setStatus('loading');
		const loading = new Image();
		loading.draggable = false;
		loading.src = image.src;
		loading.decode().then(
			() => {
				end(loading);
			},
			() => {
				end(undefined);
			},
		);
		return () => {
			isOver = true;
		};
	}, [image.src, attempt]);
	return { status, element, retry };
}

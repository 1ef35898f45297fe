import type { ReviewState } from '../../../src/shared/review.ts';
import { renderImage } from '../../emulator/images/renderImage.ts';

/** A review with its two images, which are rendered once per process. */
export interface SampleReview {
	readonly state: ReviewState;
	readonly images: Readonly<Record<string, Buffer>>;
}

let sample: Promise<SampleReview> | undefined;

/** An image of 960 × 640, and a larger one with the same proportions made from it. */
export function sampleReview(): Promise<SampleReview> {
	return (sample ??= render());
}

async function render(): Promise<SampleReview> {
	const before = { width: 960, height: 640 };
	const after = { width: 1536, height: 1024 };
	const day = await renderImage({ prompt: 'a lighthouse at dawn, calm sea', ...before, format: 'webp' });
	const night = await renderImage({ prompt: 'a lighthouse at night, calm sea', ...after, format: 'webp' });
	return {
		images: { '/assets/hero.webp': day, '/assets/hero-edited.webp': night },
		state: {
			before: { src: '/assets/hero.webp', name: 'hero.webp', ...before, bytes: day.length },
			after: { src: '/assets/hero-edited.webp', name: 'hero-edited.webp', ...after, bytes: night.length },
			prompt: 'Make it night: stars over a calm sea, the lamp of the lighthouse lit.',
			credits: 45,
			retryPrice: 45,
			replaced: false,
			canReplace: true,
		},
	};
}

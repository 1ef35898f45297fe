import type { FromReview, ReviewState, ToReview } from '../../../src/shared/review.ts';
import { openPage, type CommonPageOptions, type OpenPage } from './openPage.ts';

export interface ReviewPageOptions extends CommonPageOptions {
	readonly state: ReviewState;
	/** By the path of `src` in the state. */
	readonly images: Readonly<Record<string, Buffer>>;
}

/** The built page of the review in a browser. */
export interface ReviewPage extends OpenPage<FromReview, ToReview> {
	/** Resolves when both images are loaded. */
	loaded(): Promise<void>;
}

export async function openReviewPage(options: ReviewPageOptions): Promise<ReviewPage> {
	const { state } = options;
	const opened = await openPage<FromReview, ToReview>({
		...options,
		name: 'review',
		title: `Review: ${state.before.name}`,
		answer: { type: 'state', state },
	});
	const { page } = opened;
	return {
		...opened,
		loaded: async () => {
			await page.locator('.pane[data-status=shown] img').nth(1).waitFor({ state: 'attached' });
			await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))');
		},
	};
}

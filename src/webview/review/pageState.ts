import * as z from 'zod/mini';
import { keepState, type KeptState } from '../keptState.ts';
import type { VsCodeApi } from '../vscodeApi.ts';

const fraction = z.number().check(z.gte(0), z.lte(1));

const pageState = z.object({
	mode: z.enum(['slider', 'onion', 'side']),
	/** The fraction of the picture, from the left, that shows the image before. */
	split: fraction,
	/** The opacity of the image after. */
	opacity: fraction,
	/** The point in the middle, and the scale; without it the whole image is shown. */
	zoom: z.optional(z.object({ x: z.number(), y: z.number(), scale: z.number().check(z.positive()) })),
	/** The text in the retry field while that is open. */
	retry: z.optional(z.string()),
});

export type PageState = z.infer<typeof pageState>;
export type Mode = PageState['mode'];

const initial: PageState = { mode: 'slider', split: 0.5, opacity: 0.5 };

export type KeptPageState = KeptState<PageState>;

/** What the page remembers while its tab is open. */
export function keepPageState(api: VsCodeApi): KeptPageState {
	return keepState(api, pageState, initial);
}

import * as z from 'zod/mini';
import type { VsCodeApi } from '../vscodeApi.ts';

const fraction = z.number().check(z.gte(0), z.lte(1));

const pageState = z.object({
	mode: z.enum(['slider', 'onion', 'side']),
	/** How much of the picture, from the left, is the one before. */
	split: fraction,
	/** How opaque the one after is. */
	opacity: fraction,
	/** What is in the middle, and how large; without it the whole image is shown. */
	zoom: z.optional(z.object({ x: z.number(), y: z.number(), scale: z.number().check(z.positive()) })),
	/** What stands in the retry field, while that is open. */
	retry: z.optional(z.string()),
});

export type PageState = z.infer<typeof pageState>;
export type Mode = PageState['mode'];

const initial: PageState = { mode: 'slider', split: 0.5, opacity: 0.5 };

/** How long the user has to leave things alone before they are kept. */
const calmMs = 100;

export interface KeptPageState {
	readonly current: PageState;
	/** `undefined` forgets a part. */
	change(part: { readonly [K in keyof PageState]?: PageState[K] | undefined }): void;
}

/** What the page remembers while its tab is open. What comes back from VS Code is checked as anything foreign is. */
export function keepPageState(api: VsCodeApi): KeptPageState {
	let current = pageState.safeParse(api.getState()).data ?? initial;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const write = () => {
		clearTimeout(timer);
		timer = undefined;
		api.setState(current);
	};
	addEventListener('pagehide', () => {
		if (timer !== undefined) {
			write();
		}
	});
	return {
		get current() {
			return current;
		},
		change(part) {
			current = pageState.parse({ ...current, ...part });
			clearTimeout(timer);
			timer = setTimeout(write, calmMs);
		},
	};
}

import * as z from 'zod/mini';
import { parseDraft } from '../../shared/panel.ts';
import { keepState, type KeptState } from '../keptState.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import { filterNames } from './gallery/filters.ts';

const offset = z.number().check(z.nonnegative());

const pageState = z.object({
	/** What the user has typed; the host's draft is used if it is newer. */
	draft: z.optional(
		z.pipe(
			z.unknown(),
			z.transform(value => parseDraft(value)),
		),
	),
	/** When it was last changed, by the page's clock. */
	draftAt: z.optional(offset),
	moreOpen: z.boolean(),
	/** How far each part is scrolled, in CSS pixels. */
	scroll: z.object({ composer: offset, content: offset, page: offset }),
	/** The ticked variations, by job id. */
	chosen: z.array(z.string().check(z.maxLength(80))).check(z.maxLength(1000)),
	/** The search text of the gallery and its active filter; left out if there is none. */
	search: z.optional(z.string().check(z.maxLength(400))),
	filter: z.optional(z.enum(filterNames)),
});

export type KeptPageState = KeptState<z.output<typeof pageState>>;

/** What the page remembers while its tab is open. */
export function keepPageState(api: VsCodeApi): KeptPageState {
	return keepState(api, pageState, {
		moreOpen: false,
		scroll: { composer: 0, content: 0, page: 0 },
		chosen: [],
	});
}

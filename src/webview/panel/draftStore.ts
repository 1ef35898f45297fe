import {
	newerParts,
	withParts,
	type Draft,
	type DraftKey,
	type DraftTimes,
	type FromPanel,
} from '../../shared/panel.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import { changedDraft, type DraftChange } from './choices.ts';
import type { KeptPageState } from './pageState.ts';

/** How long after the last change the host is informed. */
const calmMs = 300;

/** A draft from the host, or parts of one. */
interface HostDraft {
	readonly draft: Draft;
	/** All parts if omitted. */
	readonly changed?: readonly DraftKey[] | undefined;
	readonly at: number;
}

/** The draft, which two pages may show: for each part, the last change wins. */
export function createDraftStore(api: VsCodeApi, kept: KeptPageState, changed: () => void) {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let current: Draft = kept.current.draft ?? { prompt: '' };
	let at = kept.current.draft === undefined ? 0 : (kept.current.draftAt ?? 0);
	let times: DraftTimes = {};
	/** Changed, but not sent to the host yet. */
	const unsent = new Set<DraftKey>();
	const send = (keys: readonly DraftKey[]) => {
		clearTimeout(timer);
		timer = undefined;
		unsent.clear();
		api.postMessage({ type: 'draft', draft: current, changed: [...keys], at } satisfies FromPanel);
	};
	const flush = () => {
		if (timer !== undefined) {
			send([...unsent]);
		}
	};
	const set = (draft: Draft, keys: readonly DraftKey[], when: number) => {
		current = draft;
		at = Math.max(at, when);
		times = { ...times, ...Object.fromEntries(keys.map(key => [key, when])) };
		kept.change({ draft, draftAt: at });
		kept.write();
		changed();
	};
	return {
		get current(): Draft {
			return current;
		},
		/** A change made by the user. */
		change(change: DraftChange) {
			const keys = Object.keys(change) as DraftKey[];
			for (const key of keys) {
				unsent.add(key);
			}
			set(changedDraft(current, change), keys, Math.max(Date.now(), at + 1));
			clearTimeout(timer);
			timer = setTimeout(flush, calmMs);
		},
		/** Takes a whole draft from the host. If the page has a newer one, it keeps that and sends it to the host. */
		begin(draft: Draft, when: number) {
			if (when >= at) {
				set(draft, newerParts({}, { at: when }), when);
			} else if (!isSame(draft, current)) {
				// The host doesn't know it yet.
				send(newerParts({}, { at }));
			}
		},
		/** Takes parts that were changed elsewhere. */
		take(incoming: HostDraft) {
			// The host keeps a prompt that this replaces.
			flush();
			const keys = newerParts(times, incoming);
			set(withParts(current, incoming.draft, keys), keys, incoming.at);
		},
		/** Sends unsent changes to the host now. */
		flush,
	};
}

function isSame(one: Draft, other: Draft): boolean {
	return JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
}

import type { Draft, FromPanel } from '../../shared/panel.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import { changedDraft, type DraftChange } from './choices.ts';
import type { KeptPageState } from './pageState.ts';

/** How long after the last change the host is informed. */
const calmMs = 300;

export interface DraftStore {
	readonly current: Draft;
	/** A change made by the user. */
	change(change: DraftChange): void;
	/** A draft from the host, which is not sent back. */
	set(draft: Draft): void;
	/** The first state has arrived: what the page kept takes precedence over what the host remembers. */
	begin(draft: Draft): void;
	/** Sends unsent changes to the host now. */
	readonly flush: () => void;
}

export function createDraftStore(api: VsCodeApi, kept: KeptPageState, changed: () => void): DraftStore {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let current: Draft = kept.current.draft ?? { prompt: '' };
	const flush = () => {
		if (timer !== undefined) {
			clearTimeout(timer);
			timer = undefined;
			api.postMessage({ type: 'draft', draft: current } satisfies FromPanel);
		}
	};
	const tell = () => {
		clearTimeout(timer);
		timer = setTimeout(flush, calmMs);
	};
	const tellNow = () => {
		tell();
		flush();
	};
	const set = (draft: Draft) => {
		current = draft;
		kept.change({ draft });
		kept.write();
		changed();
	};
	addEventListener('pagehide', flush);
	// Another window, editor or command may need it next.
	addEventListener('blur', flush);
	document.addEventListener('visibilitychange', flush);
	return {
		get current() {
			return current;
		},
		change(change) {
			set(changedDraft(current, change));
			tell();
		},
		set(draft) {
			clearTimeout(timer);
			timer = undefined;
			set(draft);
		},
		begin(draft) {
			if (kept.current.draft === undefined) {
				current = draft;
			} else if (
				JSON.stringify(Object.entries(draft).sort()) !== JSON.stringify(Object.entries(current).sort())
			) {
				tellNow();
			}
		},
		flush,
	};
}

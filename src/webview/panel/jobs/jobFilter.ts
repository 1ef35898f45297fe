import type { JobCard } from '../../../shared/panel.ts';
import { matchesText } from '../gallery/search.ts';

/** Which jobs are shown: all, only those waiting to be saved, or none while only assets are searched for. */
export interface JobFilter {
	readonly show: 'all' | 'unsaved' | 'none';
	/** All of them must be in the prompt; as returned by `searchWords`. */
	readonly words: readonly string[];
}

export function isUnsaved({ status }: JobCard): boolean {
	return status.type === 'variation';
}

/** Whether the cards of one request are shown. */
export function isShown(cards: readonly JobCard[], { show, words }: JobFilter): boolean {
	switch (show) {
		case 'all':
			return true;
		case 'unsaved':
			return cards.some(card => isUnsaved(card) && matchesText(card.prompt, words));
		case 'none':
			return false;
	}
}

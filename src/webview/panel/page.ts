import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PanelEditor } from '../../shared/panel.ts';
import { useAsk } from '../ui/useAsk.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import type { DraftChange } from './choices.ts';
import type { Grid, GridCard } from './gallery/grid.ts';
import type { KeptPageState } from './pageState.ts';
import type { Answer, PageRequest } from './requests.ts';

/** What every part of the page can use. */
export interface Page {
	readonly api: VsCodeApi;
	readonly kept: KeptPageState;
	/** Sends a request to the host. @throws Error with the host's message if it fails */
	readonly ask: (request: PageRequest) => Promise<Answer>;
	/** What Insert Link would write for an asset, and where, in words. */
	readonly describeLink: (asset: string, editor: PanelEditor | undefined) => Promise<string>;
	readonly changeDraft: (change: DraftChange) => void;
	/** Puts a text into the prompt for editing. */
	readonly usePrompt: (prompt: string) => void;
	/** What the images are shown in; set by them. */
	readonly shown: { grid: Grid<GridCard> | undefined; showEverything: () => void };
	/** Makes assistive technology read out a text. */
	readonly announce: (text: string) => void;
	/** Sends everything typed to the host now. */
	readonly flush: () => void;
	/** Called by `flush` until the returned function is called. */
	readonly onFlush: (task: () => void) => () => void;
}

export const PageContext = createContext<Page | undefined>(undefined);

export function usePage(): Page {
	const page = useContext(PageContext);
	if (page === undefined) {
		throw new Error('There is no page around this');
	}
	return page;
}

/** Requests to the host from one part of the page. */
export function usePageAsk() {
	return useAsk<PageRequest, Answer>(usePage().ask);
}

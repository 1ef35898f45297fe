import type { Asset, AssetAction, AssetFacts } from '../../../shared/galleryMessages.ts';

/** What the cards of the grid know about their images, and can request. */
export interface AssetCardSource {
	readonly get: (id: string) => Asset | undefined;
	readonly factsOf: (id: string) => AssetFacts | undefined;
	/** Milliseconds since the epoch, as precise as ages need it. */
	readonly now: () => number;
	/** Whether it was added while the page was open. */
	readonly isNew: (id: string) => boolean;
	readonly act: (id: string, action: AssetAction) => void;
	readonly openMenu: (id: string, from: HTMLElement) => void;
	readonly describeLink: (id: string) => Promise<string>;
}

import { mostShown } from '../../../shared/galleryMessages.ts';
import type { FromPanel } from '../../../shared/panel.ts';
import type { VsCodeApi } from '../../vscodeApi.ts';

/** How long the gallery must be at rest before the host is asked. */
const restMs = 80;

/** Asks the host for the facts of the files in view, once for each. */
export function createFactsRequester(api: VsCodeApi, inSight: () => readonly string[]) {
	const asked = new Set<string>();
	let timer: ReturnType<typeof setTimeout> | undefined;
	const ask = () => {
		const assets = inSight()
			.filter(id => !asked.has(id))
			.slice(0, mostShown);
		if (assets.length > 0) {
			for (const id of assets) {
				asked.add(id);
			}
			api.postMessage({ type: 'showAssets', assets } satisfies FromPanel);
		}
	};
	return {
		/** Called when other items may be in view. */
		look: () => {
			clearTimeout(timer);
			timer = setTimeout(ask, restMs);
		},
		/** Called when items have changed: their facts are out of date. */
		forget: (ids: Iterable<string>) => {
			for (const id of ids) {
				asked.delete(id);
			}
		},
	};
}

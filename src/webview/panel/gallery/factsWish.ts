import type { FromPanel } from '../../../shared/panel.ts';
import type { VsCodeApi } from '../../vscodeApi.ts';

/** How long the gallery has to rest before the host is asked. */
const restMs = 80;
/** Of one message. */
const mostShown = 500;

export interface FactsWish {
	/** Something else may be in sight. */
	readonly look: () => void;
	/** These have changed: what is known of them is old. */
	forget(ids: Iterable<string>): void;
}

/** Asks the host for what the files in sight say, once for each. */
export function createFactsWish(api: VsCodeApi, inSight: () => readonly string[]): FactsWish {
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
		look: () => {
			clearTimeout(timer);
			timer = setTimeout(ask, restMs);
		},
		forget(ids) {
			for (const id of ids) {
				asked.delete(id);
			}
		},
	};
}

import type { Thumbnails } from '../storage/thumbnails.ts';

export type PanelThumbnails = ReturnType<typeof createPanelThumbnails>;

/** Thumbnails for a page, which gets an address immediately or later. */
export function createPanelThumbnails(
	thumbnails: Thumbnails,
	addressOf: (path: string) => string,
	onReady: () => void,
) {
	/** Undefined while it is being made, and if it can't be. */
	const addresses = new Map<string, string | undefined>();
	return {
		/**
		 * The address of a content's thumbnail. Undefined until it is made, which starts now and is reported by
		 * `onReady`. Stays undefined if it can't be made.
		 */
		of(sha256: string, read: () => Promise<Uint8Array>): string | undefined {
			if (!addresses.has(sha256)) {
				addresses.set(sha256, undefined);
				thumbnails
					.get(sha256, async () => new Uint8Array(await read()))
					.then(
						path => {
							addresses.set(sha256, addressOf(path));
							onReady();
						},
						() => undefined,
					);
			}
			return addresses.get(sha256);
		},
	};
}

import type { Asset, AssetFacts } from '../../../shared/galleryMessages.ts';

/** What the host has sent about the assets. */
export interface AssetStore {
	/** Counts its changes. */
	readonly version: number;
	/** Newest first. */
	readonly all: readonly Asset[];
	get(id: string): Asset | undefined;
	/** The latest facts about its file. */
	factsOf(id: string): AssetFacts | undefined;
	/** Whether its file is known to be gone. */
	isGone(id: string): boolean;
	reset(assets: readonly Asset[]): void;
	update(changed: readonly Asset[], removed: readonly string[]): void;
	takeFacts(facts: readonly AssetFacts[]): void;
	/** Makes it count as changed. */
	touch(): void;
	/** Called with ids whose facts are out of date. */
	onForget: (ids: Iterable<string>) => void;
}

export function createAssetStore(): AssetStore {
	const assets = new Map<string, Asset>();
	const facts = new Map<string, AssetFacts>();
	let all: readonly Asset[] | undefined;
	let version = 0;
	return {
		get version() {
			return version;
		},
		get all() {
			return (all ??= [...assets.values()].sort(compare));
		},
		get: id => assets.get(id),
		factsOf: id => facts.get(id),
		isGone: id => {
			const status = facts.get(id)?.status;
			return status === 'gone' || status === 'restorable';
		},
		reset(next) {
			const ids = new Set(next.map(({ id }) => id));
			this.update(
				next,
				[...assets.keys()].filter(id => !ids.has(id)),
			);
		},
		update(changed, removed) {
			all = undefined;
			version += 1;
			for (const id of removed) {
				assets.delete(id);
				facts.delete(id);
			}
			for (const asset of changed) {
				assets.set(asset.id, asset);
			}
			this.onForget([...changed.map(({ id }) => id), ...removed]);
		},
		touch() {
			version += 1;
		},
		onForget: () => undefined,
		takeFacts(next) {
			version += 1;
			for (const one of next) {
				if (assets.has(one.id)) {
					facts.set(one.id, one);
				}
			}
		},
	};
}

/** Newest first; then by path. */
function compare(one: Asset, other: Asset): number {
	return other.createdAt - one.createdAt || (one.path < other.path ? -1 : 1);
}

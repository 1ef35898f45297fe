export type Fetch = typeof globalThis.fetch;

/** How requests leave this process. */
export interface Http {
	/** Tried first. Inside VS Code, its own `fetch`: it knows proxies and system certificates. */
	readonly fetch: Fetch;
	/** Loads the client that is tried once where `fetch` could not connect. */
	readonly loadFallback?: () => Promise<Fetch>;
}

import type { VsCodeApi } from './vscodeApi.ts';

/** A request without its id. */
export type WishOf<R> = R extends { readonly id: string } ? Omit<R, 'id'> : never;

/** Sends a request under a new id, which the answer will carry; returns the id. */
export function sendWish(api: VsCodeApi, wish: object): string {
	const id = crypto.randomUUID();
	api.postMessage({ ...wish, id });
	return id;
}

import type { VsCodeApi } from './vscodeApi.ts';

/** A request before it has its id. */
export type WishOf<R> = R extends { readonly id: string } ? Omit<R, 'id'> : never;

/** Sends a request with an id of its own, which the answer will carry; returns it. */
export function sendWish(api: VsCodeApi, wish: object): string {
	const id = crypto.randomUUID();
	api.postMessage({ ...wish, id });
	return id;
}

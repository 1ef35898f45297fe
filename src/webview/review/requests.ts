import type { FromReview, ReviewRequest } from '../../shared/review.ts';
import type { VsCodeApi } from '../vscodeApi.ts';

/** A request before it has its id. */
export type Wish = ReviewRequest extends infer R ? (R extends ReviewRequest ? Omit<R, 'id'> : never) : never;

/** Sends a request with an id of its own, which the answer will carry; returns it. */
export function sendRequest(api: VsCodeApi, wish: Wish): string {
	const id = crypto.randomUUID();
	api.postMessage({ ...wish, id } satisfies FromReview);
	return id;
}

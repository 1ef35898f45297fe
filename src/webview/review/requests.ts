import type { ReviewRequest } from '../../shared/review.ts';
import { sendWish, type WishOf } from '../requests.ts';
import type { VsCodeApi } from '../vscodeApi.ts';

export type Wish = WishOf<ReviewRequest>;

/** Sends a request with an id of its own, which the answer will carry; returns it. */
export function sendRequest(api: VsCodeApi, wish: Wish): string {
	return sendWish(api, wish);
}

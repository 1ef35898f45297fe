import type { ReviewRequest } from '../../shared/review.ts';
import { sendWish, type WishOf } from '../requests.ts';
import type { VsCodeApi } from '../vscodeApi.ts';

export type Wish = WishOf<ReviewRequest>;

/** Sends a request under a new id, which the answer will carry; returns the id. */
export function sendRequest(api: VsCodeApi, wish: Wish): string {
	return sendWish(api, wish);
}

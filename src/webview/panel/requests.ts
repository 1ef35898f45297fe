import type { PanelRequest, ToPanel } from '../../shared/panel.ts';
import { sendWish, type WishOf } from '../requests.ts';
import type { VsCodeApi } from '../vscodeApi.ts';

export type Wish = PanelRequest extends infer R ? WishOf<R> : never;
export type Answer = Extract<ToPanel, { type: 'result' }>;

export interface Requests {
	/** Resolves when it is done. @throws Error with the host's message if it fails */
	send(wish: Wish): Promise<Answer>;
	/** Handles an answer; one that nothing is waiting for is ignored. */
	receive(message: Extract<ToPanel, { type: 'result' | 'failed' }>): void;
}

export function createRequests(api: VsCodeApi): Requests {
	const waiting = new Map<string, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
	return {
		send: wish =>
			new Promise((resolve, reject) => {
				waiting.set(sendWish(api, wish), { resolve, reject });
			}),
		receive(message) {
			const waiter = waiting.get(message.id);
			waiting.delete(message.id);
			if (message.type === 'result') {
				waiter?.resolve(message);
			} else {
				waiter?.reject(new Error(message.message));
			}
		},
	};
}

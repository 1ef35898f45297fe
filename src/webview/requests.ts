import { typeOfMessage } from '../shared/messages.ts';
import type { VsCodeApi } from './vscodeApi.ts';

/** A request without its id. */
export type WithoutId<R> = R extends { readonly id: string } ? Omit<R, 'id'> : never;

interface Answered {
	readonly type: 'result';
	readonly id: string;
}

interface Failed {
	readonly type: 'failed';
	readonly id: string;
	readonly message: string;
}

/** What a page asks its host for. */
interface Requests<Request, Answer> {
	/** Sends a request under a new id. Resolves when it is done. @throws Error with the host's message if it fails */
	send(request: Request): Promise<Answer>;
	/** The same for a request that an earlier page has sent. */
	answerTo(id: string): Promise<Answer>;
	/** Handles an answer. @returns whether anything was waiting for it */
	receive(message: Answer | Failed): boolean;
}

export function createRequests<Request extends object, Answer extends Answered>(
	api: VsCodeApi,
): Requests<Request, Answer> {
	const waiting = new Map<string, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
	const answerTo = (id: string) =>
		new Promise<Answer>((resolve, reject) => {
			waiting.set(id, { resolve, reject });
		});
	return {
		send(request) {
			const id = crypto.randomUUID();
			const answer = answerTo(id);
			api.postMessage({ ...request, id });
			return answer;
		},
		answerTo,
		receive(message) {
			const waiter = waiting.get(message.id);
			waiting.delete(message.id);
			if (message.type === 'result') {
				waiter?.resolve(message);
			} else {
				waiter?.reject(new Error(message.message));
			}
			return waiter !== undefined;
		},
	};
}

/** Passes on the host's messages, drops what isn't part of the protocol, and asks for the full state. */
export function listenToHost<To>(
	api: VsCodeApi,
	parse: (value: unknown) => To | undefined,
	receive: (message: To) => void,
): void {
	addEventListener('message', ({ data }) => {
		const message = parse(data);
		if (message === undefined) {
			console.warn(`A message was dropped: ${typeOfMessage(data)}`);
		} else {
			receive(message);
		}
	});
	askForState(api);
}

export function askForState(api: VsCodeApi): void {
	api.postMessage({ type: 'ready' });
}

import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** What was seen of one request on its way out. */
export interface SendingWatch {
	/**
	 * `written`: its head went into a connection, so the service may have the request. `queued`: the client has it, and
	 * has not written it. `unseen`: the client is none of undici's making, and tells nothing.
	 */
	readonly state: 'unseen' | 'queued' | 'written';
	/** The status of the answer, where one came. */
	readonly status: number | undefined;
	dispose(): void;
}

interface Message {
	readonly request: object & { readonly headers?: unknown };
	readonly response?: { readonly statusCode?: unknown };
}

/**
 * Watches for the request with this idempotency key in what every undici of the process says of its requests, Node's
 * own fetch included ("Diagnostics Channel Support" in undici's documentation). An error alone does not tell whether a
 * handshake failed, or a connection that had carried the request.
 */
export function watchSending(idempotencyKey: string): SendingWatch & Disposable {
	let request: object | undefined;
	let state: SendingWatch['state'] = 'unseen';
	let status: number | undefined;
	const onCreate = (message: unknown) => {
		const { request: created } = message as Message;
		if (JSON.stringify(created.headers ?? '').includes(idempotencyKey)) {
			request = created;
			state = 'queued';
		}
	};
	const onSendHeaders = (message: unknown) => {
		if (request !== undefined && (message as Message).request === request) {
			state = 'written';
		}
	};
	const onHeaders = (message: unknown) => {
		const { request: answered, response } = message as Message;
		if (request !== undefined && answered === request && typeof response?.statusCode === 'number') {
			status = response.statusCode;
		}
	};
	const channels = [
		['undici:request:create', onCreate],
		['undici:client:sendHeaders', onSendHeaders],
		['undici:request:headers', onHeaders],
	] as const;
	for (const [name, listener] of channels) {
		subscribe(name, listener);
	}
	const dispose = () => {
		for (const [name, listener] of channels) {
			unsubscribe(name, listener);
		}
	};
	return {
		get state() {
			return state;
		},
		get status() {
			return status;
		},
		dispose,
		[Symbol.dispose]: dispose,
	};
}

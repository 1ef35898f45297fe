import { subscribe, unsubscribe } from 'node:diagnostics_channel';

type Listener = readonly [channel: string, listener: (message: unknown) => void];

/** What can be observed of one request below `fetch`, which hides most of it. */
export interface Traffic {
	/** Whether this very error ended an attempt to connect, TLS handshake included, so that nothing was written. */
	failedToConnect(error: unknown): boolean;
	/** Whether the marked request began to be written on a connection. */
	readonly wasSent: boolean;
	/** The status of the last answer to the marked request. */
	readonly status: number | undefined;
	/** Must be called when the request is over. */
	stop(): void;
}

/**
 * Listens to undici's diagnostics channels, whichever copy of undici makes the request: Node's, VS Code's, or our
 * own. A client that publishes nothing there leaves everything unknown.
 *
 * @param mark a header value that no other request has; without one, only attempts to connect are known.
 * @param onStatus called with the status of each answer to the marked request, before `fetch` sees it.
 */
export function watchTraffic(mark?: string, onStatus?: (status: number) => void): Traffic {
	const failures = new Set<unknown>();
	let wasSent = false;
	let status: number | undefined;
	const isMarked = ({ request }: { request?: { headers?: unknown } }) =>
		mark !== undefined && String(request?.headers).includes(mark);
	const ofAny: readonly Listener[] = [
		[
			'undici:client:connectError',
			message => {
				failures.add((message as { error?: unknown }).error);
			},
		],
	];
	const ofMarked: readonly Listener[] = [
		[
			'undici:client:sendHeaders',
			message => {
				wasSent ||= isMarked(message as object);
			},
		],
		[
			'undici:request:headers',
			message => {
				const { response } = message as { response?: { statusCode?: number } };
				if (isMarked(message as object) && response?.statusCode !== undefined) {
					status = response.statusCode;
					onStatus?.(status);
				}
			},
		],
	];
	const listeners = mark === undefined ? ofAny : [...ofAny, ...ofMarked];
	for (const [channel, listener] of listeners) {
		subscribe(channel, listener);
	}
	return {
		failedToConnect: error => error !== undefined && failures.has(error),
		get wasSent() {
			return wasSent;
		},
		get status() {
			return status;
		},
		stop: () => {
			for (const [channel, listener] of listeners) {
				unsubscribe(channel, listener);
			}
		},
	};
}

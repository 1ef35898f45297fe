import { connectionFailureOf } from './connectionFailure.ts';
import { ConnectionError } from './errors/connectionError.ts';
import { HttpError } from './errors/httpError.ts';
import { InterruptedError } from './errors/interruptedError.ts';
import { RedirectError } from './errors/redirectError.ts';
import { RequestTimeoutError } from './errors/requestTimeoutError.ts';
import type { Fetch, Http } from './fetch.ts';
import { watchTraffic, type Traffic } from './traffic.ts';

export interface RequestOptions {
	readonly url: URL;
	readonly method?: 'GET' | 'POST' | 'DELETE';
	readonly headers?: Readonly<Record<string, string>>;
	/** A Blob of files is read from the disk as it is sent, and sent with its length. */
	readonly body?: string | Blob;
	/** From the first byte sent to the last byte read, in milliseconds. */
	readonly timeoutMs: number;
	readonly signal?: AbortSignal | undefined;
	/**
	 * Awaited each time before the request goes out, including the attempt through the fallback: a caller that spends
	 * credits records the send here. Anything it throws ends the request.
	 */
	readonly beforeSend?: (() => Promise<void>) | undefined;
	/**
	 * The value of one of `headers` that no other request has: it lets `watchTraffic` follow a request that spends
	 * credits.
	 */
	readonly mark?: string | undefined;
}

/**
 * The only way out of this process: every API call and every download goes through here. Redirects are never
 * followed; `read` gets the response while the time limit still applies.
 *
 * If the first client cannot connect, so that nothing was sent, the fallback is tried once.
 *
 * @throws ConnectionError when nothing was sent; InterruptedError and RequestTimeoutError when the service may have
 * received the request; the signal's reason when it was aborted; whatever `read` throws that is not a failure of the
 * connection; RedirectError for a redirect of a request with a Blob (others are for `read` to see), with its status
 * where the request has a mark; HttpError for the 421 of a request with a mark.
 */
export async function request<T>(
	http: Http,
	options: RequestOptions,
	read: (response: Response) => Promise<T>,
): Promise<T> {
	try {
		return await send(http.fetch, options, read);
	} catch (error) {
		if (!(error instanceof ConnectionError) || http.loadFallback === undefined) {
			throw error;
		}
		const fallback = await http.loadFallback().catch(() => {
			// What the first client proved still holds: nothing was sent.
			throw error;
		});
		return await send(fallback, options, read);
	}
}

/** The abort reason of a request that took too long. */
const late = Symbol('late');

async function send<T>(
	fetch: Fetch,
	options: RequestOptions,
	read: (response: Response) => Promise<T>,
): Promise<T> {
	const { url, method = 'GET', headers = {}, body, timeoutMs, signal, beforeSend, mark } = options;
	signal?.throwIfAborted();
	await beforeSend?.();
	const stop = new AbortController();
	const timer = setTimeout(() => {
		stop.abort(late);
	}, timeoutMs);
	const traffic = watchTraffic(mark, status => {
		// Otherwise, fetch resends it by itself (Fetch, "HTTP-network-or-cache fetch", step 16).
		if (status === 421) {
			stop.abort();
		}
	});
	let isAnswered = false;
	try {
		const response = await fetch(url, {
			method,
			headers,
			// Neither follows a redirect. With `manual`, undici keeps all that it has sent of a Blob, in case it has
			// to resend it: 320 MB of images took 340 MB of memory instead of 30.
			redirect: body instanceof Blob ? 'error' : 'manual',
			signal: signal === undefined ? stop.signal : AbortSignal.any([stop.signal, signal]),
			...(body === undefined ? {} : { body }),
		});
		isAnswered = true;
		try {
			return await read(response);
		} finally {
			// An unread body would hold on to its connection.
			if (response.body?.locked === false) {
				await response.body.cancel().catch(() => undefined);
			}
		}
	} catch (error) {
		signal?.throwIfAborted();
		if (stop.signal.reason === late) {
			throw new RequestTimeoutError(url.host, timeoutMs);
		}
		throw isAnswered ? asInterruption(error, url.host) : asRequestError(error, url.host, traffic);
	} finally {
		clearTimeout(timer);
		traffic.stop();
	}
}

/**
 * Recognized by the message of undici, which every fetch here is built on; with another message, it counts as a
 * broken connection.
 */
function isRefusedRedirect(error: unknown): boolean {
	const cause = error instanceof TypeError ? error.cause : undefined;
	return cause instanceof Error && cause.message === 'unexpected redirect';
}

/** What it means when `fetch` gets no answer. */
function asRequestError(error: unknown, host: string, traffic: Traffic): unknown {
	if (isRefusedRedirect(error)) {
		const words = `${host} redirected the request to another place, which was refused`;
		return new RedirectError(words, traffic.status);
	}
	if (traffic.status === 421) {
		return new HttpError(421, undefined, undefined);
	}
	const failure = traffic.wasSent
		? undefined
		: connectionFailureOf(error, each => traffic.failedToConnect(each));
	return failure === undefined ? asInterruption(error, host) : new ConnectionError(failure, host, error);
}

/**
 * fetch reports a connection failure as a TypeError with the reason as its cause; Electron's as an Error that carries
 * only Chromium's name for it. A body that breaks during decompression, or after the headers, surfaces as the
 * socket's or zlib's own error with a code.
 */
function asInterruption(error: unknown, host: string): unknown {
	const isBroken =
		error instanceof TypeError ||
		(error instanceof Error &&
			(typeof (error as { code?: unknown }).code === 'string' || error.message.startsWith('net::')));
	return isBroken ? new InterruptedError(host, error) : error;
}

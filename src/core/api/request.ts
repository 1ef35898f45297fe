import { connectionFailureOf } from './connectionFailure.ts';
import { ConnectionError } from './errors/connectionError.ts';
import { InterruptedError } from './errors/interruptedError.ts';
import { RedirectError } from './errors/redirectError.ts';
import { RequestTimeoutError } from './errors/requestTimeoutError.ts';
import type { Fetch, Http } from './fetch.ts';
import { watchSending, type SendingWatch } from './sendingWatch.ts';

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
	 * Awaited before each time the request goes out, the try through the fallback included: whoever spends
	 * credits notes it down here. What it throws ends the request.
	 */
	readonly beforeSend?: (() => Promise<void>) | undefined;
}

/**
 * The one way out of this process: every call of the API and every download passes here. Redirects are never
 * followed; the answer is handed to `read` while the time limit still counts.
 *
 * Where the first client cannot connect, and so nothing was sent, the second one is tried once.
 *
 * @throws ConnectionError when nothing was sent; InterruptedError and RequestTimeoutError when the service may
 * have received the request; the signal's reason when it was aborted; whatever `read` throws that is not a
 * failure of the connection; RedirectError for a redirect of a request with a Blob (others are for `read` to see).
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

async function send<T>(
	fetch: Fetch,
	options: RequestOptions,
	read: (response: Response) => Promise<T>,
): Promise<T> {
	const { url, method = 'GET', headers = {}, body, timeoutMs, signal, beforeSend } = options;
	const { 'idempotency-key': idempotencyKey } = headers;
	signal?.throwIfAborted();
	await beforeSend?.();
	using sending = idempotencyKey === undefined ? undefined : watchSending(idempotencyKey);
	const timeout = new AbortController();
	const timer = setTimeout(() => {
		timeout.abort();
	}, timeoutMs);
	const signals = signal === undefined ? [timeout.signal] : [timeout.signal, signal];
	try {
		const response = await fetch(url, {
			method,
			headers,
			// Both follow none. With `manual`, undici keeps all that it has sent of a Blob, in case that it has to be sent
			// again: 320 MB of images were 340 MB of memory instead of 30.
			redirect: body instanceof Blob ? 'error' : 'manual',
			signal: AbortSignal.any(signals),
			...(body === undefined ? {} : { body }),
		});
		try {
			return await read(response);
		} finally {
			// A body that nobody read would hold its connection.
			if (response.body?.locked === false) {
				await response.body.cancel().catch(() => undefined);
			}
		}
	} catch (error) {
		signal?.throwIfAborted();
		if (timeout.signal.aborted) {
			throw new RequestTimeoutError(url.host, timeoutMs);
		}
		throw isRefusedRedirect(error)
			? new RedirectError(
					`${url.host} redirected the request to another place, which was refused`,
					sending?.status,
				)
			: asRequestError(error, url.host, sending);
	} finally {
		clearTimeout(timer);
	}
}

/** By the words of undici, which every fetch here is made of; said otherwise, it is a broken connection. */
function isRefusedRedirect(error: unknown): boolean {
	const cause = error instanceof TypeError ? error.cause : undefined;
	return cause instanceof Error && cause.message === 'unexpected redirect';
}

/**
 * fetch reports a failure of the connection as a TypeError with the reason as its cause; a body that breaks
 * while it is decompressed, or after the headers, surfaces as the socket's or zlib's own error with a code.
 */
function asRequestError(error: unknown, host: string, sending: SendingWatch | undefined): unknown {
	const failure = connectionFailureOf(error, sending?.state);
	if (failure !== undefined) {
		return new ConnectionError(failure, host, error);
	}
	const broken =
		error instanceof TypeError ||
		(error instanceof Error && typeof (error as { code?: unknown }).code === 'string');
	return broken ? new InterruptedError(host, error) : error;
}

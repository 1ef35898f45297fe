import { policy } from '../policy.ts';
import { parseDownloadUrl } from '../addresses/address.ts';
import { HttpError } from './errors/httpError.ts';
import { RedirectError } from './errors/redirectError.ts';
import { RequestTimeoutError } from './errors/requestTimeoutError.ts';
import type { Http } from './fetch.ts';
import { readBody } from './readBody.ts';
import { request } from './request.ts';
import { splitCredentials } from '../addresses/urlCredentials.ts';

export interface DownloadOptions {
	readonly signal?: AbortSignal;
	/** Called after each chunk with the bytes received so far. */
	readonly onProgress?: (received: number) => void;
	/** Milliseconds for the whole download; the policy's by default. */
	readonly timeoutMs?: number;
	/** Milliseconds that may pass without a byte; the policy's by default. */
	readonly idleMs?: number;
}

/**
 * Downloads one output, once. The API key is never sent; credentials in the URL itself go to its origin and to no
 * other. Redirects are followed by hand, at most three, each to a URL that passes the same checks as the first. Any
 * answer but a plain 200 is refused: an unrequested part (206) would be saved as the whole.
 *
 * @throws AddressError, RedirectError, HttpError, MalformedAnswerError when it is larger than the ceiling,
 * RequestTimeoutError when it stalls, and the errors of `request`.
 */
export async function downloadOnce(
	http: Http,
	baseUrl: URL,
	address: string,
	options: DownloadOptions = {},
): Promise<Uint8Array> {
	let { url, authorization } = splitCredentials(parseDownloadUrl(address, baseUrl));
	for (let hop = 0; hop <= policy.download.redirects; hop += 1) {
		const answer = await loadHop(http, url, authorization, options);
		if (answer instanceof Uint8Array) {
			return answer;
		}
		const next = URL.parse(answer.location, url.href);
		if (next === null) {
			throw new RedirectError('A result redirects to something that is not an address');
		}
		const target = splitCredentials(parseDownloadUrl(next.href, baseUrl));
		const isSameOrigin = target.url.origin === url.origin;
		authorization = target.authorization ?? (isSameOrigin ? authorization : undefined);
		url = target.url;
	}
	throw new RedirectError(`A result redirects more than ${policy.download.redirects} times`);
}

interface Redirect {
	readonly location: string;
}

async function loadHop(
	http: Http,
	url: URL,
	authorization: string | undefined,
	options: DownloadOptions,
): Promise<Uint8Array | Redirect> {
	const { onProgress, timeoutMs = policy.download.timeout, idleMs = policy.download.idle } = options;
	const stalled = new AbortController();
	const idle = setTimeout(() => {
		stalled.abort(new RequestTimeoutError(url.host, idleMs));
	}, idleMs);
	const signal =
		options.signal === undefined ? stalled.signal : AbortSignal.any([stalled.signal, options.signal]);
	try {
		// Compression gains nothing on images, and a truncated gzip body is hard to tell from a complete one.
		const headers = { 'accept-encoding': 'identity', ...(authorization !== undefined && { authorization }) };
		return await request(http, { url, headers, timeoutMs, signal }, async response => {
			if (response.status >= 300 && response.status < 400) {
				return { location: response.headers.get('location') ?? '' };
			}
			if (response.status !== 200) {
				throw new HttpError(response.status, undefined, undefined);
			}
			let received = 0;
			return readBody(response, policy.ceiling.image, count => {
				idle.refresh();
				received += count;
				onProgress?.(received);
			});
		});
	} finally {
		clearTimeout(idle);
	}
}

import { policy } from '../policy.ts';
import { downloadOnce, type DownloadOptions } from './download.ts';
import { HttpError } from './errors/httpError.ts';
import { RedirectError } from './errors/redirectError.ts';
import type { Http } from './fetch.ts';
import { expiryOf } from './expiry.ts';
import type { OutputFormat } from '../../shared/model.ts';
import { multipartBody } from './multipart.ts';
import { errorText, parsePrediction, type Prediction } from './prediction.ts';
import { wireBody, wireFields, type PredictionRequest } from './predictionRequest.ts';
import { readBody } from './readBody.ts';
import { request, type RequestOptions } from './request.ts';
import { retryAfterOf } from './retryAfter.ts';
import { inputParts, type InputFile } from './inputFiles.ts';
import { parseUploadTicket, storeFile, type UploadedFile } from './uploadFile.ts';
import { parseJson } from '../text/parseJson.ts';

interface ClientOptions {
	readonly http: Http;
	/** From `parseBaseUrl`. */
	readonly baseUrl: URL;
	readonly apiKey: string;
	/** Milliseconds since the epoch, for HTTP dates in `Retry-After`. */
	readonly now: () => number;
	/** Defaults to the policy's. */
	readonly timeouts?: ClientTimeouts | undefined;
}

/** How long each kind of call may take, in milliseconds. */
export interface ClientTimeouts {
	/** A create call without files. */
	readonly submit: number;
	/** A call that carries files. */
	readonly upload: number;
	/** A status or cancel call. */
	readonly query: number;
}

interface CreateOptions {
	/** One per intent; the same each time it is sent. */
	readonly idempotencyKey: string;
	/** Awaited each time before the request goes out. */
	readonly beforeSend?: () => Promise<void>;
	readonly signal?: AbortSignal;
	/** The input images. */
	readonly references?: ResolvedReferences;
}

/** How the input images get to the service; either list is in the order of the request. */
export type ResolvedReferences =
	/** In the create call itself. */
	| { readonly type: 'files'; readonly files: readonly InputFile[] }
	/** By URL. */
	| { readonly type: 'urls'; readonly urls: readonly string[] };

/**
 * The service's API. Each call is made once: the caller decides whether to try again, because that may cost credits.
 * All of them throw the errors of `request`, HttpError, RedirectError and MalformedAnswerError.
 */
export interface PredictionClient {
	create(request: PredictionRequest, options: CreateOptions): Promise<Prediction>;
	/**
	 * Uploads one image to the service's storage, free of charge. `name` is the file name that the service sees.
	 *
	 * @throws StorageError when the file could not be stored.
	 */
	uploadFile(blob: Blob, name: string, format: OutputFormat, signal?: AbortSignal): Promise<UploadedFile>;
	get(id: string, signal?: AbortSignal): Promise<Prediction>;
	/** Resolves to the prediction as the service now reports it, or undefined when the answer cannot be read. */
	cancel(id: string, signal?: AbortSignal): Promise<Prediction | undefined>;
	/** The bytes of one output, unverified. */
	download(url: string, options?: DownloadOptions): Promise<Uint8Array>;
}

/** @param scale multiplies each timeout. */
export function policyTimeouts(scale = 1): ClientTimeouts {
	return {
		submit: policy.submit.timeout * scale,
		upload: policy.submit.uploadTimeout * scale,
		query: policy.query.timeout * scale,
	};
}

export function createClient({
	http,
	baseUrl,
	apiKey,
	now,
	timeouts = policyTimeouts(),
}: ClientOptions): PredictionClient {
	async function call(
		path: string,
		options: Pick<RequestOptions, 'method' | 'body' | 'timeoutMs' | 'signal' | 'beforeSend' | 'mark'> & {
			readonly headers?: Readonly<Record<string, string>>;
		},
	): Promise<string> {
		const headers = { ...options.headers, 'x-api-key': apiKey, accept: 'application/json' };
		const url = new URL(`${baseUrl.href.replace(/\/$/, '')}/${path}`);
		return request(http, { ...options, url, headers }, response => readAnswer(response, apiKey, now()));
	}

	const predictionPath = (id: string) => `predictions/${encodeURIComponent(id)}`;

	return {
		async create(predictionRequest, { idempotencyKey, beforeSend, signal, references }) {
			const common = { method: 'POST', beforeSend, signal, mark: idempotencyKey } as const;
			if (references?.type === 'files') {
				const { body, contentType } = multipartBody(
					wireFields(predictionRequest),
					inputParts(references.files),
				);
				const text = await call('predictions/upload', {
					...common,
					headers: { 'content-type': contentType, 'idempotency-key': idempotencyKey },
					body,
					timeoutMs: timeouts.upload,
				});
				return parsePrediction(text);
			}
			const text = await call('predictions', {
				...common,
				headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
				body: wireBody(predictionRequest, references?.urls),
				timeoutMs: timeouts.submit,
			});
			return parsePrediction(text);
		},
		async uploadFile(blob, name, format, signal) {
			const text = await call('files/upload-url', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ filename: name }),
				timeoutMs: timeouts.query,
				signal,
			});
			const ticket = parseUploadTicket(text, baseUrl);
			await storeFile(http, ticket, { name, format, blob }, timeouts.upload, signal);
			return { url: ticket.fileUrl, expiresAt: expiryOf(ticket.fileUrl, now()) };
		},
		async get(id, signal) {
			return parsePrediction(await call(predictionPath(id), { timeoutMs: timeouts.query, signal }));
		},
		async cancel(id, signal) {
			const text = await call(predictionPath(id), {
				method: 'DELETE',
				timeoutMs: timeouts.query,
				signal,
			});
			try {
				return parsePrediction(text);
			} catch {
				return undefined;
			}
		},
		download: (url, options) => downloadOnce(http, baseUrl, url, options),
	};
}

/**
 * The text of a 2xx answer, without the API key: answers are shown, logged and kept.
 *
 * @throws RedirectError, HttpError, MalformedAnswerError
 */
async function readAnswer(response: Response, apiKey: string, now: number): Promise<string> {
	if (isRedirect(response)) {
		const words = 'The service redirected the request to another place, which was refused';
		// A browser's fetch reports a redirect that it does not follow as status 0.
		throw new RedirectError(words, response.type === 'opaqueredirect' ? undefined : response.status);
	}
	let text: string;
	try {
		const answer = new TextDecoder().decode(await readBody(response, policy.ceiling.answer));
		text = answer.replaceAll(apiKey, '…');
	} catch (error) {
		throw response.ok
			? error
			: new HttpError(response.status, undefined, retryAfterOf(response.headers, now));
	}
	if (!response.ok) {
		throw new HttpError(response.status, errorText(parseJson(text)), retryAfterOf(response.headers, now));
	}
	return text;
}

function isRedirect(response: Response): boolean {
	return (response.status >= 300 && response.status < 400) || response.type === 'opaqueredirect';
}

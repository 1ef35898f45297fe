import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { FaultPoint } from './faults.ts';

export type OriginKind = 'api' | 'cdn' | 'store';

/** One part of a multipart body, in the order it came. */
export interface RecordedPart {
	name: string;
	/** As received, undecoded; `null` for a plain field. */
	fileName: string | null;
	contentType: string | null;
	bytes: number;
	sha256: string;
	/** The text of a plain field; `null` for a file. */
	text: string | null;
}

export interface RecordedRequest {
	/** Counts from 1 over all origins. */
	id: number;
	origin: OriginKind;
	/** The API call; `null` for a path that isn't one. */
	call: FaultPoint | null;
	method: string;
	/** With the query. */
	path: string;
	headers: IncomingHttpHeaders;
	/** Names and values alternating, with case and order as received. */
	rawHeaders: string[];
	/** Bytes of the body that were read; 0 when a fault kept it from being read. */
	bodyBytes: number;
	/** Parsed JSON, the parts of a multipart body, other text, or `null` for none. */
	body: unknown;
	/** The parts of a multipart body, otherwise `null`. */
	parts: RecordedPart[] | null;
	/** Milliseconds since the epoch, when the headers had arrived. */
	at: number;
	/** When the answer was complete or the connection broke; `null` until then. */
	endedAt: number | null;
	/** The status of the answer; `null` until there is one, and forever if there never is. */
	status: number | null;
	/** `open`, then `answered` in full, or `broken` by either side. */
	outcome: 'open' | 'answered' | 'broken';
	/** The kind of the fault that was played, if one was. */
	fault: string | null;
}

export interface RequestLog {
	readonly all: RecordedRequest[];
	/** Records a request whose headers have arrived; the caller fills in the body. */
	begin(
		origin: OriginKind,
		call: FaultPoint | null,
		request: IncomingMessage,
		response: ServerResponse,
	): RecordedRequest;
	clear(): void;
}

export function createRequestLog(): RequestLog {
	const all: RecordedRequest[] = [];
	let count = 0;
	return {
		all,
		begin: (origin, call, request, response) => {
			count += 1;
			const recorded: RecordedRequest = {
				id: count,
				origin,
				call,
				method: request.method ?? '',
				path: request.url ?? '',
				headers: request.headers,
				rawHeaders: request.rawHeaders,
				bodyBytes: 0,
				body: null,
				parts: null,
				at: Date.now(),
				endedAt: null,
				status: null,
				outcome: 'open',
				fault: null,
			};
			all.push(recorded);
			response.on('close', () => {
				recorded.endedAt = Date.now();
				recorded.status = response.headersSent ? response.statusCode : null;
				recorded.outcome = response.writableFinished ? 'answered' : 'broken';
			});
			return recorded;
		},
		clear: () => {
			all.length = 0;
		},
	};
}

/** The recorded requests that carried a key to an origin that must never see one, or in a URL or body. */
export function keyLeaks(requests: readonly RecordedRequest[], key: string): RecordedRequest[] {
	return requests.filter(request => {
		const besideHeaders = request.path + JSON.stringify(request.body);
		return (
			besideHeaders.includes(key) || (request.origin !== 'api' && request.rawHeaders.join('\n').includes(key))
		);
	});
}

import type { OutputFormat } from '../../src/shared/model.ts';
import type { FailureForm } from './jobs.ts';

/** The calls at which a fault can be placed. `create` is the JSON call, `upload` the multipart one. */
export const faultPoints = ['create', 'upload', 'get', 'delete', 'uploadUrl', 'store', 'download'] as const;
export type FaultPoint = (typeof faultPoints)[number];
/** The calls of the API proper. */
export type ApiPoint = Exclude<FaultPoint, 'store' | 'download'>;

/** The body forms of an error answer; `fastapi` is `{detail:[{loc,msg,type}]}`, `object` `{error:{message,code}}`. */
export type ErrorForm = 'detail' | 'fastapi' | 'message' | 'error' | 'object' | 'html' | 'text' | 'empty';

/**
 * `accepted` (true by default): the call does its work before it fails, so a creating call has made a job and
 * charged for it. With false it leaves no trace.
 */
interface Accepted {
	accepted?: boolean;
}

/** Faults of the connection, possible at every point. */
export type ConnectionFault =
	/** A TCP reset as soon as the headers are in; the body is not read, nothing is done. */
	| { kind: 'resetBeforeBody' }
	/** A TCP reset after the whole body was read, before any answer. */
	| ({ kind: 'resetAfterBody' } & Accepted)
	/** No answer at all, not even headers, until the client gives up. */
	| ({ kind: 'hang' } & Accepted)
	/** The honest answer, `ms` late; the work is done immediately. */
	| { kind: 'delay'; ms: number }
	/**
	 * An answer with this status and no work done (`accepted` is false by default). The body is `body` (a string as
	 * it is, anything else as JSON), or `message` in one of the error forms, located at `field`.
	 */
	| ({
			kind: 'status';
			status: number;
			headers?: Record<string, string>;
			body?: unknown;
			form?: ErrorForm;
			message?: string;
			field?: string;
	  } & Accepted)
	/** 200 and an HTML page, as from a captive portal or a proxy. */
	| ({ kind: 'html' } & Accepted)
	/** The honest answer, `bytes` (1) at a time, one every `ms` (100). */
	| { kind: 'trickle'; bytes?: number; ms?: number }
	/** A redirect; see `Redirect`. By default from the API to another origin. */
	| Redirect;

/** Where a redirect may lead. All but the first three are names or literals of this machine, or of a private net. */
export const redirectTargets = [
	'same',
	'cdn',
	'store',
	'localhost',
	'ipv6',
	'mappedIpv6',
	'decimal',
	'hex',
	'short',
	'zero',
	'privateNet',
	'metadata',
	'file',
	'data',
] as const;
export type RedirectTarget = (typeof redirectTargets)[number];

export interface Redirect {
	kind: 'redirect';
	/** 302 for downloads, 307 for the API. */
	status?: number;
	/** The number of redirects before the actual answer; 1 by default. More than 1 only for downloads. */
	hops?: number;
	/** Every hop goes to this origin, with the path kept. */
	to?: RedirectTarget;
	/** The `Location` itself, in place of `to` and `hops`. */
	location?: string;
}

/** Faults in the answer of an API call; the work is done. */
export type AnswerFault =
	/** The connection closes after `share` (0.5) of the body that `Content-Length` announced. */
	| { kind: 'cutShort'; share?: number }
	/** 2xx, the right length, but the JSON stops in the middle. */
	| { kind: 'cutJson' }
	/** 2xx with no body. */
	| { kind: 'emptyBody' }
	/** JSON with neither `job_id` nor `id`. */
	| { kind: 'withoutId' }
	/** The given id, such as `../x`. */
	| { kind: 'id'; id: unknown }
	/** Fields of the answer replaced or added. */
	| { kind: 'fields'; fields: Record<string, unknown> }
	/** The honest JSON with a field that makes it `bytes` (8 MiB) long. */
	| { kind: 'hugeJson'; bytes?: number }
	/** The same, sent with `Content-Encoding: gzip` (64 MiB become some 65 kB). */
	| { kind: 'gzipBomb'; bytes?: number }
	/** An undocumented status word. */
	| { kind: 'statusWord'; word: string };

/** How a job ends. At `create` and `upload` it applies to the new job; at `get` the job ends that way now. */
export type JobFault =
	| { kind: 'fails'; message?: string; form?: FailureForm }
	/** Success without output. */
	| { kind: 'noOutput' }
	| { kind: 'manyOutputs'; count: number }
	/** Success with these URLs, such as `file:///etc/passwd` or `http://169.254.169.254/`. */
	| { kind: 'outputUrls'; urls: string[] };

/** Races at `delete`. */
export type CancelFault =
	/** The prediction ends just before the call is handled. */
	| { kind: 'finishesFirst' }
	/** The call is answered as if it had worked; the prediction goes on and completes. */
	| { kind: 'cancelIgnored' };

/** Faults of an image's bytes. */
export type DownloadFault =
	/** The full `Content-Length`, `share` (0.5) of the bytes, and a reset or a plain end. */
	| { kind: 'shortLength'; share?: number; reset?: boolean }
	/** No `Content-Length`; the connection ends, seemingly normally, after `share` (0.5) of the bytes. */
	| { kind: 'closeDelimitedCut'; share?: number }
	/** No `Content-Length`, all of the bytes, and the end of the connection: legal. */
	| { kind: 'closeDelimited' }
	/** The gzip stream ends early. Unless `always`, only for clients that accept gzip; others get an honest answer. */
	| { kind: 'gzipCut'; always?: boolean }
	/** A few kilobytes of gzip that unpack to `bytes` (64 MiB). */
	| { kind: 'gzipBomb'; bytes?: number }
	/** The correct length for bytes that stop after `share` (0.5) of the image. */
	| { kind: 'truncatedImage'; share?: number }
	/** One byte in the middle is changed. */
	| { kind: 'corruptImage' }
	/** The bytes of another format under the name and type of the requested one. */
	| { kind: 'otherFormat'; format: OutputFormat }
	/** The correct bytes under another `Content-Type`; `null` for none. */
	| { kind: 'contentType'; value: string | null }
	/** 206 with a part of the image, unrequested. */
	| { kind: 'partial' }
	/** Nothing more arrives after `share` (0.5) of the bytes. */
	| { kind: 'stall'; share?: number }
	/** Endless bytes, with or without an announced `length`. */
	| { kind: 'endless'; length?: number }
	/** A well-formed PNG of 110 kB and 30,000 × 30,000 pixels. */
	| { kind: 'pixelBomb' }
	/** 200 and no bytes. */
	| { kind: 'emptyFile' };

interface Placement {
	/** How many calls it strikes; 1 by default. */
	times?: number | 'always';
	/** How many calls pass before it strikes. */
	after?: number;
	/** Strikes only at calls whose path contains this, such as a job's id. */
	path?: string;
}

/**
 * One fault and where it is placed. Plain JSON, so that another process can send it.
 *
 * Two faults don't need it: `emulator.refuse(ms)` refuses connections, and an `https:` URL with the port of any of the
 * origins makes the TLS handshake fail.
 */
export type Fault = Placement &
	(
		| ({ on: FaultPoint } & ConnectionFault)
		| ({ on: ApiPoint } & AnswerFault)
		| ({ on: 'create' | 'upload' | 'get' } & JobFault)
		| ({ on: 'delete' } & CancelFault)
		| ({ on: 'download' } & DownloadFault)
	);

export type FaultKind = Fault['kind'];

export interface Faults {
	/** Faults at one point strike in the order they were added. Returns an id for `remove`. */
	add(fault: Fault): number;
	remove(id: number): void;
	clear(): void;
	/** Faults that haven't struck as often as they should yet. */
	readonly pending: readonly Fault[];
	/** The fault that strikes this call, if any; it is counted. */
	take(point: FaultPoint, path: string): Fault | undefined;
}

export function createFaults(): Faults {
	let placed: { id: number; fault: Fault; left: number; toPass: number }[] = [];
	let count = 0;
	return {
		add: fault => {
			if (!faultPoints.includes(fault.on) || typeof fault.kind !== 'string') {
				throw new TypeError(`Not a fault: ${JSON.stringify(fault)}`);
			}
			count += 1;
			const left = fault.times === 'always' ? Infinity : (fault.times ?? 1);
			placed.push({ id: count, fault, left, toPass: fault.after ?? 0 });
			return count;
		},
		remove: id => {
			placed = placed.filter(entry => entry.id !== id);
		},
		clear: () => {
			placed = [];
		},
		get pending() {
			return placed.map(entry => entry.fault);
		},
		take: (point, path) => {
			const here = placed.filter(({ fault }) => fault.on === point && path.includes(fault.path ?? ''));
			const strikes = here.find(entry => entry.toPass === 0);
			for (const entry of here) {
				entry.toPass = Math.max(0, entry.toPass - 1);
			}
			if (strikes) {
				strikes.left -= 1;
				placed = placed.filter(entry => entry.left > 0);
			}
			return strikes?.fault;
		},
	};
}

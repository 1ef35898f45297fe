import { between, chance, pick, type Random } from './randomness.ts';

/** What happens to one call to the service. */
export type CallFault =
	/** No connection was made. */
	| { readonly kind: 'unconnected'; readonly how: (typeof unconnected)[number] }
	/** The connection broke; if `accepted`, after the service had acted on the request. */
	| {
			readonly kind: 'broken';
			readonly how: (typeof broken)[number];
			readonly accepted: boolean;
			readonly ms: number;
	  }
	/** No answer ever comes. The service acts on the request after `acceptedAfter` milliseconds, or not at all. */
	| { readonly kind: 'hang'; readonly acceptedAfter?: number }
	| {
			readonly kind: 'status';
			readonly status: number;
			readonly accepted: boolean;
			readonly retryAfter?: string;
	  }
	/** The service acted on the request, but its answer can't be used. */
	| { readonly kind: 'answer'; readonly how: 'cut' | 'html' | 'empty' | 'noId' | 'badId' | 'word' }
	| { readonly kind: 'slow'; readonly ms: number }
	/** How the prediction ends. */
	| { readonly kind: 'ending'; readonly ending: Ending }
	/** What is wrong with the download of an image. */
	| {
			readonly kind: 'image';
			readonly how: 'cut' | 'short' | 'html' | 'stalled' | 'part' | 'expired' | 'redirect' | 'reset';
	  };

export interface Ending {
	readonly type: 'succeeds' | 'fails' | 'noOutput' | 'isForgotten' | 'isCancelled';
	/** Milliseconds that it takes. */
	readonly ms: number;
	readonly outputs: number;
}

/** Real errors of a client that couldn't connect. */
export const unconnected = [
	{ code: 'ENOTFOUND', syscall: 'getaddrinfo' },
	{ code: 'EAI_AGAIN', syscall: 'getaddrinfo' },
	{ code: 'ECONNREFUSED', syscall: 'connect' },
	{ code: 'EHOSTUNREACH', syscall: 'connect' },
	{ code: 'ENETUNREACH', syscall: 'connect' },
	{ code: 'ETIMEDOUT', syscall: 'connect' },
	{ code: 'UND_ERR_CONNECT_TIMEOUT' },
	{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
	{
		code: 'ECONNRESET',
		message: 'Client network socket disconnected before secure TLS connection was established',
	},
	{ message: 'net::ERR_NAME_NOT_RESOLVED' },
	{ message: 'net::ERR_CONNECTION_REFUSED' },
] as const;

/** Real errors of an established connection. */
export const broken = [
	{ code: 'ECONNRESET', syscall: 'read' },
	{ code: 'EPIPE', syscall: 'write' },
	{ code: 'EHOSTUNREACH', syscall: 'read' },
	{ code: 'ENETUNREACH', syscall: 'write' },
	{ code: 'ENETDOWN', syscall: 'read' },
	{ code: 'ETIMEDOUT', syscall: 'read' },
	{ code: 'UND_ERR_SOCKET', message: 'other side closed' },
	{ message: 'net::ERR_CONNECTION_RESET' },
	{ message: 'net::ERR_ADDRESS_UNREACHABLE' },
	{ message: 'net::ERR_NETWORK_CHANGED' },
	{ message: 'net::ERR_EMPTY_RESPONSE' },
] as const;

/** The error as undici, or VS Code's `fetch`, throws it. */
export function networkError(how: (typeof unconnected)[number] | (typeof broken)[number]): Error {
	const { message, ...rest } = how as { message?: string; code?: string; syscall?: string };
	const words = message ?? [rest.syscall, rest.code].filter(part => part !== undefined).join(' ');
	const cause = Object.assign(new Error(words), rest);
	return words.startsWith('net::') ? cause : new TypeError('fetch failed', { cause });
}

const createStatuses = [
	400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504, 301, 302, 303, 307, 308,
];
const otherStatuses = [401, 404, 404, 409, 429, 500, 502, 503, 504];
const retryAfters = ['1', '5', '30', '90', '400'];

export function createFault(random: Random): CallFault {
	switch (between(random, 0, 8)) {
		case 0:
			return { kind: 'unconnected', how: pick(random, unconnected) };
		case 1:
		case 2:
			return {
				kind: 'broken',
				how: pick(random, broken),
				accepted: chance(random, 0.7),
				ms: between(random, 1, 3000),
			};
		case 3:
			return chance(random, 0.2)
				? { kind: 'hang' }
				: { kind: 'hang', acceptedAfter: pick(random, [0, 5000, 79_000, 85_000, 140_000]) };
		case 4: {
			const status = pick(random, createStatuses);
			const isUnsure = status === 408 || status === 409 || status >= 500 || (status >= 300 && status < 304);
			return {
				kind: 'status',
				status,
				accepted: isUnsure && chance(random, 0.6),
				...(status === 429 && { retryAfter: pick(random, retryAfters) }),
			};
		}
		case 5:
			return { kind: 'answer', how: pick(random, ['cut', 'html', 'empty', 'noId', 'badId'] as const) };
		case 6:
			return { kind: 'slow', ms: pick(random, [3000, 20_000, 70_000]) };
		default:
			return { kind: 'ending', ending: endingFor(random) };
	}
}

export function endingFor(random: Random): Ending {
	const type = pick(random, [
		'succeeds',
		'succeeds',
		'succeeds',
		'fails',
		'noOutput',
		'isForgotten',
		'isCancelled',
	] as const);
	const outputs = pick(random, [1, 1, 1, 2, 4, 16, 17, 40]);
	return { type, ms: pick(random, [500, 4000, 15_000, 60_000]), outputs };
}

export function queryFault(random: Random): CallFault {
	switch (between(random, 0, 5)) {
		case 0:
			return { kind: 'unconnected', how: pick(random, unconnected) };
		case 1:
			return { kind: 'broken', how: pick(random, broken), accepted: chance(random, 0.5), ms: 50 };
		case 2:
			return { kind: 'hang', ...(chance(random, 0.5) && { acceptedAfter: 10 }) };
		case 3: {
			const status = pick(random, otherStatuses);
			return {
				kind: 'status',
				status,
				accepted: false,
				...(status === 429 && { retryAfter: pick(random, retryAfters) }),
			};
		}
		case 4:
			return { kind: 'answer', how: pick(random, ['cut', 'html', 'empty', 'word'] as const) };
		default:
			return { kind: 'slow', ms: pick(random, [500, 5000, 25_000]) };
	}
}

export function downloadFault(random: Random): CallFault {
	return chance(random, 0.3)
		? queryFault(random)
		: {
				kind: 'image',
				how: pick(random, [
					'cut',
					'short',
					'html',
					'stalled',
					'part',
					'expired',
					'redirect',
					'reset',
				] as const),
			};
}

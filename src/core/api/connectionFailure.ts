import type { ConnectionFailure } from './errors/connectionError.ts';
import { netFailureOf } from './netErrors.ts';
import { keyByWord } from '../text/keyByWord.ts';

/**
 * Codes that prove by themselves that no connection was made. Errnos are not among them: EHOSTUNREACH, ECONNREFUSED
 * and others break established connections as well, so there only the system call counts. Nor are TLS alerts, which
 * may come after the request.
 */
const byCode = keyByWord<'timeout' | 'certificate'>({
	timeout: 'UND_ERR_CONNECT_TIMEOUT ERR_SOCKET_CONNECTION_TIMEOUT',
	// Certificates are checked at the end of the handshake, before the request is written (Node's tls error codes).
	certificate:
		'CERT_CHAIN_TOO_LONG CERT_HAS_EXPIRED CERT_NOT_YET_VALID CERT_REJECTED CERT_REVOKED CERT_UNTRUSTED CERT_SIGNATURE_FAILURE DEPTH_ZERO_SELF_SIGNED_CERT HOSTNAME_MISMATCH INVALID_CA INVALID_PURPOSE PATH_LENGTH_EXCEEDED SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_GET_ISSUER_CERT_LOCALLY UNABLE_TO_VERIFY_LEAF_SIGNATURE ERR_TLS_CERT_ALTNAME_INVALID',
});

/** undici's wrapper error when it cannot connect to a TLS proxy; its `cause` has the reason. */
const proxyTls = 'UND_ERR_PRX_TLS';

/** undici's message when a proxy refuses the tunnel: the request itself was never written. */
const tunnelRefused = /^Proxy response \(\d+\) !== 200 when HTTP Tunneling/;

/** Node's message when the peer disconnects before the TLS handshake is done; the code is that of a reset. */
const handshakeCut = 'Client network socket disconnected before secure TLS connection was established';

/**
 * Why no connection was made, or undefined when that cannot be proved: the request may then have been received.
 * Follows `cause` as long as nothing contradicts it, and the parts of an AggregateError, each of which must prove it.
 *
 * @param failedToConnect whether an error is known to have ended an attempt to connect, whatever it says.
 */
export function connectionFailureOf(
	error: unknown,
	failedToConnect: (error: unknown) => boolean = () => false,
): ConnectionFailure | undefined {
	return search(error, failedToConnect, 0);
}

function search(
	error: unknown,
	failedToConnect: (error: unknown) => boolean,
	depth: number,
): ConnectionFailure | undefined {
	if (!(error instanceof Error) || depth > 4) {
		return undefined;
	}
	if (error instanceof AggregateError) {
		const failures = error.errors.map(part => search(part, failedToConnect, depth + 1));
		const isProved = failures.length > 0 && !failures.includes(undefined);
		return isProved ? failures[0] : failedToConnect(error) ? 'unreachable' : undefined;
	}
	const code = codeOf(error);
	const proved = provedBy(error, code);
	if (proved !== undefined) {
		return proved;
	}
	if (failedToConnect(error)) {
		return code !== undefined && /^(?:ERR_SSL_|ERR_TLS_|EPROTO$)/.test(code) ? 'certificate' : 'unreachable';
	}
	const isOnlyAround = (code === undefined && netName(error) === undefined) || code === proxyTls;
	return isOnlyAround ? search(error.cause, failedToConnect, depth + 1) : undefined;
}

/** A DOMException's `code` is a number, which says nothing here. */
function codeOf(error: Error): string | undefined {
	const { code } = error as { code?: unknown };
	return typeof code === 'string' ? code : undefined;
}

/** What an error proves by itself. */
function provedBy(error: Error, code: string | undefined): ConnectionFailure | undefined {
	const name = netName(error);
	if (name !== undefined) {
		return netFailureOf(name);
	}
	if (tunnelRefused.test(error.message)) {
		return 'proxy';
	}
	if (code === undefined) {
		return undefined;
	}
	switch (syscallOf(error, code)) {
		case 'getaddrinfo':
			return 'dns';
		case 'connect':
			return code === 'ECONNREFUSED' ? 'refused' : code === 'ETIMEDOUT' ? 'timeout' : 'unreachable';
		case undefined:
			return error.message === handshakeCut ? 'unreachable' : byCode.get(code);
		default:
			// Of an established connection: it proves nothing, whatever its code.
			return undefined;
	}
}

/**
 * The failed system call: from the `syscall` field or, where that got lost, from a message such as
 * `connect ECONNREFUSED …`.
 */
function syscallOf(error: Error, code: string): string | undefined {
	const { syscall } = error as NodeJS.ErrnoException;
	const words = /^([a-z]+) (\w+)/.exec(error.message);
	return syscall ?? (words?.[2] === code ? words[1] : undefined);
}

/** The `ERR_FAILED` of Chromium's `net::ERR_FAILED`: its errors carry nothing else. */
function netName(error: Error): string | undefined {
	return /^net::(ERR_[A-Z0-9_]+)$/.exec(error.message.trim())?.[1];
}

import type { ConnectionFailure } from './errors/connectionError.ts';

/** Codes that say by themselves that no request was written, wherever they come from. */
const byCode: Readonly<Record<string, ConnectionFailure>> = {
	UND_ERR_CONNECT_TIMEOUT: 'timeout',
	// Certificate checks end the handshake before the request is written (Node's tls error codes).
	CERT_HAS_EXPIRED: 'certificate',
	CERT_NOT_YET_VALID: 'certificate',
	CERT_REVOKED: 'certificate',
	CERT_UNTRUSTED: 'certificate',
	CERT_SIGNATURE_FAILURE: 'certificate',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
	SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
	UNABLE_TO_GET_ISSUER_CERT: 'certificate',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
	ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
};

/** Codes that no established connection of TCP fails with; a client that wraps errors may leave out the call. */
const withoutCall: Readonly<Record<string, ConnectionFailure>> = {
	ENOTFOUND: 'dns',
	EAI_AGAIN: 'dns',
	ECONNREFUSED: 'refused',
};

/**
 * Codes that a handshake ends with, and an established connection may, too: whoever stands between can write plain
 * text into it. They count only where the request was seen not to be written. Names of BoringSSL and OpenSSL.
 */
const inHandshake: ReadonlySet<string> = new Set([
	'ERR_SSL_WRONG_VERSION_NUMBER',
	'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
	'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
	'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
]);

/**
 * What Chromium's network stack reports only before a connection is there (`net_error_list.h`). Left out are those that
 * `net_errors_posix.cc` also makes of a failed read or write: ERR_ADDRESS_UNREACHABLE, ERR_INTERNET_DISCONNECTED,
 * ERR_TIMED_OUT and ERR_ACCESS_DENIED; and ERR_SSL_…, which covers the time after the handshake.
 */
const byNetError: Readonly<Record<string, ConnectionFailure>> = {
	ERR_NAME_NOT_RESOLVED: 'dns',
	ERR_NAME_RESOLUTION_FAILED: 'dns',
	ERR_ICANN_NAME_COLLISION: 'dns',
	ERR_DNS_MALFORMED_RESPONSE: 'dns',
	ERR_DNS_SERVER_FAILED: 'dns',
	ERR_DNS_TIMED_OUT: 'dns',
	ERR_CONNECTION_REFUSED: 'refused',
	ERR_CONNECTION_TIMED_OUT: 'timeout',
	ERR_CONNECTION_FAILED: 'unreachable',
	ERR_PROXY_CONNECTION_FAILED: 'proxy',
	ERR_TUNNEL_CONNECTION_FAILED: 'proxy',
	ERR_SOCKS_CONNECTION_FAILED: 'proxy',
	ERR_SOCKS_CONNECTION_HOST_UNREACHABLE: 'proxy',
	ERR_MANDATORY_PROXY_CONFIGURATION_FAILED: 'proxy',
	ERR_PROXY_CERTIFICATE_INVALID: 'certificate',
	ERR_CERT_COMMON_NAME_INVALID: 'certificate',
	ERR_CERT_DATE_INVALID: 'certificate',
	ERR_CERT_AUTHORITY_INVALID: 'certificate',
	ERR_CERT_CONTAINS_ERRORS: 'certificate',
	ERR_CERT_NO_REVOCATION_MECHANISM: 'certificate',
	ERR_CERT_UNABLE_TO_CHECK_REVOCATION: 'certificate',
	ERR_CERT_REVOKED: 'certificate',
	ERR_CERT_INVALID: 'certificate',
	ERR_CERT_WEAK_SIGNATURE_ALGORITHM: 'certificate',
	ERR_CERT_NON_UNIQUE_NAME: 'certificate',
	ERR_CERT_WEAK_KEY: 'certificate',
	ERR_CERT_NAME_CONSTRAINT_VIOLATION: 'certificate',
	ERR_CERT_VALIDITY_TOO_LONG: 'certificate',
	ERR_CERTIFICATE_TRANSPARENCY_REQUIRED: 'certificate',
	ERR_CERT_KNOWN_INTERCEPTION_BLOCKED: 'certificate',
};

/** undici's words when a proxy refuses the tunnel: the request itself was never written. */
const tunnelRefused = /^Proxy response \(\d+\) !== 200 when HTTP Tunneling/;

/** Node's words when the other side leaves before the handshake is done, under the code of a reset. */
const handshakeCut = 'before secure TLS connection was established';

/**
 * Why no connection was made, or undefined when it cannot be proved that none was: then the request may have
 * been received. Looks through `cause` and the parts of an AggregateError, all of which have to agree.
 *
 * @param sending what was seen of the request itself.
 */
export function connectionFailureOf(
	error: unknown,
	sending: 'unseen' | 'queued' | 'written' = 'unseen',
): ConnectionFailure | undefined {
	return sending === 'written' ? undefined : search(error, sending === 'queued', 0);
}

function search(error: unknown, isUnwritten: boolean, depth: number): ConnectionFailure | undefined {
	if (!(error instanceof Error) || depth > 4) {
		return undefined;
	}
	if (error instanceof AggregateError && error.errors.length > 0) {
		const failures = error.errors.map(part => search(part, isUnwritten, depth + 1));
		return failures.includes(undefined) ? undefined : failures[0];
	}
	const { code = '', syscall } = error as NodeJS.ErrnoException;
	if (byCode[code] !== undefined) {
		return byCode[code];
	}
	if (isUnwritten && inHandshake.has(code)) {
		return 'certificate';
	}
	if (syscall !== undefined || withoutCall[code] !== undefined) {
		return syscall === undefined ? withoutCall[code] : ofSystemCall(syscall, code);
	}
	if (tunnelRefused.test(error.message)) {
		return 'proxy';
	}
	if (error.message.includes(handshakeCut)) {
		return 'unreachable';
	}
	const netError = /^(?:Error: )?net::(ERR_\w+)$/.exec(error.message)?.[1];
	return netError === undefined ? search(error.cause, isUnwritten, depth + 1) : byNetError[netError];
}

/** By the call that failed: on a connection that was made, the same codes mean that the request may be with the service. */
function ofSystemCall(syscall: string, code: string): ConnectionFailure | undefined {
	if (syscall === 'getaddrinfo' || /^query[A-Z]/.test(syscall)) {
		return 'dns';
	}
	if (syscall !== 'connect') {
		return undefined;
	}
	return code === 'ECONNREFUSED' ? 'refused' : code === 'ETIMEDOUT' ? 'timeout' : 'unreachable';
}

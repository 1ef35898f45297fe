import type { ConnectionFailure } from './errors/connectionError.ts';

const byCode: Readonly<Record<string, ConnectionFailure>> = {
	ENOTFOUND: 'dns',
	EAI_AGAIN: 'dns',
	ECONNREFUSED: 'refused',
	UND_ERR_CONNECT_TIMEOUT: 'timeout',
	EHOSTUNREACH: 'unreachable',
	ENETUNREACH: 'unreachable',
	ENETDOWN: 'unreachable',
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
	ERR_SSL_WRONG_VERSION_NUMBER: 'certificate',
	// Alerts that end the handshake (RFC 8446 §6.2), under the names of BoringSSL (Electron) and of OpenSSL.
	ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'certificate',
	ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: 'certificate',
	'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE': 'certificate',
};

/** undici's words when a proxy refuses the tunnel: the request itself was never written. */
const tunnelRefused = /^Proxy response \(\d+\) !== 200 when HTTP Tunneling/;

/** Node's words when the other side leaves before the handshake is done, under the code of a reset. */
const handshakeCut = 'before secure TLS connection was established';

/**
 * Why no connection was made, or undefined when it cannot be proved that none was: then the request may have
 * been received. Looks through `cause` and the parts of an AggregateError, all of which have to agree.
 */
export function connectionFailureOf(error: unknown): ConnectionFailure | undefined {
	return search(error, 0);
}

function search(error: unknown, depth: number): ConnectionFailure | undefined {
	if (!(error instanceof Error) || depth > 4) {
		return undefined;
	}
	if (error instanceof AggregateError && error.errors.length > 0) {
		const failures = error.errors.map(part => search(part, depth + 1));
		return failures.includes(undefined) ? undefined : failures[0];
	}
	const { code, syscall } = error as NodeJS.ErrnoException;
	if (code !== undefined && byCode[code] !== undefined) {
		return byCode[code];
	}
	if (syscall === 'connect') {
		return code === 'ETIMEDOUT' ? 'timeout' : 'unreachable';
	}
	if (tunnelRefused.test(error.message)) {
		return 'proxy';
	}
	if (error.message.includes(handshakeCut)) {
		return 'unreachable';
	}
	return search(error.cause, depth + 1);
}

import type { ConnectionFailure } from './errors/connectionError.ts';

/**
 * The errors of Chromium's network stack (`net/base/net_error_list.h`) that occur before there is a connection. They
 * come from Electron's `fetch`, where VS Code's `http.electronFetch` is on.
 *
 * Not in the list, because an established connection may end with them, too: ERR_ADDRESS_UNREACHABLE (any
 * EHOSTUNREACH or ENETUNREACH), ERR_INTERNET_DISCONNECTED (any ENETDOWN), ERR_NETWORK_CHANGED, ERR_TIMED_OUT,
 * ERR_SSL_PROTOCOL_ERROR, ERR_SSL_VERSION_OR_CIPHER_MISMATCH (any alert of a failed handshake), ERR_FAILED.
 */
const beforeConnection: Readonly<Record<string, ConnectionFailure>> = {
	ERR_NAME_NOT_RESOLVED: 'dns',
	ERR_NAME_RESOLUTION_FAILED: 'dns',
	ERR_ICANN_NAME_COLLISION: 'dns',
	ERR_DNS_MALFORMED_RESPONSE: 'dns',
	ERR_DNS_SERVER_FAILED: 'dns',
	ERR_DNS_TIMED_OUT: 'dns',
	ERR_CONNECTION_REFUSED: 'refused',
	ERR_CONNECTION_TIMED_OUT: 'timeout',
	ERR_CONNECTION_FAILED: 'unreachable',
	ERR_NETWORK_ACCESS_DENIED: 'unreachable',
	ERR_PROXY_CONNECTION_FAILED: 'proxy',
	ERR_TUNNEL_CONNECTION_FAILED: 'proxy',
	ERR_SOCKS_CONNECTION_FAILED: 'proxy',
	ERR_SOCKS_CONNECTION_HOST_UNREACHABLE: 'proxy',
	ERR_PROXY_CERTIFICATE_INVALID: 'proxy',
	ERR_NO_SUPPORTED_PROXIES: 'proxy',
	ERR_MANDATORY_PROXY_CONFIGURATION_FAILED: 'proxy',
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
	ERR_CERT_KNOWN_INTERCEPTION_BLOCKED: 'certificate',
	ERR_CERTIFICATE_TRANSPARENCY_REQUIRED: 'certificate',
};

/** Why no connection was made, by the name of Chromium's error; undefined where one may have been made. */
export function netFailureOf(name: string): ConnectionFailure | undefined {
	return Object.hasOwn(beforeConnection, name) ? beforeConnection[name] : undefined;
}

import type { ConnectionFailure } from './errors/connectionError.ts';
import { keyByWord } from '../text/keyByWord.ts';

/**
 * The errors of Chromium's network stack (`net/base/net_error_list.h`) that occur before there is a connection. They
 * come from Electron's `fetch`, where VS Code's `http.electronFetch` is on.
 *
 * Not in the list, because an established connection may end with them, too: ERR_ADDRESS_UNREACHABLE (any
 * EHOSTUNREACH or ENETUNREACH), ERR_INTERNET_DISCONNECTED (any ENETDOWN), ERR_NETWORK_CHANGED, ERR_TIMED_OUT,
 * ERR_SSL_PROTOCOL_ERROR, ERR_SSL_VERSION_OR_CIPHER_MISMATCH (any alert of a failed handshake), ERR_FAILED.
 */
const beforeConnection = keyByWord<ConnectionFailure>({
	dns: 'ERR_NAME_NOT_RESOLVED ERR_NAME_RESOLUTION_FAILED ERR_ICANN_NAME_COLLISION ERR_DNS_MALFORMED_RESPONSE ERR_DNS_SERVER_FAILED ERR_DNS_TIMED_OUT',
	refused: 'ERR_CONNECTION_REFUSED',
	timeout: 'ERR_CONNECTION_TIMED_OUT',
	unreachable: 'ERR_CONNECTION_FAILED ERR_NETWORK_ACCESS_DENIED',
	proxy:
		'ERR_PROXY_CONNECTION_FAILED ERR_TUNNEL_CONNECTION_FAILED ERR_SOCKS_CONNECTION_FAILED ERR_SOCKS_CONNECTION_HOST_UNREACHABLE ERR_PROXY_CERTIFICATE_INVALID ERR_NO_SUPPORTED_PROXIES ERR_MANDATORY_PROXY_CONFIGURATION_FAILED',
	certificate:
		'ERR_CERT_COMMON_NAME_INVALID ERR_CERT_DATE_INVALID ERR_CERT_AUTHORITY_INVALID ERR_CERT_CONTAINS_ERRORS ERR_CERT_NO_REVOCATION_MECHANISM ERR_CERT_UNABLE_TO_CHECK_REVOCATION ERR_CERT_REVOKED ERR_CERT_INVALID ERR_CERT_WEAK_SIGNATURE_ALGORITHM ERR_CERT_NON_UNIQUE_NAME ERR_CERT_WEAK_KEY ERR_CERT_NAME_CONSTRAINT_VIOLATION ERR_CERT_VALIDITY_TOO_LONG ERR_CERT_KNOWN_INTERCEPTION_BLOCKED ERR_CERTIFICATE_TRANSPARENCY_REQUIRED',
});

/** Why no connection was made, by the name of Chromium's error; undefined where one may have been made. */
export function netFailureOf(name: string): ConnectionFailure | undefined {
	return beforeConnection.get(name);
}

import { withoutEnd } from '../withoutEnd.ts';
import { AddressError, type AddressUse } from './addressError.ts';
import { hostOf, isLoopback, isPublic } from './specialAddresses.ts';

/**
 * Reads the base URL of the API, as a user gave it, without a trailing slash.
 *
 * @throws AddressError unless it is https, or http on this machine.
 */
export function parseBaseUrl(value: string): URL {
	const url = parse(value);
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) {
		throw new AddressError({ code: 'serviceNotHttps' });
	}
	if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
		throw new AddressError({ code: 'serviceNotPlain' });
	}
	url.pathname = withoutEnd(url.pathname, /\//);
	return url;
}

/**
 * Checks an address that the service gave for a result. Only https to public hosts and to the API's own origin is
 * allowed; http on this machine, too, while the API itself is on this machine.
 *
 * @throws AddressError with the reason.
 */
export function parseDownloadUrl(value: string, baseUrl: URL): URL {
	return parsePublic(value, baseUrl, 'result');
}

/** The same for an address that the service gave to send a file to. @throws AddressError */
export function parseUploadUrl(value: string, baseUrl: URL): URL {
	return parsePublic(value, baseUrl, 'upload');
}

/** The same for an address that the service should load an input image from. @throws AddressError */
export function parseInputUrl(value: string, baseUrl: URL): URL {
	return parsePublic(value, baseUrl, 'input');
}

function parsePublic(value: string, baseUrl: URL, use: AddressUse): URL {
	const url = parse(value);
	const local = isLoopback(baseUrl) && isLoopback(url);
	if (url.protocol !== 'https:' && !(local && url.protocol === 'http:')) {
		throw new AddressError({ code: 'protocol', use, protocol: url.protocol });
	}
	if (!local && url.origin !== baseUrl.origin && !isPublic(url)) {
		throw new AddressError({ code: 'internal', use, host: hostOf(url) });
	}
	return url;
}

function parse(value: string): URL {
	const url = URL.parse(value);
	if (url === null) {
		throw new AddressError({ code: 'notAnAddress' });
	}
	return url;
}

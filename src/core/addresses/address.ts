import { withoutEnd } from '../withoutEnd.ts';
import { AddressError } from './addressError.ts';
import { hostOf, isLoopback, isPublic } from './specialAddresses.ts';

/**
 * Reads the base URL of the API, as a user gave it, without a trailing slash.
 *
 * @throws AddressError unless it is https, or http on this machine.
 */
export function parseBaseUrl(value: string): URL {
	const url = parse(value);
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) {
		throw new AddressError('The API address must start with https:// (http:// only on this machine)');
	}
	if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
		throw new AddressError('The API address must be plain: no user, password, query or fragment');
	}
	url.pathname = withoutEnd(url.pathname, /\//);
	return url;
}

/**
 * Checks an address that the service gave for a result. Only https to public hosts, and to where the API itself is;
 * http and this machine are allowed while the API itself is on this machine.
 *
 * @throws AddressError with the reason.
 */
export function parseDownloadUrl(value: string, baseUrl: URL): URL {
	return parsePublic(value, baseUrl, {
		protocol: protocol => `A result may not be loaded by ${protocol}`,
		internal: host => `A result may not be loaded from the internal address ${host}`,
	});
}

/** The same for an address that the service gave to send a file to. @throws AddressError */
export function parseUploadUrl(value: string, baseUrl: URL): URL {
	return parsePublic(value, baseUrl, {
		protocol: protocol => `A file may not be sent by ${protocol}`,
		internal: host => `A file may not be sent to the internal address ${host}`,
	});
}

/** The same for an address that the service is to load an input image from. @throws AddressError */
export function parseInputUrl(value: string, baseUrl: URL): URL {
	return parsePublic(value, baseUrl, {
		protocol: () => 'only addresses that begin with https:// are passed on',
		internal: host => `${host} is an internal address, which the service cannot reach`,
	});
}

interface Refusals {
	readonly protocol: (protocol: string) => string;
	readonly internal: (host: string) => string;
}

function parsePublic(value: string, baseUrl: URL, refusals: Refusals): URL {
	const url = parse(value);
	const local = isLoopback(baseUrl) && isLoopback(url);
	if (url.protocol !== 'https:' && !(local && url.protocol === 'http:')) {
		throw new AddressError(refusals.protocol(url.protocol));
	}
	if (!local && url.origin !== baseUrl.origin && !isPublic(url)) {
		throw new AddressError(refusals.internal(hostOf(url)));
	}
	return url;
}

function parse(value: string): URL {
	const url = URL.parse(value);
	if (url === null) {
		throw new AddressError('That is not an address');
	}
	return url;
}

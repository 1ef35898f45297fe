import { BlockList, isIP } from 'node:net';
import { withoutEnd } from '../withoutEnd.ts';
import { AddressError } from './errors/addressError.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Addresses that are never on the public internet (IANA's special-purpose registries). */
const internal = new BlockList();
for (const [network, prefix] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['224.0.0.0', 3],
] as const) {
	internal.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
	['::', 127],
	['64:ff9b::', 96],
	['fc00::', 7],
	['fe80::', 10],
	['ff00::', 8],
] as const) {
	internal.addSubnet(network, prefix, 'ipv6');
}

/** Whether a URL leads to this very machine. */
export function isLoopback(url: URL): boolean {
	const host = hostOf(url);
	return host === 'localhost' || host.endsWith('.localhost') || inList(loopback, host);
}

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
 * Checks an address that the service gave for a result. Only https to public hosts; http and this machine are
 * allowed while the API itself is on this machine.
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
	const host = hostOf(url);
	if (!local && (isLoopback(url) || inList(internal, host))) {
		throw new AddressError(refusals.internal(host));
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

/** Lower case, without the brackets of IPv6 and the final dot of a rooted name. */
function hostOf(url: URL): string {
	return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/** BlockList sees through IPv4-mapped IPv6 addresses by itself. */
function inList(list: BlockList, host: string): boolean {
	const version = isIP(host);
	return version !== 0 && list.check(host, version === 6 ? 'ipv6' : 'ipv4');
}

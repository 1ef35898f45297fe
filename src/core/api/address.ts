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
	['192.0.2.0', 24],
	['192.88.99.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 3],
] as const) {
	internal.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
	['::', 96],
	['64:ff9b::', 96],
	['64:ff9b:1::', 48],
	['100::', 64],
	['100:0:0:1::', 64],
	['2001::', 23],
	['2001:db8::', 32],
	// 6to4 carries an IPv4 address, which may be any.
	['2002::', 16],
	['3fff::', 20],
	['5f00::', 16],
	['fc00::', 7],
	['fe80::', 10],
	// Site-local, of old.
	['fec0::', 10],
	['ff00::', 8],
] as const) {
	internal.addSubnet(network, prefix, 'ipv6');
}

/**
 * Ends of names that no public DNS knows: special-use names (RFC 6761, 6762, 7686, 8375), `internal` (reserved by ICANN
 * in 2024), and what ICANN does not delegate because networks use it (name collisions: home, corp, mail; RFC 6762
 * appendix G).
 */
const internalNames =
	/(?:^|\.)(?:local|localdomain|internal|intranet|private|lan|home|corp|mail|home\.arpa|localhost|test|invalid|onion|alt)$/;

/** Whether a name is one that only the user's own network may know: one word, or of an internal domain. */
function isInternalName(host: string): boolean {
	return isIP(host) === 0 && (!host.includes('.') || internalNames.test(host));
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
	url.pathname = withoutEnd(url.pathname, each => each === '/');
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

/**
 * An address as fetch takes it, which refuses one with a user and password, and the header that says the same.
 * It goes nowhere but to that address.
 */
export function withoutCredentials(address: URL): {
	readonly url: URL;
	readonly headers: Record<string, string>;
} {
	const { username, password } = address;
	if (username === '' && password === '') {
		return { url: address, headers: {} };
	}
	const url = new URL(address);
	url.username = '';
	url.password = '';
	const pair = `${decoded(username)}:${decoded(password)}`;
	return { url, headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } };
}

/** A part of a URL decoded; as it stands where it is no encoding, which no URL forbids. */
function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
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
	if (!isDecodable(url.username + url.password)) {
		throw new AddressError('The user or password in the address is not encoded as addresses are');
	}
	const host = hostOf(url);
	if (!local && (isLoopback(url) || inList(internal, host) || isInternalName(host))) {
		throw new AddressError(refusals.internal(host));
	}
	return url;
}

function isDecodable(text: string): boolean {
	try {
		decodeURIComponent(text);
		return true;
	} catch {
		return false;
	}
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

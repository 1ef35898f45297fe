import { withoutEnd } from '../withoutEnd.ts';
import { BlockList, isIP } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/**
 * Addresses that are not on the public internet: those that IANA's IPv4 and IPv6 Special-Purpose Address Registries
 * call not globally reachable, and all of IPv6 that was never allocated for it (IANA has allocated only 2000::/3).
 */
const special4 = new BlockList();
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
	special4.addSubnet(network, prefix, 'ipv4');
}
/** A separate list, because BlockList also looks up an IPv4 address as an IPv6 one. */
const special6 = new BlockList();
for (const [network, prefix] of [
	// With ::1, the addresses that embed an IPv4 one (::ffff:0:0/96, 64:ff9b::/96, 64:ff9b:1::/48), and 100::/64.
	['::', 3],
	['4000::', 2],
	// With fc00::/7, fe80::/10, fec0::/10 and ff00::/8.
	['8000::', 1],
	// With Teredo, which embeds an IPv4 address, too.
	['2001::', 23],
	['2001:db8::', 32],
	// 6to4: each embeds an IPv4 address, which may be any.
	['2002::', 16],
	['3fff::', 20],
] as const) {
	special6.addSubnet(network, prefix, 'ipv6');
}

/**
 * Domains that lead nowhere on the public internet: some of IANA's Special-Use Domain Names, `internal` (reserved by
 * ICANN for private use), and those that routers and companies use by habit.
 */
const privateDomains: ReadonlySet<string> = new Set([
	...['localhost', 'local', 'internal', 'arpa', 'test', 'onion', 'alt'],
	...['localdomain', 'lan', 'home', 'corp', 'intranet', 'private'],
]);

/** Lower case, without the brackets of IPv6 and the final dots of a rooted name. */
export function hostOf(url: URL): string {
	return withoutEnd(url.hostname.replace(/^\[|\]$/g, ''), /\./);
}

/** Whether a URL leads to this machine. */
export function isLoopback(url: URL): boolean {
	const host = hostOf(url);
	return host === 'localhost' || host.endsWith('.localhost') || inList(loopback, host);
}

/** Whether a URL leads to a host of the public internet, judging by its text alone. */
export function isPublic(url: URL): boolean {
	const host = hostOf(url);
	if (isIP(host) !== 0) {
		return !inList(isIP(host) === 6 ? special6 : special4, host);
	}
	// A single-label name belongs to the local network, and one that ends in a number is an address in disguise.
	const labels = host.split('.');
	const last = labels.at(-1) ?? '';
	return labels.length > 1 && !privateDomains.has(last) && !/^(?:\d+|0x[\da-f]*)$/.test(last);
}

/** BlockList itself recognizes IPv4-mapped IPv6 addresses. */
function inList(list: BlockList, host: string): boolean {
	const version = isIP(host);
	return version !== 0 && list.check(host, version === 6 ? 'ipv6' : 'ipv4');
}

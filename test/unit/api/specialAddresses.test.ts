import assert from 'node:assert/strict';
import { parseDownloadUrl, parseInputUrl, parseUploadUrl } from '../../../src/core/addresses/address.ts';
import { AddressError } from '../../../src/core/addresses/addressError.ts';

const service = new URL('https://api.core.today/v1');
const local = new URL('http://127.0.0.1:4000/v1');

/** One address of each block of IANA's special-purpose registries that is not globally reachable, its first and last. */
const addresses = [
	...['0.0.0.0', '0.255.255.255', '10.0.0.0', '10.255.255.255', '100.64.0.0', '100.127.255.255'],
	...['127.0.0.0', '127.255.255.255', '169.254.0.0', '169.254.169.254', '169.254.255.255'],
	...['172.16.0.0', '172.31.255.255', '192.0.0.0', '192.0.0.170', '192.0.0.255', '192.0.2.1', '192.88.99.1'],
	...['192.168.0.0', '192.168.255.255', '198.18.0.0', '198.19.255.255', '198.51.100.1', '203.0.113.1'],
	...['224.0.0.1', '239.255.255.255', '240.0.0.0', '255.255.255.255', '0x7f.1', '2130706433', '017700000001'],
	...['[::]', '[::1]', '[::7f00:1]', '[::ffff:10.0.0.1]', '[::ffff:7f00:1]', '[::ffff:0:7f00:1]'],
	...[
		'[64:ff9b::a00:1]',
		'[64:ff9b::7f00:1]',
		'[64:ff9b:1::1]',
		'[64:ff9b:1:ffff::1]',
		'[100::1]',
		'[100:0:0:1::1]',
	],
	...['[2001::1]', '[2001:0:7f00:1::1]', '[2001:2::1]', '[2001:10::1]', '[2001:20::1]', '[2001:1ff:ffff::]'],
	...[
		'[2001:db8::1]',
		'[2002:7f00:1::]',
		'[2002:a00:1::1]',
		'[2002:ffff:ffff::]',
		'[3fff::1]',
		'[3fff:fff::1]',
	],
	...['[4000::1]', '[5f00::1]', '[fc00::1]', '[fd00::1]', '[fdff:ffff::1]', '[fe80::1]', '[febf::1]'],
	...['[fec0::1]', '[feff::1]', '[ff02::1]', '[ffff::1]'],
];

const names = [
	...[
		'localhost',
		'a.localhost',
		'printer.local',
		'metadata.google.internal',
		'api.internal',
		'nas.home.arpa',
	],
	...[
		'1.0.0.127.in-addr.arpa',
		'ipv4only.arpa',
		'site.test',
		'abc.onion',
		'nas.lan',
		'server.corp',
		'a.localdomain',
	],
	...['intranet', 'minio', 'LOCALHOST', 'Printer.Local', 'ⓛocalhost', 'printer。local', '１２７.0.0.1'],
];

const publicHosts = [
	...[
		'example.com',
		'cdn.example',
		'local.example.com',
		'internal.de',
		'localhost.example.com',
		'mylocal',
		'xn--3e0b707e',
	].filter(host => host.includes('.')),
	...[
		'example.com.',
		'1.1.1.1',
		'9.255.255.255',
		'100.63.255.255',
		'100.128.0.0',
		'172.15.0.1',
		'172.32.0.1',
	],
	...[
		'192.0.1.1',
		'198.17.255.255',
		'198.20.0.0',
		'223.255.255.255',
		'[2000::1]',
		'[2600:1901::1]',
		'[2001:200::1]',
	],
	...['[2001:4860:4860::8888]', '[2003::1]', '[3ffe:ffff::1]', '한글.kr'],
];

const checks = [
	['a result', parseDownloadUrl],
	['an upload', parseUploadUrl],
	['an input image', parseInputUrl],
] as const;

suite('addresses of hosts', () => {
	for (const host of [...addresses, ...names]) {
		for (const dots of host.endsWith(']') ? [''] : ['', '.', '..']) {
			test(`64 ${host}${dots} is no public address`, () => {
				for (const [what, check] of checks) {
					for (const base of host === 'localhost' ? [service] : [service, new URL('https://127.0.0.1/v1')]) {
						const address = `https://${host}${dots}/a.png`;
						if (base !== service && isThisMachine(address)) {
							continue;
						}
						assert.throws(() => check(address, base), AddressError, what);
					}
				}
			});
		}
	}

	for (const host of publicHosts) {
		test(`64 ${host} is a public address`, () => {
			for (const [, check] of checks) {
				assert.equal(check(`https://${host}/a.png`, service).pathname, '/a.png');
			}
		});
	}

	test('64 where the API itself is, in the network of a company, its results may be, too', () => {
		const gateway = new URL('https://images.corp/v1');
		assert.ok(parseDownloadUrl('https://images.corp/a.png', gateway));
		for (const address of [
			'https://images.corp:8443/a.png',
			'https://files.corp/a.png',
			'http://images.corp/a.png',
		]) {
			assert.throws(() => parseDownloadUrl(address, gateway), AddressError);
		}
	});

	test('64 this machine may be meant while the API is on it, and nothing else that is not public', () => {
		for (const host of [
			'127.0.0.1',
			'localhost',
			'localhost.',
			'a.localhost',
			'[::1]',
			'[::ffff:127.0.0.1]',
		]) {
			assert.ok(parseDownloadUrl(`http://${host}:4001/a.png`, local));
		}
		for (const host of ['10.0.0.1', 'printer.local', 'minio', '[2002:7f00:1::]', '[::ffff:10.0.0.1]']) {
			assert.throws(() => parseDownloadUrl(`https://${host}/a.png`, local), AddressError);
		}
	});
});

function isThisMachine(address: string): boolean {
	try {
		return Boolean(parseDownloadUrl(address.replace('https:', 'http:'), local));
	} catch {
		return false;
	}
}

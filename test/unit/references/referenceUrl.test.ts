import assert from 'node:assert/strict';
import type { AddressFault } from '../../../src/core/addresses/addressError.ts';
import { InputImageError } from '../../../src/core/references/inputImageError.ts';
import { isWebAddress, parseReferenceUrl } from '../../../src/core/references/referenceUrl.ts';
import { UserError } from '../../../src/core/userError.ts';

const service = new URL('https://api.core.today/v1');
const local = new URL('http://127.0.0.1:4000/v1');

suite('the address of an input image', () => {
	test('https to a public host is taken, without its fragment', () => {
		assert.deepEqual(parseReferenceUrl(' https://Example.com/a b.png?x=1#top ', service), {
			type: 'url',
			url: 'https://example.com/a%20b.png?x=1',
		});
	});

	const refused: [address: string, code: AddressFault['code']][] = [
		['http://example.com/a.png', 'protocol'],
		['ftp://example.com/a.png', 'protocol'],
		['file:///etc/passwd', 'protocol'],
		['data:image/png;base64,AAAA', 'protocol'],
		['https://localhost/a.png', 'internal'],
		['https://app.localhost/a.png', 'internal'],
		['https://127.0.0.1/a.png', 'internal'],
		['https://[::1]/a.png', 'internal'],
		['https://[::ffff:127.0.0.1]/a.png', 'internal'],
		['https://0x7f.1/a.png', 'internal'],
		['https://10.0.0.1/a.png', 'internal'],
		['https://169.254.169.254/latest/meta-data', 'internal'],
		['https://[fd00::1]/a.png', 'internal'],
		['https://me:secret@example.com/a.png', 'password'],
		['hero.png', 'notAnAddress'],
		['', 'notAnAddress'],
	];
	for (const [address, code] of refused) {
		test(`37 ${address === '' ? 'nothing' : address} is refused`, () => {
			assert.throws(
				() => parseReferenceUrl(address, service),
				(error: unknown) => {
					assert.ok(error instanceof InputImageError && error instanceof UserError);
					assert.ok(error.fault.code === 'badAddress');
					assert.equal(error.fault.address.code, code);
					assert.equal(error.image, address);
					return true;
				},
			);
		});
	}

	test('37 this machine is allowed while the API is on it, and only then', () => {
		const url = 'http://localhost:3000/a.png';
		assert.deepEqual(parseReferenceUrl(url, local), { type: 'url', url });
		assert.throws(() => parseReferenceUrl(url, service), InputImageError);
		assert.throws(() => parseReferenceUrl('http://10.0.0.1/a.png', local), InputImageError);
	});

	test('what looks like an address is told from a file name', () => {
		assert.equal(isWebAddress(' HTTPS://example.com'), true);
		assert.equal(isWebAddress('http/a.png'), false);
	});
});

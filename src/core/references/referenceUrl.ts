import { parseInputUrl } from '../addresses/address.ts';
import { AddressError } from '../addresses/addressError.ts';
import { shorten } from '../text/shorten.ts';
import { InputImageError } from './inputImageError.ts';
import type { UrlReference } from './reference.ts';

/**
 * Checks the address of an input image that the user gave: https to a public host; http and this machine only
 * while the API itself is on this machine. The service loads it, so it must not ask for a password either.
 *
 * @throws InputImageError
 */
export function parseReferenceUrl(text: string, apiBaseUrl: URL): UrlReference {
	try {
		if (!URL.canParse(text.trim())) {
			throw new AddressError({ code: 'notAnAddress' });
		}
		const url = parseInputUrl(text.trim(), apiBaseUrl);
		if (url.username !== '' || url.password !== '') {
			throw new AddressError({ code: 'password' });
		}
		url.hash = '';
		return { type: 'url', url: url.href };
	} catch (error) {
		if (!(error instanceof AddressError)) {
			throw error;
		}
		throw new InputImageError(shorten(text, 100), { code: 'badAddress', address: error.fault }, error);
	}
}

/** Whether a text that the user gave is meant as the address of an image rather than as a file. */
export function isWebAddress(text: string): boolean {
	return /^\s*https?:\/\//i.test(text);
}

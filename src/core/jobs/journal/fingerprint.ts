import { contentHash } from '../../images/contentHash.ts';

/** The fingerprint of an API key: enough to tell two keys apart, and useless for anything else. */
export function fingerprintOf(apiKey: string): string {
	return contentHash(`image-assets\0${apiKey}`).slice(0, 16);
}

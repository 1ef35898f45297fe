import { createHash } from 'node:crypto';

/** SHA-256 in lower-case hex; a text is hashed as UTF-8. */
export function contentHash(content: Uint8Array | string): string {
	return createHash('sha256').update(content).digest('hex');
}

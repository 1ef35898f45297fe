import * as z from 'zod/mini';

/** A moment, in milliseconds since the epoch, that a Date can hold (ECMA-262 §21.4.1.1). */
export const moment = z.number().check(z.nonnegative(), z.maximum(8.64e15));

/** A URI that VS Code's strict parsing accepts, and whose path begins at a root; other code may rely on both. */
export const uri = z.string().check(z.refine(isUri));

/** The path of a URI: it begins at a root and holds no NUL. */
export const uriPath = z.string().check(z.refine(path => /^\/(?!\/)[^\0]*$/.test(path)));

/** The name of a file, without a folder. */
export const fileName = z
	.string()
	.check(z.refine(name => /^[^/\0]+$/.test(name) && name !== '.' && name !== '..'));

/** Pixels of one side. */
export const side = z.int().check(z.positive(), z.maximum(65_535));

function isUri(text: string): boolean {
	// Scheme, authority, path, query, fragment (RFC 3986, appendix B).
	const [, authority, path] = /^[a-z][\w+.-]*:(?:\/\/([^/?#]*))?([^?#]*)/i.exec(text) ?? [];
	if (path === undefined || !URL.canParse(text)) {
		return false;
	}
	try {
		const decoded = decodeURIComponent(path);
		return (
			decoded.startsWith('/') &&
			!decoded.includes('\0') &&
			!(authority === undefined && path.startsWith('//'))
		);
	} catch {
		return false;
	}
}

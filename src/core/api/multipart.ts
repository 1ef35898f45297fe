import { randomBytes } from 'node:crypto';

/** A file in a form. */
export interface FilePart {
	/** Of the form field. */
	readonly name: string;
	readonly fileName: string;
	readonly contentType: string;
	readonly content: Blob;
}

interface MultipartBody {
	readonly body: Blob;
	/** Includes the boundary. */
	readonly contentType: string;
}

const lineEnd = '\r\n';

/**
 * A `multipart/form-data` body (RFC 7578): the plain fields in order, then the files. It is one Blob made of strings
 * and of the files' own Blobs: its length is known, so it is sent with a `Content-Length`, and the files are streamed
 * from where they are. A `FormData` does the same only with the fetch that it comes from.
 */
export function multipartBody(
	fields: readonly (readonly [name: string, value: string])[],
	files: readonly FilePart[],
): MultipartBody {
	// 144 random bits: no file contains it.
	const boundary = `image-assets-${randomBytes(18).toString('hex')}`;
	const head = (name: string) =>
		`--${boundary}${lineEnd}Content-Disposition: form-data; name="${escapeName(name)}"`;
	const pieces: (string | Blob)[] = [];
	for (const [name, value] of fields) {
		pieces.push(`${head(name)}${lineEnd}${lineEnd}${value}${lineEnd}`);
	}
	for (const { name, fileName, contentType, content } of files) {
		const type = `Content-Type: ${contentType.replace(/[\r\n]/g, '')}`;
		pieces.push(`${head(name)}; filename="${escapeName(fileName)}"${lineEnd}${type}${lineEnd}${lineEnd}`);
		pieces.push(content, lineEnd);
	}
	pieces.push(`--${boundary}--${lineEnd}`);
	return { body: new Blob(pieces), contentType: `multipart/form-data; boundary=${boundary}` };
}

/** As browsers do it (HTML, §4.10.21.8 "multipart form data"). */
function escapeName(name: string): string {
	return name.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22');
}

/** One part of a `multipart/form-data` body, in the order it came. */
export interface MultipartPart {
	name: string;
	/** As received, undecoded; `null` for a plain field. */
	fileName: string | null;
	contentType: string | null;
	data: Buffer;
}

/** Parses a whole body by RFC 7578. Throws a `SyntaxError` that says where it is malformed. */
export function parseMultipart(body: Buffer, contentType: string): MultipartPart[] {
	const boundary = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
	const mark = boundary?.[1] ?? boundary?.[2];
	if (mark === undefined || !/^multipart\/form-data\b/i.test(contentType)) {
		throw new SyntaxError('the content type names no boundary');
	}
	const delimiter = Buffer.from(`\r\n--${mark}`);
	// The first delimiter may be at the very start, without its line break.
	const text = Buffer.concat([Buffer.from('\r\n'), body]);
	const parts: MultipartPart[] = [];
	let at = text.indexOf(delimiter);
	if (at < 0) {
		throw new SyntaxError('the body does not contain its boundary');
	}
	for (;;) {
		at += delimiter.length;
		if (text.toString('latin1', at, at + 2) === '--') {
			return parts;
		}
		const lineEnd = text.indexOf('\r\n', at);
		const end = text.indexOf(delimiter, at);
		if (lineEnd < 0 || end < 0) {
			throw new SyntaxError(`part ${parts.length + 1} has no end`);
		}
		if (text.toString('latin1', at, lineEnd).trim() !== '') {
			throw new SyntaxError(`part ${parts.length + 1} does not begin on a line of its own`);
		}
		parts.push(parsePart(text.subarray(lineEnd, end), parts.length + 1));
		at = end;
	}
}

/** `part` begins with the line break before its first header. */
function parsePart(part: Buffer, n: number): MultipartPart {
	const headerEnd = part.indexOf('\r\n\r\n');
	if (headerEnd < 0) {
		throw new SyntaxError(`part ${n} has no empty line after its headers`);
	}
	const headers = new Map<string, string>();
	for (const line of part.toString('utf8', 2, headerEnd).split('\r\n')) {
		const colon = line.indexOf(':');
		if (colon < 1) {
			throw new SyntaxError(`part ${n} has the malformed header "${line}"`);
		}
		headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
	}
	const disposition = headers.get('content-disposition') ?? '';
	const name = parameter(disposition, 'name');
	if (!/^form-data\b/i.test(disposition) || name === null) {
		throw new SyntaxError(`part ${n} has no name`);
	}
	return {
		name,
		fileName: parameter(disposition, 'filename'),
		contentType: headers.get('content-type') ?? null,
		data: part.subarray(headerEnd + 4),
	};
}

function parameter(disposition: string, name: string): string | null {
	const match = new RegExp(`;\\s*${name}=(?:"((?:\\\\.|[^"\\\\])*)"|([^\\s;"]+))`, 'i').exec(disposition);
	return match?.[1] ?? match?.[2] ?? null;
}

import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseMultipart } from './multipart.ts';
import type { RecordedRequest } from './requestLog.ts';

/** An answer before it is sent, so that a fault can still alter it. */
export interface Reply {
	status: number;
	headers: Record<string, string>;
	body: Buffer;
}

export function jsonReply(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
	return textReply(status, 'application/json', JSON.stringify(value), headers);
}

export function textReply(
	status: number,
	type: string,
	text: string,
	headers: Record<string, string> = {},
): Reply {
	return { status, headers: { 'content-type': type, ...headers }, body: Buffer.from(text) };
}

/** An error of an object store, in the format of S3. */
export function xmlError(status: number, code: string, message: string): Reply {
	const text = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>\n`;
	return textReply(status, 'application/xml', text);
}

export function send(response: ServerResponse, { status, headers, body }: Reply, withBody = true): void {
	const length = status === 204 ? {} : { 'content-length': String(body.length) };
	response.writeHead(status, { ...headers, ...length });
	response.end(withBody && status !== 204 ? body : undefined);
}

/** Reads a request to its end and records what it held. Rejects when the client goes away before that. */
export async function readBody(request: IncomingMessage, recorded: RecordedRequest): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request as AsyncIterable<Buffer>) {
		chunks.push(chunk);
		recorded.bodyBytes += chunk.length;
	}
	const body = Buffer.concat(chunks);
	if (body.length > 0) {
		recordBody(body, request.headers['content-type'] ?? '', recorded);
	}
	return body;
}

function recordBody(body: Buffer, contentType: string, recorded: RecordedRequest): void {
	try {
		if (/^multipart\//i.test(contentType)) {
			recorded.parts = parseMultipart(body, contentType).map(
				({ name, fileName, contentType: type, data }) => ({
					name,
					fileName,
					contentType: type,
					bytes: data.length,
					sha256: createHash('sha256').update(data).digest('hex'),
					text: fileName === null ? data.toString() : null,
				}),
			);
			recorded.body = recorded.parts;
		} else {
			recorded.body = JSON.parse(body.toString());
		}
	} catch {
		recorded.body = body.toString('utf8', 0, 10_000);
	}
}

/** Ends the connection now, with a TCP reset. */
export function reset(response: ServerResponse): void {
	response.socket?.resetAndDestroy();
}

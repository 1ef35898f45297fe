import type { IncomingMessage, ServerResponse } from 'node:http';
import { serveDownload } from './cdnServer.ts';
import { isConnectionFault, originFor, playConnectionFault } from './connectionFaults.ts';
import type { EmulatorContext } from './context.ts';
import { readBody, reset, send, textReply, xmlError, type Reply } from './exchange.ts';
import { parseMultipart, type MultipartPart } from './multipart.ts';

/** Answers one request on the object store's origin: presigned uploads, and GET of what was uploaded. */
export async function serveStore(
	context: EmulatorContext,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const url = new URL(request.url ?? '/', context.origins.store);
	if (request.method !== 'POST') {
		if (url.pathname.startsWith('/hop/')) {
			await serveDownload(context, 'store', request, response);
			return;
		}
		const recorded = context.log.begin('store', null, request, response);
		await readBody(request, recorded);
		send(response, readFile(context, request.method ?? '', url), request.method !== 'HEAD');
		return;
	}
	const recorded = context.log.begin('store', 'store', request, response);
	const fault = context.faults.take('store', request.url ?? '');
	recorded.fault = fault?.kind ?? null;
	if (fault?.kind === 'resetBeforeBody') {
		reset(response);
		return;
	}
	if (!fault && request.headers['content-length'] === undefined) {
		request.resume();
		send(response, xmlError(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.'));
		return;
	}
	const body = await readBody(request, recorded);
	const perform = (): Promise<Reply> =>
		Promise.resolve(acceptUpload(context, request.headers['content-type'] ?? '', body));
	if (fault && isConnectionFault(fault)) {
		await playConnectionFault(fault, response, perform, context, {
			status: 307,
			location: to => originFor(to, context.origins, context.origins.store) + (request.url ?? ''),
		});
	} else {
		send(response, await perform());
	}
}

/** A presigned POST by S3's rules: every signed field must precede the file. Unsigned fields are ignored. */
function acceptUpload(context: EmulatorContext, contentType: string, body: Buffer): Reply {
	let parts: MultipartPart[];
	try {
		parts = parseMultipart(body, contentType);
	} catch (error) {
		return xmlError(400, 'MalformedPOSTRequest', (error as SyntaxError).message);
	}
	const filePlace = parts.findIndex(part => part.name === 'file');
	const file = parts[filePlace];
	if (!file) {
		return xmlError(400, 'InvalidArgument', 'POST requires exactly one file upload per request.');
	}
	const before = new Map(parts.slice(0, filePlace).map(part => [part.name, part.data.toString()]));
	const objectKey = before.get('key') ?? '';
	const ticket = context.tickets.get(objectKey);
	if (!ticket) {
		return xmlError(403, 'AccessDenied', 'Invalid according to Policy: Policy Condition failed: key');
	}
	for (const [name, value] of Object.entries(ticket.fields)) {
		if (before.get(name) !== value) {
			return xmlError(403, 'AccessDenied', `Invalid according to Policy: Policy Condition failed: ${name}`);
		}
	}
	if (Date.now() >= ticket.expiresAt) {
		return xmlError(403, 'AccessDenied', 'Invalid according to Policy: Policy expired.');
	}
	context.files.set(objectKey, {
		data: file.data,
		contentType: file.contentType ?? 'application/octet-stream',
		fileName: ticket.fileName,
	});
	return { status: 204, headers: {}, body: Buffer.alloc(0) };
}

function readFile(context: EmulatorContext, method: string, url: URL): Reply {
	if (method !== 'GET' && method !== 'HEAD') {
		return xmlError(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.');
	}
	if (!context.signer.holds(url.pathname + url.search)) {
		return xmlError(403, 'AccessDenied', 'Request has expired or its signature does not match.');
	}
	const file = context.files.get(decodeURIComponent(url.pathname.slice(1)));
	if (!file) {
		return xmlError(404, 'NoSuchKey', 'The specified key does not exist.');
	}
	return { ...textReply(200, file.contentType, ''), body: file.data };
}

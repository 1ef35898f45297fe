import type { IncomingMessage, ServerResponse } from 'node:http';
import { isConnectionFault, originFor, playConnectionFault } from './connectionFaults.ts';
import type { EmulatorContext } from './context.ts';
import { playDownloadFault } from './downloadFaults.ts';
import { readBody, reset, send, textReply, xmlError, type Reply } from './exchange.ts';
import type { DownloadFault, RedirectTarget } from './faults.ts';
import { statusOf } from './jobs.ts';
import { outputAt } from './outputs.ts';

/** `/hop/<redirects left>/<status>/<target><path>`: one step of a redirect chain that ends at `path`. */
const hopPath = /^\/hop\/(\d+)\/(\d+)\/([a-zA-Z0-9]+)(\/.*)$/;

/** Answers one request for an output. Hops of redirect chains come here from the object store's origin as well. */
export async function serveDownload(
	context: EmulatorContext,
	origin: 'cdn' | 'store',
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const full = request.url ?? '/';
	const hop = hopPath.exec(full);
	const isGet = request.method === 'GET' || request.method === 'HEAD';
	const recorded = context.log.begin(origin, isGet ? 'download' : null, request, response);
	// A fault that redirects strikes once per chain, not once per hop.
	const fault = hop || !isGet ? undefined : context.faults.take('download', full);
	recorded.fault = fault?.kind ?? null;
	if (fault?.kind === 'resetBeforeBody') {
		reset(response);
		return;
	}
	await readBody(request, recorded);
	if (!isGet) {
		send(
			response,
			xmlError(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.'),
		);
		return;
	}
	if (hop && Number(hop[1]) > 0) {
		const [, left, status, to, path] = hop;
		const next = `${originFor(to as RedirectTarget, context.origins, context.origins.cdn)}/hop/${Number(left) - 1}`;
		const location = `${next}/${status}/${to}${path}`;
		send(response, textReply(Number(status), 'text/plain', '', { location }));
		return;
	}
	const path = hop?.[4] ?? full;
	const perform = () => outputReply(context, path, request.headers.range);
	if (!fault) {
		send(response, await perform(), request.method === 'GET');
	} else if (isConnectionFault(fault)) {
		await playConnectionFault(fault, response, perform, context, {
			status: 302,
			location: (to, hops, status) =>
				`${originFor(to, context.origins, context.origins.cdn)}/hop/${hops - 1}/${status}/${to}${full}`,
		});
	} else {
		const output = outputAt(context, new URL(path, context.origins.cdn).pathname);
		const encoding = request.headers['accept-encoding'] ?? '';
		await playDownloadFault(fault as DownloadFault, response, await perform(), context, {
			acceptsGzip: /\bgzip\b/.test(encoding),
			inFormat: format =>
				output ? context.images.image(output.job, output.index, format) : Promise.resolve(Buffer.alloc(0)),
		});
	}
}

async function outputReply(
	context: EmulatorContext,
	path: string,
	range: string | undefined,
): Promise<Reply> {
	const { pathname, search } = new URL(path, context.origins.cdn);
	const isPublic = pathname.startsWith('/public/');
	if (!isPublic && !context.signer.holds(pathname + search)) {
		return xmlError(403, 'AccessDenied', 'Request has expired or its signature does not match.');
	}
	const output = outputAt(context, pathname);
	if (!output || statusOf(output.job) !== 'completed' || (isPublic && !output.job.request.isPublic)) {
		return xmlError(404, 'NoSuchKey', 'The specified key does not exist.');
	}
	const format = output.job.request.input.output_format;
	const body = await context.images.image(output.job, output.index, format);
	const headers = { 'content-type': `image/${format}`, 'accept-ranges': 'bytes', etag: `"${output.job.id}"` };
	const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? NaN);
	if (from < body.length) {
		const contentRange = `bytes ${from}-${body.length - 1}/${body.length}`;
		return { status: 206, headers: { ...headers, 'content-range': contentRange }, body: body.subarray(from) };
	}
	return { status: 200, headers, body };
}

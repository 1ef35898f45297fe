import type { IncomingMessage, ServerResponse } from 'node:http';
import { bendJob, isJobFault, playAnswerFault } from './answerFaults.ts';
import {
	authenticate,
	cancelPrediction,
	createPrediction,
	createUploadUrl,
	findJob,
	readPrediction,
	uploadPrediction,
	type CallResult,
} from './apiCalls.ts';
import { isConnectionFault, originFor, playConnectionFault } from './connectionFaults.ts';
import type { EmulatorContext } from './context.ts';
import { control } from './control.ts';
import { jsonReply, readBody, reset, send, type Reply } from './exchange.ts';
import type { ApiPoint, Fault } from './faults.ts';

const idPath = /^\/v1\/predictions\/([^/]+)$/;

/** The call for a method and path: 405 for another method on a known path, 404 for an unknown path. */
export function callAt(method: string, pathname: string): ApiPoint | 404 | 405 {
	switch (pathname) {
		case '/v1/predictions':
			return method === 'POST' ? 'create' : 405;
		case '/v1/predictions/upload':
			return method === 'POST' ? 'upload' : 405;
		case '/v1/files/upload-url':
			return method === 'POST' ? 'uploadUrl' : 405;
		default:
			if (!idPath.test(pathname)) {
				return 404;
			}
			return method === 'GET' ? 'get' : method === 'DELETE' ? 'delete' : 405;
	}
}

/** Answers one request on the API's origin. */
export async function serveApi(
	context: EmulatorContext,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const { pathname } = new URL(request.url ?? '/', context.origins.api);
	if (pathname.startsWith('/__emulator/')) {
		await control(context, request, response, pathname);
		return;
	}
	const call = callAt(request.method ?? '', pathname);
	const point = typeof call === 'string' ? call : null;
	const recorded = context.log.begin('api', point, request, response);
	const fault = point === null ? undefined : context.faults.take(point, request.url ?? '');
	recorded.fault = fault?.kind ?? null;
	if (fault?.kind === 'resetBeforeBody') {
		reset(response);
		return;
	}
	const body = await readBody(request, recorded);
	if (point === null) {
		const detail = call === 405 ? 'Method Not Allowed' : 'Not Found';
		send(response, jsonReply(call === 405 ? 405 : 404, { detail }));
		return;
	}
	const perform = () => performCall(context, point, request, body, pathname, fault);
	if (!fault && context.dropped()) {
		perform();
		recorded.fault = 'dropped';
		reset(response);
	} else if (!fault) {
		send(response, perform().reply);
	} else {
		await playFault(context, fault, request, response, perform);
	}
}

async function playFault(
	context: EmulatorContext,
	fault: Fault,
	request: IncomingMessage,
	response: ServerResponse,
	perform: () => CallResult,
): Promise<void> {
	if (isConnectionFault(fault)) {
		const performed = (): Promise<Reply> => Promise.resolve(perform().reply);
		await playConnectionFault(fault, response, performed, context, {
			status: 307,
			location: to => originFor(to, context.origins, context.origins.api) + (request.url ?? ''),
		});
	} else if (isJobFault(fault)) {
		const result = perform();
		if (result.job && fault.on !== 'get') {
			bendJob(result.job, fault, false);
		}
		send(response, result.reply);
	} else if (fault.on === 'delete' && (fault.kind === 'finishesFirst' || fault.kind === 'cancelIgnored')) {
		send(response, perform().reply);
	} else if (fault.on !== 'download') {
		await playAnswerFault(fault, response, perform().reply);
	}
}

function performCall(
	context: EmulatorContext,
	point: ApiPoint,
	request: IncomingMessage,
	body: Buffer,
	pathname: string,
	fault: Fault | undefined,
): CallResult {
	const caller = authenticate(context, request.headers);
	if ('refusal' in caller) {
		return { reply: caller.refusal };
	}
	const { key } = caller;
	const id = decodeURIComponent(idPath.exec(pathname)?.[1] ?? '');
	const given = request.headers['idempotency-key'];
	const idempotencyKey = typeof given === 'string' ? given : null;
	switch (point) {
		case 'create':
			return withJson(body, json => createPrediction(context, { key, idempotencyKey }, json));
		case 'upload':
			return uploadPrediction(context, { key, idempotencyKey }, request.headers['content-type'] ?? '', body);
		case 'get': {
			const job = findJob(context, key, id);
			if (job && fault && isJobFault(fault)) {
				bendJob(job, fault, true);
			}
			return readPrediction(context, key, id);
		}
		case 'delete': {
			const race = fault?.kind === 'finishesFirst' || fault?.kind === 'cancelIgnored' ? fault.kind : 'none';
			return cancelPrediction(context, key, id, race);
		}
		case 'uploadUrl':
			return withJson(body, json => createUploadUrl(context, json));
	}
}

function withJson(body: Buffer, then: (json: unknown) => CallResult): CallResult {
	let json: unknown;
	try {
		json = JSON.parse(body.toString());
	} catch (error) {
		const detail = [
			{ loc: ['body'], msg: `JSON decode error: ${(error as Error).message}`, type: 'json_invalid' },
		];
		return { reply: jsonReply(422, { detail }) };
	}
	return then(json);
}

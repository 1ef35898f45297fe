import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EmulatorContext } from './context.ts';
import { assertOptions } from './emulatorOptions.ts';
import { jsonReply, send, type Reply } from './exchange.ts';
import type { Fault } from './faults.ts';
import { finishJob, statusOf, type Job } from './jobs.ts';
import type { JobView } from './emulatorControl.ts';

/** The calls under `/__emulator/` that let another process inspect and control it; `emulatorControl` makes them. */
export async function control(
	context: EmulatorContext,
	request: IncomingMessage,
	response: ServerResponse,
	pathname: string,
): Promise<void> {
	const chunks: Buffer[] = [];
	for await (const chunk of request as AsyncIterable<Buffer>) {
		chunks.push(chunk);
	}
	const text = Buffer.concat(chunks).toString();
	try {
		const body: unknown = text === '' ? {} : JSON.parse(text);
		if (pathname === '/__emulator/refuse') {
			// The answer goes out first, or it would be the first connection to break.
			response.once('finish', () => void context.refuse((body as { ms: number }).ms));
			send(response, jsonReply(200, {}, { connection: 'close' }));
			return;
		}
		send(response, steer(context, `${request.method ?? ''} ${pathname.slice('/__emulator'.length)}`, body));
	} catch (error) {
		send(response, jsonReply(400, { error: (error as Error).message }));
	}
}

function steer(context: EmulatorContext, call: string, body: unknown): Reply {
	const { faults, jobs, ledger, log, options } = context;
	const id = /^(?:DELETE \/faults|POST \/jobs)\/([^/]+)/.exec(call)?.[1] ?? '';
	switch (call.replace(`/${id}`, id === '' ? '/' : '/:id')) {
		case 'GET /ledger':
			return jsonReply(200, { entries: ledger.entries, total: ledger.total });
		case 'GET /requests':
			return jsonReply(200, log.all);
		case 'GET /jobs':
			return jsonReply(200, [...jobs.values()].map(jobView));
		case 'GET /faults':
			return jsonReply(200, faults.pending);
		case 'GET /options':
			return jsonReply(200, options);
		case 'GET /origins':
			return jsonReply(200, context.origins);
		case 'POST /faults':
			return jsonReply(200, { id: faults.add(body as Fault) });
		case 'DELETE /faults':
			faults.clear();
			break;
		case 'DELETE /faults/:id':
			faults.remove(Number(id));
			break;
		case 'PATCH /options':
			assertOptions(body as object);
			Object.assign(options, body);
			break;
		case 'POST /jobs/:id/finish': {
			const job = jobs.get(id);
			if (!job) {
				throw new Error(`There is no job ${id}.`);
			}
			finishJob(job);
			break;
		}
		case 'POST /finish':
			jobs.forEach(finishJob);
			break;
		case 'POST /clear':
			clearAll(context);
			break;
		default:
			return jsonReply(404, { error: `There is no ${call}.` });
	}
	return jsonReply(200, {});
}

/** Forgets requests, charges, jobs, files and faults; options stay. */
export function clearAll(context: EmulatorContext): void {
	context.faults.clear();
	context.jobs.clear();
	context.ledger.clear();
	context.log.clear();
	context.files.clear();
	context.tickets.clear();
}

export function jobView(job: Job): JobView {
	const { id, request, credits, createdAt, endsAt, idempotencyKey } = job;
	return { id, status: statusOf(job), request, credits, createdAt, endsAt, idempotencyKey };
}

import type { ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { send, type Reply } from './exchange.ts';
import type { AnswerFault, JobFault } from './faults.ts';
import { finishJob, type Job } from './jobs.ts';
import { isRecord } from './predictionRequest.ts';

/** Sends an honest answer, altered by a fault. */
export async function playAnswerFault(
	fault: AnswerFault,
	response: ServerResponse,
	honest: Reply,
): Promise<void> {
	const parsed: unknown = JSON.parse(honest.body.toString());
	const json = isRecord(parsed) ? parsed : {};
	const sendJson = (value: unknown) => {
		send(response, { ...honest, body: Buffer.from(JSON.stringify(value)) });
	};
	switch (fault.kind) {
		case 'cutShort': {
			const part = honest.body.subarray(0, Math.floor(honest.body.length * (fault.share ?? 0.5)));
			response.writeHead(honest.status, { ...honest.headers, 'content-length': String(honest.body.length) });
			response.write(part, () => response.socket?.destroy());
			return;
		}
		case 'cutJson':
			send(response, { ...honest, body: honest.body.subarray(0, Math.floor(honest.body.length / 2)) });
			return;
		case 'emptyBody':
			send(response, { ...honest, body: Buffer.alloc(0) });
			return;
		case 'withoutId':
			sendJson(
				Object.fromEntries(Object.entries(json).filter(([name]) => name !== 'id' && name !== 'job_id')),
			);
			return;
		case 'id':
			sendJson({ ...json, ['id' in json ? 'id' : 'job_id']: fault.id });
			return;
		case 'fields':
			sendJson({ ...json, ...fault.fields });
			return;
		case 'statusWord':
			sendJson({ ...json, status: fault.word });
			return;
		case 'hugeJson':
			sendJson({ ...json, padding: ' '.repeat(fault.bytes ?? 8 * 2 ** 20) });
			return;
		case 'gzipBomb': {
			const body = JSON.stringify({ ...json, padding: ' '.repeat(fault.bytes ?? 64 * 2 ** 20) });
			const headers = { ...honest.headers, 'content-encoding': 'gzip' };
			send(response, { ...honest, headers, body: await promisify(gzip)(body) });
			return;
		}
	}
}

export function isJobFault(fault: { kind: string }): fault is JobFault {
	return ['fails', 'noOutput', 'manyOutputs', 'outputUrls'].includes(fault.kind);
}

/** Decides how a job ends; `now` also ends it. A cancelled job stays cancelled. */
export function bendJob(job: Job, fault: JobFault, now: boolean): void {
	switch (fault.kind) {
		case 'fails':
			job.ending = {
				kind: 'fail',
				message: fault.message ?? 'The prompt was refused by the safety system.',
				form: fault.form ?? 'string',
			};
			break;
		case 'noOutput':
			job.ending = { kind: 'succeedWithoutOutput' };
			break;
		case 'manyOutputs':
			job.ending = { kind: 'succeed', outputs: fault.count };
			break;
		case 'outputUrls':
			job.ending = { kind: 'succeedWithUrls', urls: fault.urls };
			break;
	}
	if (now) {
		finishJob(job);
	}
}

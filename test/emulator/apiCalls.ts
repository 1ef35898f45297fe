import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { jobAnswer } from './answers.ts';
import type { EmulatorContext } from './context.ts';
import { jsonReply, type Reply } from './exchange.ts';
import { sniffFormat } from './images/imageFormat.ts';
import { finishJob, newJob, statusOf, type Job } from './jobs.ts';
import { parseMultipart } from './multipart.ts';
import { outputUrls } from './outputs.ts';
import { isRecord, validatePrediction, type ValidationError } from './predictionRequest.ts';

/** The result of an API call, and the prediction it was about. */
export interface CallResult {
	reply: Reply;
	job?: Job;
}

/** Who calls; `refusal` is the 401 for a missing or unknown key. */
export function authenticate(
	context: EmulatorContext,
	headers: IncomingHttpHeaders,
): { key: string } | { refusal: Reply } {
	const own = headers['x-api-key'];
	const key = typeof own === 'string' ? own : /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
	if (key === undefined || key === '') {
		return { refusal: jsonReply(401, { detail: 'API key required' }) };
	}
	const { keys } = context.options;
	if (keys ? !keys.includes(key) : !key.startsWith('cdt_')) {
		return { refusal: jsonReply(401, { detail: 'Invalid API key' }) };
	}
	return { key };
}

/** `POST /predictions` with its parsed body. */
export function createPrediction(
	context: EmulatorContext,
	caller: { key: string; idempotencyKey: string | null },
	body: unknown,
): CallResult {
	const validated = validatePrediction(body);
	if (!validated.ok) {
		return { reply: jsonReply(validated.status, { detail: validated.detail }) };
	}
	const { options, jobs, ledger } = context;
	if (options.honourIdempotencyKeys && caller.idempotencyKey !== null) {
		const known = [...jobs.values()].find(
			job => job.idempotencyKey === caller.idempotencyKey && job.key === caller.key,
		);
		if (known) {
			return { reply: answer(context, known), job: known };
		}
	}
	const job = newJob(validated.request, caller, jobs.size + 1, options);
	if (options.balance !== null && job.credits > options.balance) {
		const detail = `Insufficient credits: ${job.credits} needed, ${options.balance} left`;
		return { reply: jsonReply(402, { detail, required: job.credits, balance: options.balance }) };
	}
	if (options.balance !== null) {
		options.balance -= job.credits;
	}
	const missing = job.request.input.input_images.find(url => !inputExists(context, url));
	if (missing !== undefined) {
		job.ending = { kind: 'fail', message: `Could not download the input image ${missing}`, form: 'string' };
	}
	const { quality, prompt } = job.request.input;
	jobs.set(job.id, job);
	ledger.entries.push({
		jobId: job.id,
		credits: job.credits,
		quality,
		prompt,
		idempotencyKey: caller.idempotencyKey,
		at: job.createdAt,
		cancelled: false,
		refunded: false,
	});
	context.images.begin(job);
	const seconds = ((job.endsAt - job.createdAt) / 1000).toFixed(1);
	context.print(
		`${job.id} ${quality} ${job.credits} credits, ${seconds} s: ${prompt.replace(/\s+/g, ' ').slice(0, 80)}`,
	);
	return { reply: answer(context, job), job };
}

/** `POST /predictions/upload`: the same as a multipart form. */
export function uploadPrediction(
	context: EmulatorContext,
	caller: { key: string; idempotencyKey: string | null },
	contentType: string,
	body: Buffer,
): CallResult {
	let parts;
	try {
		parts = parseMultipart(body, contentType);
	} catch (error) {
		const detail = `There was an error parsing the body: ${(error as SyntaxError).message}`;
		return { reply: jsonReply(400, { detail }) };
	}
	const fields: Record<string, unknown> = {};
	const images: string[] = [];
	const keys: string[] = [];
	const errors: ValidationError[] = [];
	for (const part of parts) {
		if (part.fileName === null) {
			const text = part.data.toString();
			fields[part.name] = part.name === 'is_public' ? ({ true: true, false: false }[text] ?? text) : text;
			continue;
		}
		const format = sniffFormat(part.data);
		if (part.name !== 'file:input_images') {
			const msg = `Unknown file field '${part.name}'; use file:<input field>`;
			errors.push({ loc: ['body', part.name], msg, type: 'value_error' });
		} else if (format === null) {
			errors.push({
				loc: ['body', part.name, keys.length],
				msg: 'Not a PNG, JPEG or WebP image',
				type: 'value_error',
			});
		} else {
			const key = `inputs/${randomUUID()}.${format}`;
			keys.push(key);
			images.push(
				context.origins.store + context.signer.sign(`/${key}`, Date.now() + context.options.uploadLifetimeMs),
			);
			context.files.set(key, { data: part.data, contentType: `image/${format}`, fileName: part.fileName });
		}
	}
	let input: unknown = undefined;
	try {
		input = typeof fields.input === 'string' ? JSON.parse(fields.input) : undefined;
	} catch {
		errors.push({ loc: ['body', 'input'], msg: 'Invalid JSON', type: 'json_invalid' });
	}
	if (errors.length > 0) {
		return { reply: jsonReply(422, { detail: errors }) };
	}
	if (isRecord(input) && images.length > 0) {
		const given = Array.isArray(input.input_images) ? (input.input_images as unknown[]) : [];
		input = { ...input, input_images: [...given, ...images] };
	}
	return createPrediction(context, caller, { ...fields, input });
}

/** Finds the job for `GET` and `DELETE /predictions/{id}`. Another key's prediction counts as missing. */
export function findJob(context: EmulatorContext, key: string, id: string): Job | null {
	const job = context.jobs.get(id);
	return job?.key === key ? job : null;
}

export function readPrediction(context: EmulatorContext, key: string, id: string): CallResult {
	const job = findJob(context, key, id);
	return job ? { reply: answer(context, job), job } : { reply: notFound() };
}

export function cancelPrediction(
	context: EmulatorContext,
	key: string,
	id: string,
	race: 'none' | 'finishesFirst' | 'cancelIgnored' = 'none',
): CallResult {
	const job = findJob(context, key, id);
	if (!job) {
		return { reply: notFound() };
	}
	if (race === 'finishesFirst') {
		finishJob(job);
	}
	const status = statusOf(job);
	if (status !== 'pending' && status !== 'processing') {
		const detail = `Prediction is already ${status}`;
		return { reply: jsonReply(context.options.cancelFinishedStatus, { detail }), job };
	}
	job.cancelledAt = Date.now();
	const reply = answer(context, job);
	if (race === 'cancelIgnored') {
		job.cancelledAt = null;
		return { reply, job };
	}
	const entry = context.ledger.entries.find(({ jobId }) => jobId === job.id);
	if (entry) {
		entry.cancelled = true;
		entry.refunded = context.options.refundOnCancel;
	}
	return { reply, job };
}

/** `POST /files/upload-url`. */
export function createUploadUrl(context: EmulatorContext, body: unknown): CallResult {
	const fields = isRecord(body) ? body : {};
	const fileName = fields.filename;
	const folder = fields.folder ?? 'uploads';
	if (typeof fileName !== 'string' || fileName === '') {
		const detail = [{ loc: ['body', 'filename'], msg: 'Field required', type: 'missing' }];
		return { reply: jsonReply(422, { detail }) };
	}
	if (typeof folder !== 'string' || folder.length > 256 || folder.includes('..')) {
		const detail = [{ loc: ['body', 'folder'], msg: 'Value error, not a folder', type: 'value_error' }];
		return { reply: jsonReply(422, { detail }) };
	}
	const safeName = fileName.replace(/[^\p{L}\p{N}._-]+/gu, '_');
	const objectKey = `${folder}/${randomUUID()}/${safeName}`;
	const expiresAt = Date.now() + context.options.uploadLifetimeMs;
	const conditions = { expiration: new Date(expiresAt).toISOString(), conditions: [{ key: objectKey }] };
	const uploadFields = {
		key: objectKey,
		'x-amz-algorithm': 'AWS4-HMAC-SHA256',
		'x-amz-credential': 'emulator/20260101/auto/s3/aws4_request',
		policy: Buffer.from(JSON.stringify(conditions)).toString('base64'),
		'x-amz-signature': context.signer.sign(`/${objectKey}`, expiresAt).slice(-32),
	};
	context.tickets.set(objectKey, { fields: uploadFields, fileName, expiresAt });
	const path = `/${objectKey.split('/').map(encodeURIComponent).join('/')}`;
	return {
		reply: jsonReply(200, {
			upload_url: `${context.origins.store}/`,
			upload_fields: uploadFields,
			file_url: context.origins.store + context.signer.sign(path, expiresAt),
			object_key: objectKey,
			folder,
		}),
	};
}

export function answer(context: EmulatorContext, job: Job): Reply {
	return jsonReply(200, jobAnswer(job, context.options, outputUrls(context, job)));
}

function notFound(): Reply {
	return jsonReply(404, { detail: 'Prediction not found' });
}

/** Whether the service could read an input image. Assumed for foreign hosts: nothing is fetched from them. */
function inputExists(context: EmulatorContext, url: string): boolean {
	const { origin, pathname, search } = new URL(url);
	if (origin !== context.origins.store) {
		return true;
	}
	return context.signer.holds(pathname + search) && context.files.has(decodeURIComponent(pathname.slice(1)));
}

import * as z from 'zod/mini';
import { policy } from '../policy.ts';
import { parseInputUrl, parseUploadUrl } from '../addresses/address.ts';
import { HttpError } from './errors/httpError.ts';
import { StorageError } from './errors/storageError.ts';
import type { Http } from './fetch.ts';
import type { InputFile } from './inputFiles.ts';
import { multipartBody } from './multipart.ts';
import { parseAnswer } from './prediction.ts';
import { readBody } from './readBody.ts';
import { request } from './request.ts';
import { retryAfterOf } from './retryAfter.ts';
import { splitCredentials } from '../addresses/urlCredentials.ts';

/** A file in the service's storage. */
export interface UploadedFile {
	/** For `input_images`; signed, so that anyone who has it can download the file. */
	readonly url: string;
	/** Milliseconds since the epoch. */
	readonly expiresAt: number;
}

/** A presigned upload. */
interface UploadTicket {
	readonly uploadUrl: URL;
	/** Form fields that come before the file, as they were signed. */
	readonly fields: readonly (readonly [name: string, value: string])[];
	readonly fileUrl: string;
}

const ticketSchema = z.object({
	upload_url: z.string(),
	upload_fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
	file_url: z.string(),
});

/**
 * Reads the answer to a request for an upload.
 *
 * @throws MalformedAnswerError naming the field that is missing or wrong; AddressError for a URL that a file may not
 * be sent to, or loaded from.
 */
export function parseUploadTicket(text: string, baseUrl: URL): UploadTicket {
	const ticket = parseAnswer(ticketSchema, text);
	const { upload_url: uploadUrl, upload_fields: fields, file_url: fileUrl } = ticket;
	return {
		uploadUrl: parseUploadUrl(uploadUrl, baseUrl),
		fields: Object.entries(fields).map(([name, value]) => [name, String(value)] as const),
		fileUrl: parseInputUrl(fileUrl, baseUrl).href,
	};
}

/**
 * Sends a file to the ticket's URL, without the API key, and follows no redirect.
 *
 * @throws StorageError; the signal's reason when it was aborted.
 */
export async function storeFile(
	http: Http,
	{ uploadUrl, fields }: UploadTicket,
	{ name, format, blob }: InputFile & { readonly name: string },
	timeoutMs: number,
	signal?: AbortSignal,
): Promise<void> {
	const file = { name: 'file', fileName: name, contentType: `image/${format}`, content: blob };
	const { body, contentType } = multipartBody(fields, [file]);
	const { url, authorization } = splitCredentials(uploadUrl);
	const headers = { 'content-type': contentType, ...(authorization !== undefined && { authorization }) };
	try {
		await request(http, { url, method: 'POST', headers, body, timeoutMs, signal }, readReceipt);
	} catch (error) {
		signal?.throwIfAborted();
		throw new StorageError(uploadUrl.host, error);
	}
}

/** @throws HttpError */
async function readReceipt(response: Response): Promise<void> {
	if (response.ok) {
		return;
	}
	const retryAfter = retryAfterOf(response.headers, Date.now());
	const text = await readBody(response, policy.ceiling.answer).then(
		bytes => new TextDecoder().decode(bytes),
		() => '',
	);
	throw new HttpError(response.status, storeReason(text), retryAfter);
}

/** The error message of an S3-style object store. */
function storeReason(text: string): string | undefined {
	return /<Message>([^<]{1,300})<\/Message>/.exec(text)?.[1]?.trim();
}

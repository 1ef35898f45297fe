import * as z from 'zod/mini';
import { MalformedAnswerError } from './errors/malformedAnswerError.ts';
import { predictionIdSchema } from '../addresses/predictionId.ts';
import { keyByWord } from '../text/keyByWord.ts';
import { splitCredentials } from '../addresses/urlCredentials.ts';

type PredictionStatus = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

/** One prediction as the service reports it, whichever of its two response formats it used. */
export interface Prediction {
	readonly id: string;
	readonly status: PredictionStatus;
	/** http(s) URLs of the results in the service's order, without duplicates. */
	readonly outputs: readonly string[];
	/** The permanent URL that `is_public` asks for. */
	readonly publicUrl: string | undefined;
	/** The service's reason for a failure, as plain text. */
	readonly error: string | undefined;
	/** The raw answer, cut at 4,000 characters; kept where it makes no sense. */
	readonly answer: string;
}

const words = keyByWord<PredictionStatus>({
	queued: 'pending queued starting',
	running: 'processing running in_progress',
	succeeded: 'completed succeeded success',
	failed: 'failed error',
	cancelled: 'cancelled canceled aborted',
});

/** Only the essential fields are typed; anything else may be missing, new, or of another shape. */
const answerSchema = z.object({
	job_id: z.optional(z.unknown()),
	id: z.optional(z.unknown()),
	status: z.string(),
	result: z.optional(z.unknown()),
	output: z.optional(z.unknown()),
	public_url: z.optional(z.unknown()),
	error: z.optional(z.unknown()),
});

/**
 * Reads an answer to a create, status or cancel call, in either of the service's formats.
 *
 * @throws MalformedAnswerError naming the field that is missing or wrong.
 */
export function parsePrediction(text: string): Prediction {
	const answer = parseAnswer(answerSchema, text);
	const field = answer.job_id === undefined || answer.job_id === null ? 'id' : 'job_id';
	const identifier = predictionIdSchema.safeParse(answer[field]);
	if (!identifier.success) {
		throw new MalformedAnswerError(`The answer has no usable "${field}"`, text);
	}
	const fromResult = urlsIn(answer.result);
	return {
		id: identifier.data,
		status: words.get(answer.status.toLowerCase()) ?? 'running',
		outputs: fromResult.length > 0 ? fromResult : urlsIn(answer.output),
		publicUrl: urlsIn(answer.public_url).map(withoutCredentials)[0],
		error: errorText(answer.error),
		answer: text.slice(0, 4000),
	};
}

/** @throws MalformedAnswerError when the text is not JSON, or naming the field that is missing or wrong. */
export function parseAnswer<T>(schema: z.ZodMiniType<T>, text: string): T {
	let answer: unknown;
	try {
		answer = JSON.parse(text);
	} catch (error) {
		throw new MalformedAnswerError('The answer is not JSON', text, error);
	}
	const parsed = schema.safeParse(answer);
	if (parsed.success) {
		return parsed.data;
	}
	const field = parsed.error.issues[0]?.path.join('.') ?? '';
	const words = field === '' ? 'The answer is not an object' : `The answer has no usable "${field}"`;
	throw new MalformedAnswerError(words, text);
}

const urlObject = z.object({ url: z.unknown() });
const imagesObject = z.object({ images: z.unknown() });

function urlsIn(value: unknown): readonly string[] {
	return [...new Set(collectUrls(value, 0))];
}

/** A public URL must not contain a password: it is written into files that are shared. */
function withoutCredentials(address: string): string {
	const { url, authorization } = splitCredentials(new URL(address));
	return authorization === undefined ? address : url.href;
}

/** A string, `{url}`, `{images}`, or an array of these. */
function collectUrls(value: unknown, depth: number): string[] {
	if (typeof value === 'string') {
		return isHttpUrl(value) ? [value] : [];
	}
	if (depth > 3) {
		return [];
	}
	if (Array.isArray(value)) {
		return value.flatMap(item => collectUrls(item, depth + 1));
	}
	const images = imagesObject.safeParse(value);
	if (images.success) {
		return collectUrls(images.data.images, depth + 1);
	}
	const object = urlObject.safeParse(value);
	return object.success ? collectUrls(object.data.url, depth + 1) : [];
}

function isHttpUrl(value: string): boolean {
	return /^https?:\/\//i.test(value) && URL.canParse(value);
}

const messageObject = z.object({
	message: z.optional(z.unknown()),
	detail: z.optional(z.unknown()),
	error: z.optional(z.unknown()),
});
const validationItem = z.object({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string() });

/**
 * The message of an error in any of the shapes that the service uses: a string, `{message}`, `{detail}`, `{error}`,
 * or FastAPI's list of `{loc, msg}`, which becomes `quality: value is not a valid enumeration member`. At most 500
 * characters; undefined when there is none.
 */
export function errorText(value: unknown, depth = 0): string | undefined {
	if (typeof value === 'string') {
		const text = value.trim().slice(0, 500);
		return text === '' ? undefined : text;
	}
	if (depth > 3) {
		return undefined;
	}
	if (Array.isArray(value)) {
		const parts = value.map(item => validationText(item) ?? errorText(item, depth + 1));
		return errorText(parts.filter(part => part !== undefined).join('; '));
	}
	const object = messageObject.safeParse(value);
	if (!object.success) {
		return undefined;
	}
	const { message, detail, error } = object.data;
	return errorText(message, depth + 1) ?? errorText(detail, depth + 1) ?? errorText(error, depth + 1);
}

function validationText(value: unknown): string | undefined {
	const item = validationItem.safeParse(value);
	if (!item.success) {
		return undefined;
	}
	const field = item.data.loc.filter(part => part !== 'body' && part !== 'input').join('.');
	return field === '' ? item.data.msg : `${field}: ${item.data.msg}`;
}

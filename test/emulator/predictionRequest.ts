import {
	aspectRatios,
	backgrounds,
	modelId,
	moderations,
	outputFormats,
	qualities,
	type AspectRatio,
	type OutputFormat,
	type Quality,
} from '../../src/shared/model.ts';

/** A creating call's fields after validation, with the model's defaults filled in. */
export interface PredictionRequest {
	model: string;
	input: PredictionInput;
	outputFolder: string | null;
	webhookUrl: string | null;
	isPublic: boolean;
}

/** Named as on the wire, because answers repeat it. */
export interface PredictionInput {
	prompt: string;
	input_images: string[];
	aspect_ratio: AspectRatio;
	quality: Quality;
	output_format: OutputFormat;
	output_compression: number;
	[other: string]: unknown;
}

/** One entry of FastAPI's 422 body. */
export interface ValidationError {
	loc: (string | number)[];
	msg: string;
	type: string;
}

export type Validated =
	| { ok: true; request: PredictionRequest }
	| { ok: false; status: 404; detail: string }
	| { ok: false; status: 422; detail: ValidationError[] };

/** Validates a creating call's body as the service would: 422 for invalid values, 404 for an unknown model. */
export function validatePrediction(body: unknown): Validated {
	const errors: ValidationError[] = [];
	const report = (loc: (string | number)[], msg: string, type: string) => {
		errors.push({ loc: ['body', ...loc], msg, type });
	};
	if (!isRecord(body)) {
		report([], 'Input should be a valid dictionary', 'dict_type');
		return { ok: false, status: 422, detail: errors };
	}

	/** `value` if it is of the type, otherwise `fallback`; a present value of another type is also reported. */
	function typed<T>(
		path: string[],
		value: unknown,
		is: (value: unknown) => value is T,
		what: string,
		fallback: T,
	): T {
		if (value === undefined || value === null) {
			return fallback;
		}
		if (!is(value)) {
			report(path, `Input should be a valid ${what}`, `${what}_type`);
			return fallback;
		}
		return value;
	}
	function oneOf<T extends string>(name: string, values: readonly T[], fallback: T): T {
		const value = input[name] ?? fallback;
		if (typeof value !== 'string' || !(values as readonly string[]).includes(value)) {
			const list = values.map(each => `'${each}'`).join(', ');
			report(['input', name], `Input should be one of ${list}`, 'enum');
			return fallback;
		}
		return value as T;
	}
	function integer(name: string, low: number, high: number, fallback: number): number {
		const value = typed(['input', name], input[name], isInteger, 'integer', fallback);
		if (value < low) {
			report(['input', name], `Input should be greater than or equal to ${low}`, 'greater_than_equal');
		} else if (value > high) {
			report(['input', name], `Input should be less than or equal to ${high}`, 'less_than_equal');
		}
		return value;
	}

	if (typeof body.model !== 'string') {
		report(['model'], 'Field required', 'missing');
	}
	if (!isRecord(body.input)) {
		report(['input'], 'Field required', 'missing');
	}
	const input = isRecord(body.input) ? body.input : {};
	const prompt = typed(['input', 'prompt'], input.prompt, isString, 'string', '');
	if (isRecord(body.input) && (input.prompt === undefined || input.prompt === null)) {
		report(['input', 'prompt'], 'Field required', 'missing');
	} else if (input.prompt === '') {
		report(['input', 'prompt'], 'String should have at least 1 character', 'string_too_short');
	}
	const images = typed(['input', 'input_images'], input.input_images, Array.isArray, 'list', []) as unknown[];
	images.forEach((image, index) => {
		if (!isHttpUrl(image)) {
			report(['input', 'input_images', String(index)], 'Input should be a valid URL', 'url_parsing');
		}
	});
	const outputFolder = typed<string | null>(['output_folder'], body.output_folder, isString, 'string', null);
	if (outputFolder !== null && outputFolder.length > 256) {
		report(['output_folder'], 'String should have at most 256 characters', 'string_too_long');
	}
	if (outputFolder?.includes('..')) {
		report(['output_folder'], "Value error, output_folder must not contain '..'", 'value_error');
	}
	const webhookUrl = typed<string | null>(['webhook_url'], body.webhook_url, isString, 'string', null);
	if (webhookUrl !== null && !isHttpUrl(webhookUrl)) {
		report(['webhook_url'], 'Input should be a valid URL', 'url_parsing');
	}
	for (const name of ['user_id', 'openai_api_key']) {
		typed<string | null>(['input', name], input[name], isString, 'string', null);
	}
	const request: PredictionRequest = {
		model: String(body.model),
		input: {
			...input,
			prompt,
			input_images: images.filter(isString),
			aspect_ratio: oneOf('aspect_ratio', aspectRatios, '1:1'),
			quality: oneOf('quality', qualities, 'auto'),
			background: oneOf('background', backgrounds, 'auto'),
			output_format: oneOf('output_format', outputFormats, 'webp'),
			output_compression: integer('output_compression', 0, 100, 90),
			moderation: oneOf('moderation', moderations, 'auto'),
			number_of_images: integer('number_of_images', 1, 1, 1),
		},
		outputFolder,
		webhookUrl,
		isPublic: typed(['is_public'], body.is_public, isBoolean, 'boolean', false),
	};
	if (errors.length > 0) {
		return { ok: false, status: 422, detail: errors };
	}
	if (request.model !== modelId) {
		return { ok: false, status: 404, detail: `Model '${request.model}' not found` };
	}
	return { ok: true, request };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isString(value: unknown): value is string {
	return typeof value === 'string';
}

function isBoolean(value: unknown): value is boolean {
	return typeof value === 'boolean';
}

function isInteger(value: unknown): value is number {
	return Number.isInteger(value);
}

function isHttpUrl(value: unknown): boolean {
	return typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

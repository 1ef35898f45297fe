import {
	modelId,
	type AspectRatio,
	type Background,
	type Moderation,
	type OutputFormat,
	type Quality,
} from '../../shared/model.ts';

/** Everything that a create call asks for. */
export interface PredictionRequest {
	/** The whole text the model gets: the prompt, a preset's suffix and the project's style together. */
	readonly prompt: string;
	readonly quality: Quality;
	readonly aspectRatio: AspectRatio;
	readonly outputFormat: OutputFormat;
	/** 0–100; the service uses it for WebP and JPEG. */
	readonly outputCompression: number;
	readonly background: Background;
	readonly moderation: Moderation;
	/** At most 256 characters, without `..`; empty = the service's default. */
	readonly outputFolder: string;
	readonly isPublic: boolean;
	/** Empty = none. */
	readonly webhookUrl: string;
}

/** The model's input, under the service's field names. */
export function wireInput(request: PredictionRequest) {
	return {
		prompt: request.prompt,
		aspect_ratio: request.aspectRatio,
		quality: request.quality,
		background: request.background,
		output_format: request.outputFormat,
		output_compression: request.outputCompression,
		moderation: request.moderation,
	};
}

/**
 * The request as the service's JSON, with the URLs of its input images. `number_of_images` is left out: the service
 * makes one anyway.
 */
export function wireBody(request: PredictionRequest, inputImages?: readonly string[]): string {
	const input = { ...wireInput(request), ...(inputImages && { input_images: inputImages }) };
	return JSON.stringify({ model: modelId, input, ...commonOf(request) });
}

/** The request as the plain fields of the service's multipart form, which come before the files. */
export function wireFields(request: PredictionRequest): [name: string, value: string][] {
	const common = Object.entries(commonOf(request)).map(([name, value]): [string, string] => [
		name,
		String(value),
	]);
	return [['model', modelId], ['input', JSON.stringify(wireInput(request))], ...common];
}

/** The common parameters; those that match the service's own defaults are left out. */
function commonOf(request: PredictionRequest) {
	return {
		...(request.outputFolder === '' ? {} : { output_folder: request.outputFolder }),
		...(request.webhookUrl === '' ? {} : { webhook_url: request.webhookUrl }),
		...(request.isPublic ? { is_public: true } : {}),
	};
}

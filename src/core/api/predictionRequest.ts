import {
	modelId,
	type AspectRatio,
	type Background,
	type Moderation,
	type OutputFormat,
	type Quality,
} from './model.ts';

/** Everything that a prediction is asked with. */
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

/** The model's own input, in the service's words. */
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

/** The request as the service's JSON. `number_of_images` stays away: the service makes one and knows that. */
export function wireBody(request: PredictionRequest): string {
	return JSON.stringify({
		model: modelId,
		input: wireInput(request),
		...(request.outputFolder === '' ? {} : { output_folder: request.outputFolder }),
		...(request.webhookUrl === '' ? {} : { webhook_url: request.webhookUrl }),
		...(request.isPublic ? { is_public: true } : {}),
	});
}

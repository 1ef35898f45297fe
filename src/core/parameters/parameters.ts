import type { PredictionRequest } from '../api/predictionRequest.ts';
import { parseSize, type PixelSize } from '../images/pixelSize.ts';
import { nearestAspectRatio } from '../images/orientation.ts';
import type { GenerateArguments } from './arguments.ts';
import type { Preset, Settings } from './settings.ts';
import type { LinkMode } from './values.ts';

/** What one action is made with, once settings, preset and arguments are laid over each other. */
export interface Parameters extends Omit<PredictionRequest, 'prompt'> {
	readonly link: LinkMode;
	/** Images, 1–8; each is a job of its own. */
	readonly count: number;
	/** Exact pixels that the image is brought to; undefined = as the service makes it. */
	readonly size: PixelSize | undefined;
}

/** An argument counts before a preset's value, a preset's before the setting. */
export function resolveParameters(
	settings: Settings,
	preset: Preset | undefined,
	args: GenerateArguments,
): Parameters {
	const sizeGiven = args.size ?? preset?.size;
	const size = sizeGiven === undefined ? undefined : parseSize(sizeGiven);
	return {
		quality: args.quality ?? preset?.quality ?? settings.quality,
		aspectRatio:
			args.aspectRatio ?? (size && nearestAspectRatio(size)) ?? preset?.aspectRatio ?? settings.aspectRatio,
		outputFormat: args.outputFormat ?? preset?.outputFormat ?? settings.outputFormat,
		outputCompression: args.outputCompression ?? preset?.outputCompression ?? settings.outputCompression,
		background: args.background ?? preset?.background ?? settings.background,
		moderation: args.moderation ?? preset?.moderation ?? settings.moderation,
		outputFolder: args.outputFolder ?? settings.outputFolder,
		isPublic: args.isPublic ?? settings.isPublic,
		webhookUrl: args.webhookUrl ?? settings.webhookUrl,
		link: args.link ?? settings.link,
		count: args.count ?? preset?.count ?? 1,
		size,
	};
}

import type { PredictionRequest } from '../api/predictionRequest.ts';
import type { OutputFormat } from '../../shared/model.ts';
import { parseSize, type PixelSize } from '../images/pixelSize.ts';
import { nearestAspectRatio } from '../images/orientation.ts';
import type { GenerateArguments } from './arguments.ts';
import type { Preset, Settings } from './settings.ts';
import type { LinkMode } from './values.ts';

/** What one action is made with, once settings, preset and arguments are merged. */
export interface Parameters extends Omit<PredictionRequest, 'prompt'> {
	readonly link: LinkMode;
	/** Images, 1–8; each is a separate job. */
	readonly count: number;
	/** The exact size of the saved image in pixels; undefined = as the service makes it. */
	readonly size: PixelSize | undefined;
	/** Whether the background is removed; the format is PNG or WebP then. */
	readonly cutOut: boolean;
}

/** An argument overrides the preset's value, which overrides the setting. */
export function resolveParameters(
	settings: Settings,
	preset: Preset | undefined,
	args: GenerateArguments,
): Parameters {
	const sizeGiven = args.size ?? preset?.size;
	const cutOut = args.cutOut ?? preset?.cutOut ?? false;
	const outputFormat = args.outputFormat ?? preset?.outputFormat ?? settings.outputFormat;
	const size = sizeGiven === undefined ? undefined : parseSize(sizeGiven);
	return {
		quality: args.quality ?? preset?.quality ?? settings.quality,
		aspectRatio:
			args.aspectRatio ?? (size && nearestAspectRatio(size)) ?? preset?.aspectRatio ?? settings.aspectRatio,
		outputFormat: cutOut ? transparentFormat(outputFormat) : outputFormat,
		outputCompression: args.outputCompression ?? preset?.outputCompression ?? settings.outputCompression,
		background: args.background ?? preset?.background ?? settings.background,
		moderation: args.moderation ?? preset?.moderation ?? settings.moderation,
		outputFolder: args.outputFolder ?? settings.outputFolder,
		isPublic: args.isPublic ?? settings.isPublic,
		webhookUrl: args.webhookUrl ?? settings.webhookUrl,
		link: args.link ?? settings.link,
		count: args.count ?? preset?.count ?? 1,
		size,
		cutOut,
	};
}

/** JPEG has no transparency. */
export function transparentFormat(format: OutputFormat): 'png' | 'webp' {
	return format === 'webp' ? 'webp' : 'png';
}

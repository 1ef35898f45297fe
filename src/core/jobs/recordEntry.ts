import { modelId } from '../../shared/model.ts';
import { wireInput } from '../api/predictionRequest.ts';
import { isSameSize, sizeText } from '../images/pixelSize.ts';
import type { AssetEntry } from '../assets/assetRecord.ts';
import { composePrompt } from '../text/composePrompt.ts';
import type { Job, SavedImage } from './job.ts';

/**
 * The record's entry for an image that a job made.
 *
 * @param references workspace-relative POSIX paths, or https URLs; the first is the image that was edited
 */
export function entryOf(
	{ intent, publicUrl, predictionId }: Pick<Job, 'intent' | 'publicUrl' | 'predictionId'>,
	image: SavedImage,
	references: readonly string[],
): AssetEntry {
	const {
		prompt,
		suffix,
		style,
		request,
		source,
		size,
		credits,
		id,
		createdAt,
		by,
		styleReferences: styles = 0,
	} = intent;
	const { prompt: _, ...input } = wireInput(request);
	const own = references.slice(0, references.length - styles);
	return {
		prompt: composePrompt({ prompt, suffix }),
		...(style === undefined || style === '' ? {} : { style }),
		model: modelId,
		input: intent.cutOut === undefined ? input : { ...input, output_format: image.format },
		...(isSameSize(image, size) && { size: sizeText(image) }),
		...(own.length === 0 ? {} : { references: own }),
		...(styles === 0 ? {} : { styleReferences: references.slice(own.length) }),
		...(source !== undefined && { edited: true as const }),
		credits,
		jobId: id,
		...(predictionId !== undefined && { predictionId }),
		createdAt: new Date(createdAt).toISOString(),
		sha256: image.sha256,
		...(publicUrl !== undefined && { publicUrl }),
		...(by !== undefined && { by }),
		...(intent.cutOut !== undefined && { cutOut: true as const }),
	};
}

import { modelId } from '../../shared/model.ts';
import { wireInput } from '../api/predictionRequest.ts';
import { sizeText, type PixelSize } from '../images/pixelSize.ts';
import type { AssetEntry } from '../assets/assetRecord.ts';
import { composePrompt } from '../text/composePrompt.ts';
import type { Job, SavedImage } from './job.ts';

/**
 * What the record says of an image that a job made.
 *
 * @param references workspace-relative POSIX paths, or https URLs; the first is the image that was edited
 */
export function entryOf(
	{ intent, publicUrl, predictionId }: Pick<Job, 'intent' | 'publicUrl' | 'predictionId'>,
	image: SavedImage,
	references: readonly string[],
): AssetEntry {
	const { prompt, suffix, style, request, size, credits, id, createdAt } = intent;
	const { prompt: _, ...input } = wireInput(request);
	return {
		prompt: composePrompt({ prompt, suffix }),
		...(style === undefined || style === '' ? {} : { style }),
		model: modelId,
		input,
		...(hasSize(image, size) && { size: sizeText(image) }),
		...(references.length === 0 ? {} : { references: [...references] }),
		credits,
		jobId: id,
		...(predictionId !== undefined && { predictionId }),
		createdAt: new Date(createdAt).toISOString(),
		sha256: image.sha256,
		...(publicUrl !== undefined && { publicUrl }),
	};
}

function hasSize(image: PixelSize, size: PixelSize | undefined): boolean {
	return image.width === size?.width && image.height === size.height;
}

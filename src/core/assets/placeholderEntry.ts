import { modelId } from '../../shared/model.ts';
import { wireInput, type PredictionRequest } from '../api/predictionRequest.ts';
import { composePrompt } from '../text/composePrompt.ts';
import type { AssetEntry } from './assetRecord.ts';
import { sizeText, type PixelSize } from '../images/pixelSize.ts';

/** The image that a placeholder stands in for. */
interface PlaceholderOrigin {
	readonly prompt: string;
	/** What a preset and the project add to the prompt; empty = nothing. */
	readonly suffix: string;
	readonly style: string;
	/** What would be sent for the image itself. */
	readonly request: PredictionRequest;
	/** Workspace-relative POSIX paths, or https URLs. */
	readonly references: readonly string[];
	readonly by?: 'agent' | undefined;
}

/**
 * The record entry of a placeholder: how to make the image that it stands in for, and in which size.
 *
 * @param id a UUID
 * @param at milliseconds since the epoch
 */
export function placeholderEntry(
	{ prompt, suffix, style, request, references, by }: PlaceholderOrigin,
	image: PixelSize & { readonly sha256: string },
	id: string,
	at: number,
): AssetEntry {
	const { prompt: _, ...input } = wireInput(request);
	return {
		prompt: composePrompt({ prompt, suffix }),
		...(style !== '' && { style }),
		model: modelId,
		input,
		...(references.length > 0 && { references: [...references] }),
		size: sizeText(image),
		credits: 0,
		jobId: id,
		createdAt: new Date(at).toISOString(),
		sha256: image.sha256,
		placeholder: true,
		...(by !== undefined && { by }),
	};
}

import type { CutOutOriginals } from '../../core/assets/cutOutOriginals.ts';
import { usualCutOut } from '../../shared/cutOut.ts';
import type { Intent } from '../../core/jobs/intent.ts';
import type { StagedImage } from '../../core/jobs/job.ts';
import type { JobPorts } from '../../core/jobs/ports.ts';
import type { SourceType } from '../../core/images/sourceMark.ts';
import { stageImage } from '../../core/jobs/stageImage.ts';
import type { ImageEngine } from './imageEngine.ts';
import { isSameSize } from '../../core/images/pixelSize.ts';

/** Applies the changes that a job requests to its image before it is staged. @throws CodecError, StateError */
export function finisher(
	engine: ImageEngine,
	originals: Pick<CutOutOriginals, 'keep'>,
): NonNullable<JobPorts['finish']> {
	return async (intent, image) => {
		const { size, exactFormat, request, cutOut } = intent;
		const cut = cutOut && (await withoutBackground(engine, originals, intent, image));
		if (cut) {
			return cut;
		}
		const wanted = cutOut?.format ?? request.outputFormat;
		const fits = size === undefined || isSameSize(size, image);
		const format = size !== undefined || exactFormat === true ? wanted : image.format;
		if (fits && format === image.format) {
			return image;
		}
		const { bytes } = await engine.convert(new Uint8Array(image.bytes), {
			...size,
			format,
			quality: request.outputCompression,
			sourceType: sourceTypeOf(intent),
		});
		return stageImage(bytes);
	};
}

/** Undefined if the background can't be removed. The original image is kept in either case. */
async function withoutBackground(
	engine: ImageEngine,
	originals: Pick<CutOutOriginals, 'keep'>,
	intent: Intent,
	image: StagedImage,
): Promise<StagedImage | undefined> {
	const { id, size, request, cutOut } = intent;
	const made = await engine.cutOut(new Uint8Array(image.bytes), {
		options: usualCutOut,
		...size,
		format: cutOut?.format ?? 'png',
		quality: request.outputCompression,
		sourceType: sourceTypeOf(intent),
	});
	await originals.keep(id, image.bytes, made.refusal);
	return made.refusal === undefined ? stageImage(made.bytes) : undefined;
}

function sourceTypeOf({ source }: Intent): SourceType {
	return source === undefined ? 'trainedAlgorithmicMedia' : 'compositeWithTrainedAlgorithmicMedia';
}

import type { JobPorts } from '../../core/jobs/ports.ts';
import { stageImage } from '../../core/jobs/stageImage.ts';
import type { ImageEngine } from './imageEngine.ts';

/** Does what a job wants done to its image before it is staged. @throws CodecError */
export function finisher(engine: ImageEngine): NonNullable<JobPorts['finish']> {
	return async ({ size, exactFormat, request }, image) => {
		const fits = size === undefined || (size.width === image.width && size.height === image.height);
		const format = size !== undefined || exactFormat === true ? request.outputFormat : image.format;
		if (fits && format === image.format) {
			return image;
		}
		const { bytes } = await engine.convert(new Uint8Array(image.bytes), {
			...size,
			format,
			quality: request.outputCompression,
		});
		return stageImage(bytes);
	};
}

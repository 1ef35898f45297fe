import type { AspectRatio, OutputFormat } from '../../src/shared/model.ts';
import type { EmulatorOptions } from './emulatorOptions.ts';
import { keyOfPrompt, renderKeyedSubject } from './images/keyedSubject.ts';
import { createRenderer } from './images/renderer.ts';
import { padImage } from './images/padImage.ts';
import { renderTinyImage } from './images/tinyImage.ts';
import type { ImageSpec } from './images/imageSpec.ts';
import type { Job } from './jobs.ts';

/** Pixels of each aspect ratio, as the model gives them. */
export const sizes: Readonly<Record<AspectRatio, { width: number; height: number }>> = {
	'1:1': { width: 1024, height: 1024 },
	'3:2': { width: 1536, height: 1024 },
	'2:3': { width: 1024, height: 1536 },
};

/** Where the CDN gets a prediction's images from. */
export interface ImageSource {
	/** Starts rendering a prediction's images, so that they are ready when requested. */
	begin(job: Job): void;
	image(job: Job, index: number, format: OutputFormat): Promise<Buffer>;
	readonly close: () => Promise<void>;
}

/** `options` are read again for every image. */
export function createImageSource(options: EmulatorOptions): ImageSource {
	const renderer = createRenderer();
	const variants = new Map<string, number>();
	const firstVariant = new WeakMap<Job, number>();

	/** The same prompt gives a different image each time, but the same series at another quality. */
	function variantOf(job: Job): number {
		let first = firstVariant.get(job);
		if (first === undefined) {
			const { prompt, quality } = job.request.input;
			const asked = `${quality}/${prompt}`;
			first = variants.get(asked) ?? 0;
			const outputs = job.ending.kind === 'succeed' ? job.ending.outputs : 1;
			variants.set(asked, first + outputs);
			firstVariant.set(job, first);
		}
		return first;
	}

	async function image(job: Job, index: number, format: OutputFormat): Promise<Buffer> {
		const { prompt, aspect_ratio: aspectRatio, output_compression: compression } = job.request.input;
		const variant = variantOf(job) + index;
		const spec: ImageSpec = { prompt, variant, ...sizes[aspectRatio], format, compression };
		const key = keyOfPrompt(prompt);
		const drawn = () => (options.images === 'tiny' ? renderTinyImage(spec) : renderer.render(spec));
		const bytes = await (key === undefined ? drawn() : renderKeyedSubject(spec, key));
		return padImage(bytes, options.minBytes);
	}

	return {
		begin: job => {
			variantOf(job);
			if (options.images === 'scene') {
				image(job, 0, job.request.input.output_format).catch(() => undefined);
			}
		},
		image,
		close: renderer.close,
	};
}

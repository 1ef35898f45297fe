import type { OutputFormat } from '../../shared/model.ts';
import { CodecError } from '../../core/images/codecError.ts';
import type { IconPurpose } from '../../core/images/icons/drawIcon.ts';
import type { CutOutOptions } from '../../shared/cutOut.ts';
import { keyNames, type HueShares, type KeyName } from '../../core/images/cutOut/keyChoice.ts';
import type { ConvertedImage, ImageTask } from '../../core/images/imageTasks.ts';
import type { SourceType } from '../../core/images/sourceMark.ts';
import { startImageThread, type ImageThread } from './imageThread.ts';

interface ConvertOptions {
	/** In pixels. If only one is given, the other follows from the aspect ratio; if neither is, the size stays. */
	width?: number | undefined;
	height?: number | undefined;
	format: OutputFormat;
	/** 0–100; has no effect on PNG. */
	quality: number;
	/** How the picture was made, for the mark in the file; by default what the file itself says. */
	sourceType?: SourceType | undefined;
}

interface IconOptions {
	/** Sides in pixels, at most 256 in an ICO; only an ICO can have several. */
	sizes: number[];
	format: OutputFormat | 'ico';
	purpose: IconPurpose;
	/**
	 * The color behind the transparent parts of an opaque or maskable icon: red, green and blue; white by default.
	 */
	backdrop?: [number, number, number] | undefined;
	/** 0–100; has no effect on PNG and ICO. */
	quality: number;
	/** As for `ConvertOptions`. */
	sourceType?: SourceType | undefined;
}

interface CutOutTask {
	options: CutOutOptions;
	/** In pixels, as for `ConvertOptions`. */
	width?: number | undefined;
	height?: number | undefined;
	format: 'png' | 'webp';
	/** 0–100; has no effect on PNG. */
	quality: number;
	/** As for `ConvertOptions`. */
	sourceType?: SourceType | undefined;
}

interface PlaceholderOptions {
	/** Determines the colors. */
	prompt: string;
	/** In pixels. */
	width: number;
	height: number;
	format: OutputFormat;
	/** 0–100; has no effect on PNG. */
	quality: number;
}

/**
 * Decodes, changes, draws and encodes images in a worker thread, one at a time in the order requested. Bytes are
 * transferred, not copied: the caller's array is empty afterwards. Every rejection is a CodecError.
 */
export interface ImageEngine {
	/** A WebP whose longest side is at most `longestSide` pixels; smaller images keep their size. */
	thumbnail(bytes: Uint8Array<ArrayBuffer>, longestSide: number): Promise<Uint8Array<ArrayBuffer>>;
	/** A JPEG or PNG that is small enough for a model to look at (`policy.agents`). */
	preview(bytes: Uint8Array<ArrayBuffer>): Promise<ConvertedImage>;
	/** Crops to the center if the aspect ratio differs. The result has exactly the requested size. */
	convert(bytes: Uint8Array<ArrayBuffer>, options: ConvertOptions): Promise<ConvertedImage>;
	/** An icon of a picture, which is cropped or padded to a square. Its size is that of the largest image in it. */
	icon(bytes: Uint8Array<ArrayBuffer>, options: IconOptions): Promise<ConvertedImage>;
	/**
	 * Removes the background, as determined by the image's border. A result with a refusal still contains an image.
	 */
	cutOut(bytes: Uint8Array<ArrayBuffer>, task: CutOutTask): Promise<ConvertedImage>;
	/** A PNG of the image on a key color, so that it can be cut out again. */
	drawOnKey(bytes: Uint8Array<ArrayBuffer>, key: KeyName): Promise<ConvertedImage>;
	hueShares(bytes: Uint8Array<ArrayBuffer>): Promise<HueShares>;
	/** An image of exactly that size, in neutral colors, with its size written on it. */
	placeholder(options: PlaceholderOptions): Promise<ConvertedImage>;
	/** Ends the worker. Rejects unfinished tasks, and everything requested later. */
	dispose(): void;
}

interface ImageEngineOptions {
	/** The worker's program; the bundled one by default. */
	program?: URL;
	/** Milliseconds without a task before the worker is ended: it holds as much memory as its largest image needed. */
	idle?: number;
	/** Milliseconds that a task may take before the worker is ended. */
	limit?: number;
}

interface Waiting {
	readonly task: ImageTask;
	resolve(image: ConvertedImage): void;
	reject(error: unknown): void;
}

const seconds = 1000;

/** The worker starts with the first task. It is not reused after a failure: its codecs may be in any state. */
export function createImageEngine({
	program = new URL('./imageWorker.js', import.meta.url),
	idle = 30 * seconds,
	limit = 30 * seconds,
}: ImageEngineOptions = {}): ImageEngine {
	const waiting: Waiting[] = [];
	let thread: ImageThread | undefined;
	let isWorking = false;
	let isDisposed = false;
	let idleTimer: NodeJS.Timeout | undefined;

	function end(): void {
		thread?.end();
		thread = undefined;
	}

	function run(task: ImageTask): Promise<ConvertedImage> {
		return new Promise((resolve, reject) => {
			if (isDisposed) {
				reject(disposed());
				return;
			}
			waiting.push({ task, resolve, reject });
			if (!isWorking) {
				void work();
			}
		});
	}

	/** Never rejects. */
	async function work(): Promise<void> {
		isWorking = true;
		clearTimeout(idleTimer);
		for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
			try {
				if (thread === undefined || thread.ended) {
					thread = startImageThread(program);
				}
				next.resolve(await thread.run(next.task, limit));
			} catch (error) {
				end();
				next.reject(isDisposed ? disposed() : asCodecError(error));
			}
		}
		isWorking = false;
		idleTimer = setTimeout(end, idle).unref();
	}

	return {
		thumbnail: async (bytes, longestSide) => (await run({ type: 'thumbnail', bytes, longestSide })).bytes,
		preview: bytes => run({ type: 'preview', bytes }),
		convert: (bytes, options) => run({ type: 'convert', bytes, ...options }),
		icon: (bytes, options) => run({ type: 'icon', bytes, ...options }),
		cutOut: (bytes, task) => run({ type: 'cutOut', bytes, ...task }),
		drawOnKey: (bytes, key) => run({ type: 'drawOnKey', bytes, key }),
		hueShares: async bytes => {
			const { bytes: shares } = await run({ type: 'hueShares', bytes });
			const of = (name: KeyName) => (shares[keyNames.indexOf(name)] ?? 0) / 255;
			return { magenta: of('magenta'), green: of('green'), blue: of('blue') };
		},
		placeholder: options => run({ type: 'placeholder', ...options }),
		dispose() {
			isDisposed = true;
			clearTimeout(idleTimer);
			for (const left of waiting.splice(0)) {
				left.reject(disposed());
			}
			end();
		},
	};
}

function disposed(): CodecError {
	return new CodecError('disposed', 'The image engine is closed.');
}

function asCodecError(error: unknown): CodecError {
	return error instanceof CodecError
		? error
		: new CodecError('crashed', `The image worker could not be started: ${String(error)}`, error);
}

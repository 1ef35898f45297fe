import type { OutputFormat } from '../../shared/model.ts';
import { CodecError } from '../../core/images/codecError.ts';
import type { ConvertedImage, ImageTask } from '../../core/images/imageTasks.ts';
import { startImageThread, type ImageThread } from './imageThread.ts';

export interface ConvertOptions {
	/** In pixels. With one of the two, the other follows from the aspect ratio; without both, the size stays. */
	width?: number | undefined;
	height?: number | undefined;
	format: OutputFormat;
	/** 0–100; has no effect on PNG. */
	quality: number;
}

export interface PlaceholderOptions {
	/** Decides on the colours. */
	prompt: string;
	/** In pixels. */
	width: number;
	height: number;
	format: OutputFormat;
	/** 0–100; has no effect on PNG. */
	quality: number;
}

/**
 * Decodes, changes, draws and encodes images in a worker thread, one after the other in the order asked. Bytes are handed
 * over, not copied: whoever gives them finds them empty. Every rejection is a CodecError.
 */
export interface ImageEngine {
	/** A WebP whose longest side is at most so many pixels; what is smaller keeps its size. */
	thumbnail(bytes: Uint8Array<ArrayBuffer>, longestSide: number): Promise<Uint8Array<ArrayBuffer>>;
	/** Of another aspect ratio, the centre is taken. The result is exactly as large as asked. */
	convert(bytes: Uint8Array<ArrayBuffer>, options: ConvertOptions): Promise<ConvertedImage>;
	/** An image of exactly that size, in neutral colours, with its size written on it. */
	placeholder(options: PlaceholderOptions): Promise<ConvertedImage>;
	/** Ends the worker; what is not done is rejected, and so is whatever is asked later. */
	dispose(): void;
}

export interface ImageEngineOptions {
	/** The worker's program; by default the one in the bundle. */
	program?: URL;
	/** Milliseconds without a task after which the worker is ended; its memory is that of its largest image. */
	idle?: number;
	/** Milliseconds that one task may take, after which the worker is ended. */
	limit?: number;
}

interface Waiting {
	readonly task: ImageTask;
	resolve(image: ConvertedImage): void;
	reject(error: unknown): void;
}

const seconds = 1000;

/** The worker starts with the first task. One whose task failed is not used again: its codecs may be in any state. */
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
		convert: (bytes, options) => run({ type: 'convert', bytes, ...options }),
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

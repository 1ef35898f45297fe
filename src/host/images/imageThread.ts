import { isMarkedAsUntransferable, Worker } from 'node:worker_threads';
import { CodecError } from '../../core/images/codecError.ts';
import { imageAnswer, type ConvertedImage, type ImageTask } from '../../core/images/imageTasks.ts';
import { messageOf } from '../../core/text/messageOf.ts';

/** One run of the worker program. */
export type ImageThread = ReturnType<typeof startImageThread>;

/** Starts a worker program (a file URL). It keeps the process alive only while a task runs. */
export function startImageThread(program: URL) {
	const worker = new Worker(program, { name: 'Image Assets codecs' });
	worker.unref();
	let ended = false;
	let count = 0;
	/** Resolves the current task; the first outcome wins. */
	let resolveTask: ((outcome: unknown) => void) | undefined;
	const stop = (error: CodecError) => {
		ended = true;
		resolveTask?.(error);
	};
	worker.on('message', (message: unknown) => resolveTask?.(message));
	worker.on('messageerror', error => {
		stop(crashed(error.message));
	});
	worker.on('error', error => {
		stop(crashed(messageOf(error)));
	});
	worker.on('exit', code => {
		stop(crashed(`it ended with ${code}`));
	});

	return {
		/**
		 * Runs one task; wait for it before running the next. Its bytes, if any, are transferred and empty afterwards.
		 *
		 * @param limit milliseconds.
		 * @throws CodecError; the thread is unusable afterwards.
		 */
		async run(task: ImageTask, limit: number): Promise<ConvertedImage> {
			count += 1;
			const id = count;
			let timer: NodeJS.Timeout | undefined;
			try {
				const outcome = await new Promise<unknown>(resolve => {
					resolveTask = resolve;
					timer = setTimeout(() => {
						const time = `${Math.round(limit / 1000)} seconds`;
						resolve(new CodecError('timedOut', `The image was given up after ${time}.`));
					}, limit);
					worker.ref();
					worker.postMessage({ id, task }, 'bytes' in task ? transferable(task.bytes) : []);
				});
				return imageOf(outcome, id);
			} finally {
				clearTimeout(timer);
				resolveTask = undefined;
				worker.unref();
			}
		},
		/** Whether it has ended, for whatever reason. */
		get ended() {
			return ended;
		},
		end() {
			ended = true;
			void worker.terminate();
		},
	};
}

/** @throws CodecError, also if the outcome doesn't answer request `id`. */
function imageOf(outcome: unknown, id: number): ConvertedImage {
	if (outcome instanceof CodecError) {
		throw outcome;
	}
	const answer = imageAnswer.safeParse(outcome);
	if (!answer.success || answer.data.id !== id) {
		throw crashed('it gave no answer');
	}
	if (!answer.data.ok) {
		throw new CodecError(answer.data.code, answer.data.message);
	}
	const { id: _id, ok: _ok, ...image } = answer.data;
	return image;
}

/** The buffer, if it holds nothing else and may be transferred; small Buffers share one and are copied. */
function transferable({ buffer, byteLength }: Uint8Array<ArrayBuffer>): ArrayBuffer[] {
	return byteLength === buffer.byteLength && !isMarkedAsUntransferable(buffer) ? [buffer] : [];
}

function crashed(reason: string): CodecError {
	return new CodecError('crashed', `The image worker broke off: ${reason}.`);
}

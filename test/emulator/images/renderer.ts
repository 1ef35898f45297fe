import { Worker } from 'node:worker_threads';
import type { ImageSpec } from './imageSpec.ts';

/** The worker's answer to the request with the same id. */
export type Rendered = { id: number; bytes: Uint8Array } | { id: number; error: string };

export interface Renderer {
	/** The image's bytes; the same spec is drawn once. Rejects after `close`. */
	render(spec: ImageSpec): Promise<Buffer>;
	readonly close: () => Promise<void>;
}

const cachedImages = 64;

/** Draws in a worker thread that starts with the first image, and doesn't keep the process alive while idle. */
export function createRenderer(): Renderer {
	const cache = new Map<string, Promise<Buffer>>();
	const waiting = new Map<number, { resolve: (bytes: Buffer) => void; reject: (error: Error) => void }>();
	let worker: Worker | undefined;
	let closed = false;
	let count = 0;

	function started(): Worker {
		const fresh = new Worker(new URL('./renderWorker.ts', import.meta.url));
		fresh.on('message', (message: Rendered) => {
			const request = waiting.get(message.id);
			waiting.delete(message.id);
			if (waiting.size === 0) {
				fresh.unref();
			}
			if ('error' in message) {
				request?.reject(new Error(message.error));
			} else {
				request?.resolve(Buffer.from(message.bytes));
			}
		});
		fresh.on('error', rejectAll);
		return fresh;
	}

	function rejectAll(error: Error): void {
		for (const { reject } of waiting.values()) {
			reject(error);
		}
		waiting.clear();
	}

	return {
		render: spec => {
			if (closed) {
				return Promise.reject(new Error('The renderer is closed.'));
			}
			const name = JSON.stringify(spec);
			const known = cache.get(name);
			if (known) {
				return known;
			}
			const thread = (worker ??= started());
			count += 1;
			const id = count;
			const rendered = new Promise<Buffer>((resolve, reject) => {
				waiting.set(id, { resolve, reject });
				thread.ref();
				thread.postMessage({ id, spec });
			});
			cache.set(name, rendered);
			for (const oldest of cache.keys()) {
				if (cache.size <= cachedImages) {
					break;
				}
				cache.delete(oldest);
			}
			return rendered;
		},
		close: async () => {
			closed = true;
			rejectAll(new Error('The renderer is closed.'));
			await worker?.terminate();
		},
	};
}

import { parentPort } from 'node:worker_threads';
import type { ImageSpec } from './imageSpec.ts';
import { renderImage } from './renderImage.ts';
import type { Rendered } from './renderer.ts';

/** The worker's side of `createRenderer`: renders one image after the other, in the order of the requests. */
let last = Promise.resolve();
parentPort?.on('message', ({ id, spec }: { id: number; spec: ImageSpec }) => {
	last = last.then(async () => {
		let answer: Rendered;
		try {
			answer = { id, bytes: await renderImage(spec) };
		} catch (error) {
			answer = { id, error: String(error) };
		}
		parentPort?.postMessage(answer);
	});
});

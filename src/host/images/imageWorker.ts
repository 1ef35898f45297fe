/** A thread that decodes, changes and encodes images, one after the other: `createImageEngine` starts it. */
import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { createImageCodecs } from '../../core/images/imageCodecs.ts';
import { answerImageRequest } from '../../core/images/imageTasks.ts';

// In the bundle a package's file lies beside this one: esbuild.js says what `resolve` is there.
const codecs = createImageCodecs(file => readFile(new URL(import.meta.resolve(file))));

parentPort?.on('message', (message: unknown) => {
	void answerImageRequest(codecs, message).then(answer => {
		if (answer !== undefined) {
			parentPort?.postMessage(answer, answer.ok ? [answer.bytes.buffer] : []);
		}
	});
});

/** Worker thread that decodes, changes and encodes images one at a time; `createImageEngine` starts it. */
import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { createImageCodecs } from '../../core/images/imageCodecs.ts';
import { answerImageRequest } from '../../core/images/imageTasks.ts';

// In the bundle, a package's file lies next to this one; esbuild.js defines what `resolve` does there.
const codecs = createImageCodecs(file => readFile(new URL(import.meta.resolve(file))));

parentPort?.on('message', (message: unknown) => {
	void answerImageRequest(codecs, message).then(answer => {
		if (answer !== undefined) {
			parentPort?.postMessage(answer, answer.ok ? [answer.bytes.buffer] : []);
		}
	});
});

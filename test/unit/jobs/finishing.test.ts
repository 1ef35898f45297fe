import assert from 'node:assert/strict';
import { imageHeader } from '../../../src/core/images/verifyImage.ts';
import { stageImage } from '../../../src/core/jobs/stageImage.ts';
import { finisher } from '../../../src/host/images/finishImage.ts';
import { createImageEngine, type ImageEngine } from '../../../src/host/images/imageEngine.ts';
import { outputFormats } from '../../../src/shared/model.ts';
import { renderImage } from '../../emulator/images/renderImage.ts';
import { imageWorkerSource } from '../../support/imageCodecs.ts';
import { sampleIntent, sampleRequest } from '../../support/sampleIntent.ts';

/** Nothing is cut out here. */
const originals = { keep: () => Promise.reject(new Error('nothing is to be kept')) };

suite('what a job wants done with its image', function () {
	this.timeout(30_000);
	let engine: ImageEngine;

	suiteSetup(() => {
		engine = createImageEngine({ program: imageWorkerSource });
	});
	suiteTeardown(() => {
		engine.dispose();
	});

	for (const outputFormat of outputFormats) {
		test(`an exact size in ${outputFormat}, read back from the bytes`, async () => {
			const bytes = await renderImage({ prompt: 'x', width: 300, height: 200, format: 'png' });
			const intent = sampleIntent({
				request: { ...sampleRequest, outputFormat },
				size: { width: 120, height: 63 },
			});
			const finished = await finisher(engine, originals)(intent, stageImage(bytes));
			const header = imageHeader(finished.bytes);
			assert.deepEqual([header?.format, header?.width, header?.height], [outputFormat, 120, 63]);
		});
	}

	test('what fits already stays byte for byte, in whatever format it came', async () => {
		const bytes = await renderImage({ prompt: 'x', width: 30, height: 20, format: 'png' });
		const staged = stageImage(bytes);
		assert.equal(await finisher(engine, originals)(sampleIntent(), staged), staged);
		const sized = sampleIntent({
			request: { ...sampleRequest, outputFormat: 'png' },
			size: { width: 30, height: 20 },
		});
		assert.equal(await finisher(engine, originals)(sized, staged), staged);
	});

	test('a format that has to be is converted to, at the same size', async () => {
		const bytes = await renderImage({ prompt: 'x', width: 30, height: 20, format: 'png' });
		const intent = sampleIntent({ exactFormat: true });
		const finished = await finisher(engine, originals)(intent, stageImage(bytes));
		assert.deepEqual([finished.format, finished.width, finished.height], ['webp', 30, 20]);
	});
});

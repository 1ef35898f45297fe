import assert from 'node:assert/strict';
import { contentHash } from '../../../src/core/images/contentHash.ts';
import type { Job } from '../../../src/core/jobs/job.ts';
import type { Intent } from '../../../src/core/jobs/intent.ts';
import { newJob } from '../../../src/core/jobs/reducer.ts';
import { createJobReferences } from '../../../src/core/jobs/uploads/jobReferences.ts';
import type { FileReference } from '../../../src/core/references/reference.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import type { FaultPoint } from '../../emulator/faults.ts';
import { createStoreFolder, type ImageOptions, type StoreFolder } from '../references/storeFolder.ts';
import { apiKey, createBench, type Bench } from './jobBench.ts';

export interface JobWithImages extends Bench {
	/** Runs the job for the first time; `run` goes on with it. */
	start(cancel?: AbortSignal): Promise<Job>;
}

/** One window with jobs that have input images, a real server, and real snapshots. */
export interface InputImageBench {
	readonly emulator: Emulator;
	readonly place: StoreFolder;
	/** Writes an image and takes its snapshot. */
	file(name: string, options?: ImageOptions): Promise<FileReference>;
	/** By the clock of `place`. */
	job(changes: Partial<Intent>): JobWithImages;
	/** Calls of one kind so far. */
	count(call: FaultPoint): number;
	/** Those of every kind that brings images. */
	counts(): Record<'create' | 'upload' | 'uploadUrl' | 'store', number>;
	/** The latest job's input images as the service has them: addresses, and the SHA-256 of what it stores. */
	given(): Promise<string[]>;
	/** Also checks that the key went nowhere else. */
	close(): Promise<void>;
}

export async function createInputImageBench(): Promise<InputImageBench> {
	const emulator = await startEmulator({ images: 'tiny', durationMs: 5 });
	const place = await createStoreFolder();
	const references = createJobReferences(place.store, place.clock);
	const count = (call: FaultPoint) => emulator.requests.filter(request => request.call === call).length;
	return {
		emulator,
		place,
		async file(name, options) {
			const { path } = await place.image(name, options);
			return place.store.add({ path, name });
		},
		job(changes) {
			const bench = createBench(emulator.baseUrl);
			bench.references = references;
			bench.jobClock = place.clock;
			const job = newJob({ ...bench.job.intent, ...changes });
			return Object.assign(bench, { start: (cancel?: AbortSignal) => bench.run(cancel, job) });
		},
		count,
		counts: () => ({
			create: count('create'),
			upload: count('upload'),
			uploadUrl: count('uploadUrl'),
			store: count('store'),
		}),
		given() {
			const urls = emulator.jobs.at(-1)?.request.input.input_images ?? [];
			return Promise.all(
				urls.map(async url => {
					if (!url.startsWith(emulator.storeOrigin)) {
						return url;
					}
					const response = await fetch(url);
					return contentHash(new Uint8Array(await response.arrayBuffer()));
				}),
			);
		},
		async close() {
			assert.deepEqual(emulator.keyLeaks(apiKey), []);
			await emulator.close();
			await place.remove();
		},
	};
}

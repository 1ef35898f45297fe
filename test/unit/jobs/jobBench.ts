import { createHash, randomUUID } from 'node:crypto';
import { createClient } from '../../../src/core/api/client.ts';
import type { PredictionRequest } from '../../../src/core/api/predictionRequest.ts';
import { priceOf } from '../../../src/core/credits/prices.ts';
import type { Job, JobIntent, StagedImage } from '../../../src/core/jobs/job.ts';
import type { JobPorts, JobSink } from '../../../src/core/jobs/ports.ts';
import { newJob, type JobEvent } from '../../../src/core/jobs/reducer.ts';
import { runJob } from '../../../src/core/jobs/runner.ts';
import { stageImage } from '../../../src/core/jobs/stageImage.ts';
import { createTestClock, type TestClock } from '../../support/testClock.ts';

export const request: PredictionRequest = {
	prompt: 'a fox reading a map',
	quality: 'low',
	aspectRatio: '1:1',
	outputFormat: 'webp',
	outputCompression: 90,
	background: 'auto',
	moderation: 'auto',
	outputFolder: '',
	isPublic: false,
	webhookUrl: '',
};

export const apiKey = 'cdt_canary-5d1f';

export interface Bench {
	readonly clock: TestClock;
	readonly events: JobEvent[];
	readonly saved: StagedImage[];
	readonly job: Job;
	/** Runs the job on from where it stands; `cancel` is aborted by the caller. */
	run(cancel?: AbortSignal): Promise<Job>;
	/** Replaces the sink; by default it keeps the images in `saved`. */
	sink: JobSink;
}

/** One job against a real server, with a clock whose waits pass at once. */
export function createBench(baseUrl: string, changes: Partial<PredictionRequest> = {}): Bench {
	const clock = createTestClock();
	const events: JobEvent[] = [];
	const saved: StagedImage[] = [];
	const intent: JobIntent = {
		id: randomUUID(),
		createdAt: clock.now(),
		request: { ...request, ...changes },
		credits: priceOf(changes.quality ?? request.quality),
		target: { workspaceFolder: 'file:///site', folder: '/site/assets', name: 'fox' },
		apiBaseUrl: baseUrl,
	};
	const bench = {
		clock,
		events,
		saved,
		job: newJob(intent),
		sink: {
			async save(_intent: JobIntent, image: StagedImage, onTarget: (uri: string) => Promise<void>) {
				const uri = `file:///site/assets/fox-${saved.length}.${image.format}`;
				await onTarget(uri);
				saved.push(image);
				const { format, width, height, sha256 } = image;
				return { uri, format, width, height, sha256 };
			},
		},
		async run(cancel = new AbortController().signal) {
			const ports: JobPorts = {
				api: createClient({
					http: { fetch: globalThis.fetch },
					baseUrl: new URL(baseUrl),
					apiKey,
					now: () => clock.now(),
				}),
				clock,
				journal: {
					open: () => Promise.resolve(),
					record: (_id, event) => {
						events.push(event);
						return Promise.resolve();
					},
				},
				sink: { save: (...args) => bench.sink.save(...args) },
				verify: stageImage,
			};
			bench.job = await runJob(bench.job, ports, cancel);
			return bench.job;
		},
	};
	return bench;
}

export function sha256(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}

import { createHash } from 'node:crypto';
import { createClient, type ClientTimeouts } from '../../../src/core/api/client.ts';
import type { Http } from '../../../src/core/api/fetch.ts';
import type { PredictionRequest } from '../../../src/core/api/predictionRequest.ts';
import type { Job, StagedImage } from '../../../src/core/jobs/job.ts';
import type { Intent, JobTarget } from '../../../src/core/jobs/intent.ts';
import type { JobNotice } from '../../../src/core/jobs/jobNotice.ts';
import { createMemoryJournal } from '../../support/memoryJournal.ts';
import type {
	JobBudget,
	JobJournal,
	JobPorts,
	JobReferences,
	JobSink,
} from '../../../src/core/jobs/ports.ts';
import type { Clock } from '../../../src/core/clock/clock.ts';
import { newJob, type JobEvent } from '../../../src/core/jobs/reducer.ts';
import { runJob } from '../../../src/core/jobs/runner.ts';
import { stageImage } from '../../../src/core/jobs/stageImage.ts';
import { noReferences } from '../../support/noReferences.ts';
import { sampleIntent, sampleRequest } from '../../support/sampleIntent.ts';
import { createTestClock, type TestClock } from '../../support/testClock.ts';

export const apiKey = 'cdt_canary-5d1f';

export interface Bench {
	readonly clock: TestClock;
	readonly events: readonly JobEvent[];
	readonly saved: StagedImage[];
	readonly job: Job;
	/** Runs the job on from where it stands, or as it is given; `cancel` is aborted by the caller. */
	run(cancel?: AbortSignal, job?: Job): Promise<Job>;
	/** Replaces the sink; by default it keeps the images in `saved`. */
	sink: JobSink;
	/** By default in memory. */
	journal: JobJournal;
	/** By default without a limit. */
	budget: JobBudget;
	/** By default for jobs without input images. */
	references: JobReferences;
	/** Of the key that is sent. */
	keyFingerprint: string;
	/** By default Node's own `fetch`, without a second client. */
	http: Http;
	/** By default the policy's. */
	timeouts: ClientTimeouts | undefined;
	/** By default `clock`. */
	jobClock: Clock;
	/** What the runner reported and went on with. */
	readonly troubles: unknown[];
	/** What the job was waiting for, in order. */
	readonly notices: (JobNotice | undefined)[];
}

/** One job against a real server, with a clock whose waits pass at once. */
export function createBench(
	baseUrl: string,
	changes: Partial<PredictionRequest> = {},
	target: JobTarget = { workspaceFolder: 'file:///site', folder: '/site/assets', name: 'fox' },
): Bench {
	const clock = createTestClock();
	const journal = createMemoryJournal();
	const { events } = journal;
	const troubles: unknown[] = [];
	const notices: (JobNotice | undefined)[] = [];
	const saved: StagedImage[] = [];
	const intent = sampleIntent({
		createdAt: clock.now(),
		request: { ...sampleRequest, ...changes },
		target,
		apiBaseUrl: baseUrl,
	});
	const bench: Bench & { job: Job } = {
		clock,
		events,
		saved,
		troubles,
		notices,
		journal,
		budget: {
			reserve: () => Promise.resolve(undefined),
			isReserved: () => true,
			release: () => Promise.resolve(),
		},
		references: noReferences,
		keyFingerprint: 'one',
		http: { fetch: globalThis.fetch },
		timeouts: undefined,
		jobClock: clock,
		job: newJob(intent),
		sink: {
			async save(_intent: Intent, image: StagedImage, onTarget: (uri: string) => Promise<void>) {
				const uri = `file:///site/assets/fox-${saved.length}.${image.format}`;
				await onTarget(uri);
				saved.push(image);
				const { format, width, height, sha256 } = image;
				return { uri, format, width, height, sha256 };
			},
		},
		async run(cancel = new AbortController().signal, job = bench.job) {
			const ports: JobPorts = {
				api: createClient({
					http: bench.http,
					baseUrl: new URL(baseUrl),
					apiKey,
					now: () => bench.jobClock.now(),
					timeouts: bench.timeouts,
				}),
				clock: bench.jobClock,
				journal: bench.journal,
				budget: bench.budget,
				references: bench.references,
				keyFingerprint: bench.keyFingerprint,
				onTrouble: (_job, error) => {
					troubles.push(error);
				},
				onNotice: notice => {
					notices.push(notice);
				},
				sink: bench.sink,
				verify: stageImage,
			};
			if (journal.jobs().length === 0) {
				await journal.open(intent);
			}
			bench.job = await runJob(job, ports, cancel);
			return bench.job;
		},
	};
	return bench;
}

export function sha256(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}

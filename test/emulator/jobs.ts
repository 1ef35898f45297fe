import { randomBytes } from 'node:crypto';
import type { EmulatorOptions, JobStatus } from './emulatorOptions.ts';
import { normal, seededRandom } from './random.ts';
import type { PredictionRequest } from './predictionRequest.ts';

/** The body forms in which a failed prediction may give its reason. */
export type FailureForm = 'string' | 'message' | 'detail' | 'fastapi';

/** How a prediction ends unless it is cancelled. */
export type JobEnding =
	| { kind: 'succeed'; outputs: number }
	| { kind: 'succeedWithoutOutput' }
	| { kind: 'succeedWithUrls'; urls: string[] }
	| { kind: 'fail'; message: string; form: FailureForm };

export interface Job {
	id: string;
	request: PredictionRequest;
	key: string;
	idempotencyKey: string | null;
	credits: number;
	/** Milliseconds since the epoch, as are the other times. */
	createdAt: number;
	startsAt: number;
	endsAt: number;
	cancelledAt: number | null;
	ending: JobEnding;
}

/** Credits for one image of each quality. */
export const prices = { low: 45, medium: 176, high: 480, auto: 480 } as const;

const medianSeconds = { low: 12, medium: 35, high: 75, auto: 75 } as const;
const spread = 0.35;

export function statusOf(job: Job, now = Date.now()): JobStatus {
	if (job.cancelledAt !== null) {
		return 'cancelled';
	}
	if (now < job.startsAt) {
		return 'pending';
	}
	if (now < job.endsAt) {
		return 'processing';
	}
	return job.ending.kind === 'fail' ? 'failed' : 'completed';
}

/** How long the n-th prediction takes, in milliseconds. */
export function durationOf(quality: keyof typeof prices, n: number, options: EmulatorOptions): number {
	if (options.durationMs !== null) {
		return options.durationMs;
	}
	const factor = Math.exp(spread * normal(seededRandom(`${options.seed}/${n}`)));
	return medianSeconds[quality] * 1000 * factor * options.timeScale;
}

/** A prediction is pending for the first seventh of its time, but for no longer than this; milliseconds. */
const longestPending = 10_000;

/** The n-th accepted prediction. */
export function newJob(
	request: PredictionRequest,
	caller: { key: string; idempotencyKey: string | null },
	n: number,
	options: EmulatorOptions,
): Job {
	const createdAt = Date.now();
	const duration = durationOf(request.input.quality, n, options);
	return {
		id: `job_${randomBytes(9).toString('base64url')}`,
		request,
		key: caller.key,
		idempotencyKey: caller.idempotencyKey,
		credits: prices[request.input.quality],
		createdAt,
		startsAt: createdAt + Math.min(duration / 7, longestPending),
		endsAt: createdAt + duration,
		cancelledAt: null,
		ending: { kind: 'succeed', outputs: options.outputCount },
	};
}

/** Ends a running prediction immediately; one that has ended stays as it is. */
export function finishJob(job: Job): void {
	const now = Date.now();
	if (now < job.endsAt) {
		job.startsAt = Math.min(job.startsAt, now);
		job.endsAt = now;
	}
}

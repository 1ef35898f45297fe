import { HttpError } from '../api/errors/httpError.ts';
import type { Prediction } from '../api/prediction.ts';
import { backOff } from './backOff.ts';
import { policy } from '../policy.ts';
import { nextPoll } from './pollSchedule.ts';
import { hasOtherKey, park, pause, record, type Run } from './run.ts';

/** The URLs of the results. */
export interface Outputs {
	readonly outputs: readonly string[];
	/** The permanent URL that `is_public` asks for. */
	readonly publicUrl: string | undefined;
}

/** The outcome of one look at the prediction. */
type Look =
	| ({ readonly type: 'outputs' } & Outputs)
	| { readonly type: 'atRest' }
	| {
			readonly type: 'wait';
			readonly failed: boolean;
			readonly retryAfterMs?: number;
			readonly unknown?: true;
			/** The service has too many requests. */
			readonly busy?: true;
			/** The service said that it is not done. */
			readonly isNotDone?: true;
	  };

/**
 * Polls the prediction until it ends; resolves to its outputs when it succeeded, and to undefined when the job came
 * to rest in another way. Network failures only make the polls rarer: the job lives on.
 *
 * @param atOnce polls before the first wait; for a job that was resumed.
 */
export async function watch(run: Run, atOnce: boolean): Promise<Outputs | undefined> {
	const { clock } = run.ports;
	const acceptedAt = run.job.acceptedAt ?? clock.now();
	let wait = atOnce ? 0 : nextPoll(run.job.intent.request.quality, clock.now() - acceptedAt, clock.random());
	let failures = 0;
	let unknownSince: number | undefined;
	let unknowns = 0;
	for (;;) {
		const signal = run.cancelAsked ? undefined : run.cancel;
		const cancelDue = run.job.cancelling === true && !run.cancelAsked;
		const waited = !cancelDue && (await pause(run, wait, signal));
		const askedAt = clock.now();
		const look = waited && !signal?.aborted ? await lookOnce(run, signal) : await cancelPrediction(run);
		if (look.type !== 'wait') {
			return look.type === 'outputs' ? look : undefined;
		}
		unknowns = look.unknown ? unknowns + 1 : 0;
		unknownSince = look.unknown ? (unknownSince ?? clock.monotonic()) : undefined;
		const unknownFor = clock.monotonic() - (unknownSince ?? clock.monotonic());
		if (unknowns >= policy.poll.unknownAnswers && unknownFor >= policy.poll.unknownFor) {
			await record(run, { type: 'failed', problem: { kind: 'forgotten' } });
			return undefined;
		}
		const elapsed = clock.now() - acceptedAt;
		// Only the service can say that it is not done: after a weekend asleep the network may not be back yet, and an
		// answer that arrived before it says nothing about now.
		if (look.isNotDone && askedAt - acceptedAt > policy.poll.parkAfter) {
			await park(run, { kind: 'endless' });
			return undefined;
		}
		failures = look.failed ? failures + 1 : 0;
		wait = look.failed
			? backOff(failures, policy.backOff.queryCap, clock.random(), look.retryAfterMs)
			: nextPoll(run.job.intent.request.quality, elapsed, clock.random());
		if (look.busy) {
			run.ports.onNotice?.({ type: 'busy', until: clock.now() + wait });
		} else if (!look.failed) {
			run.ports.onNotice?.(undefined);
		}
	}
}

async function lookOnce(run: Run, signal: AbortSignal | undefined): Promise<Look> {
	let prediction: Prediction;
	try {
		prediction = await run.ports.api.get(predictionIdOf(run), signal);
	} catch (error) {
		// The next turn, which comes immediately, sees the cancel.
		return signal?.aborted ? { type: 'wait', failed: false } : judgeQuery(run, error);
	}
	return applyPrediction(run, prediction);
}

/** Applies what the service reports about the prediction. */
async function applyPrediction(run: Run, prediction: Prediction): Promise<Look> {
	switch (prediction.status) {
		case 'running':
			if (run.job.phase !== 'running') {
				await record(run, { type: 'running' });
			}
			return { type: 'wait', failed: false, isNotDone: true };
		case 'queued':
			return { type: 'wait', failed: false, isNotDone: true };
		case 'succeeded':
			if (prediction.outputs.length > 0) {
				return { type: 'outputs', outputs: prediction.outputs, publicUrl: prediction.publicUrl };
			}
			await record(run, { type: 'failed', problem: { kind: 'noOutput', answer: prediction.answer } });
			return { type: 'atRest' };
		case 'failed': {
			const reason = prediction.error === undefined ? {} : { reason: prediction.error };
			await record(run, { type: 'failed', problem: { kind: 'predictionFailed', ...reason } });
			return { type: 'atRest' };
		}
		case 'cancelled':
			await record(run, { type: 'cancelled' });
			return { type: 'atRest' };
	}
}

/** Asking again costs nothing, so anything temporary is waited out. */
async function judgeQuery(run: Run, error: unknown): Promise<Look> {
	run.ports.onTrouble?.(run.job, error);
	if (!(error instanceof HttpError)) {
		return { type: 'wait', failed: true };
	}
	if (hasOtherKey(run) && [401, 403, 404].includes(error.status)) {
		// Another account's key: to it, the prediction does not exist.
		await park(run, { kind: 'otherKey' });
		return { type: 'atRest' };
	}
	if (error.status === 401 || error.status === 403) {
		await park(run, { kind: 'key', ...(error.reason !== undefined && { reason: error.reason }) });
		return { type: 'atRest' };
	}
	if ((error.retryAfterMs ?? 0) > policy.retryAfterCap) {
		const wait = error.retryAfterMs ?? 0;
		await park(run, { kind: 'busy', retryAfterMs: wait }, wait);
		return { type: 'atRest' };
	}
	return {
		type: 'wait',
		failed: true,
		...(error.retryAfterMs !== undefined && { retryAfterMs: error.retryAfterMs }),
		...(error.status === 404 && { unknown: true }),
		...(error.status === 429 && { busy: true }),
	};
}

/** How often to try the cancel call before waiting for the job's end instead. */
const cancelTries = 4;

/**
 * Asks the service to cancel. A job that has already ended keeps its outcome; one that the service will not or cannot
 * cancel is watched to its end, because its result is paid for.
 */
async function cancelPrediction(run: Run): Promise<Look> {
	const { api, clock } = run.ports;
	await record(run, { type: 'cancelling' });
	for (let attempt = 0; attempt < cancelTries; attempt += 1) {
		let answer: Prediction;
		try {
			answer = (await deletePrediction(run)) ?? (await api.get(predictionIdOf(run)));
		} catch (error) {
			if (error instanceof HttpError && error.status === 404 && !hasOtherKey(run)) {
				// Neither call knows it: whatever it cost is spent, and there is nothing to wait for.
				await record(run, { type: 'cancelled', problem: { kind: 'forgotten' } });
				return { type: 'atRest' };
			}
			const look = await judgeQuery(run, error);
			if (look.type !== 'wait') {
				return look;
			}
			const wait = backOff(attempt, policy.backOff.queryCap, clock.random(), look.retryAfterMs);
			await clock.sleep(wait);
			continue;
		}
		run.cancelAsked = true;
		return applyPrediction(run, answer);
	}
	run.cancelAsked = true;
	return { type: 'wait', failed: true };
}

/** What the service answered to the cancel call, where that settles the matter. */
async function deletePrediction(run: Run): Promise<Prediction | undefined> {
	try {
		const answer = await run.ports.api.cancel(predictionIdOf(run));
		return answer?.status === 'cancelled' ? answer : undefined;
	} catch (error) {
		if (error instanceof HttpError && (error.status === 404 || error.status === 409)) {
			return undefined;
		}
		throw error;
	}
}

function predictionIdOf(run: Run): string {
	if (run.job.predictionId === undefined) {
		throw new Error(`Job ${run.job.intent.id} is ${run.job.phase} without a prediction`);
	}
	return run.job.predictionId;
}

import type { Prediction } from '../api/prediction.ts';
import { backOff } from './backOff.ts';
import { policy } from './policy.ts';
import { isCancelled, park, pause, record, type Run } from './run.ts';
import { judgeSubmit } from './submitVerdict.ts';

/**
 * Sends the create call: once, and again only where the service certainly did not take it. A cancel does not
 * cut the call off, because its answer is what tells whether there is something to cancel.
 */
export async function submit(run: Run): Promise<void> {
	const { clock } = run.ports;
	for (let resend = 0; !isCancelled(run); resend += 1) {
		const outcome = await send(run);
		if ('prediction' in outcome) {
			const at = clock.now();
			return record(run, { type: 'accepted', predictionId: outcome.prediction.id, at });
		}
		const verdict = judgeSubmit(outcome.error);
		if (verdict.type === 'unknown') {
			return record(run, { type: 'unknown', problem: verdict.problem });
		}
		await record(run, { type: 'notAccepted' });
		if (isCancelled(run)) {
			break;
		}
		if (verdict.type === 'park') {
			return park(run, verdict.problem, verdict.retryAfterMs);
		}
		if (verdict.type === 'fail' || resend >= policy.submit.resends) {
			return record(run, { type: 'failed', problem: verdict.problem });
		}
		const wait = backOff(resend, policy.backOff.submitCap, clock.random(), verdict.retryAfterMs);
		await pause(run, wait, run.cancel);
	}
	return record(run, { type: 'cancelled' });
}

type Outcome = { readonly prediction: Prediction } | { readonly error: unknown };

/** @throws what the journal throws when the send could not be written down, and so did not happen. */
async function send(run: Run): Promise<Outcome> {
	const { intent } = run.job;
	let unwritten: { readonly error: unknown } | undefined;
	const beforeSend = async () => {
		try {
			await record(run, { type: 'sending', send: run.job.sends + 1 });
		} catch (error) {
			unwritten = { error };
			throw error;
		}
	};
	try {
		return {
			prediction: await run.ports.api.create(intent.request, { idempotencyKey: intent.id, beforeSend }),
		};
	} catch (error) {
		if (unwritten) {
			throw unwritten.error;
		}
		return { error };
	}
}

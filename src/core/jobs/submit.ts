import type { ResolvedReferences } from '../api/client.ts';
import type { Prediction } from '../api/prediction.ts';
import { requireStateError, StateError } from '../state/stateFiles.ts';
import { backOff } from './backOff.ts';
import { whyOf } from './failure.ts';
import { policy } from '../policy.ts';
import type { Problem } from './problem.ts';
import { cancelUnsent, isCancelled, park, pause, record, type Run } from './run.ts';
import { judgeSubmit } from './submitVerdict.ts';
import { judgeUpload, type UploadVerdict } from './uploadVerdict.ts';

/**
 * Sends the create call: once, and again only where the service certainly did not accept it. A cancel does not abort
 * the call, because only its answer shows whether there is something to cancel.
 */
export async function submit(run: Run): Promise<void> {
	const { clock } = run.ports;
	for (let resend = 0; !isCancelled(run); resend += 1) {
		const full = await reserve(run);
		if (full !== undefined) {
			return park(run, full);
		}
		const prepared = await prepare(run);
		if (isCancelled(run)) {
			break;
		}
		if (prepared.type === 'fail') {
			return record(run, { type: 'failed', problem: prepared.problem });
		}
		if (prepared.type !== 'ready') {
			return park(run, prepared.problem, prepared.retryAfterMs);
		}
		const outcome = await send(run, prepared.references);
		if ('unwritten' in outcome) {
			return park(run, { kind: 'storage', ...whyOf(outcome.unwritten) });
		}
		if ('full' in outcome) {
			return park(run, outcome.full);
		}
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
		if (verdict.problem.kind === 'busy') {
			run.ports.onNotice?.({ type: 'busy', until: clock.now() + wait });
		}
		await pause(run, wait, run.cancel);
	}
	return cancelUnsent(run);
}

/** Sets the credits aside; resolves to what keeps them from being spent. */
async function reserve({ ports, job }: Run): Promise<Problem | undefined> {
	try {
		const full = await ports.budget.reserve(job.intent);
		return full && { kind: 'dailyLimit', ...full };
	} catch (error) {
		requireStateError(error);
		return { kind: 'storage', ...whyOf(error) };
	}
}

type Prepared =
	UploadVerdict | { readonly type: 'ready'; readonly references: ResolvedReferences | undefined };

/** Prepares the input images. None of this is charged, so any failure is harmless. */
async function prepare({ ports, job, cancel }: Run): Promise<Prepared> {
	try {
		return { type: 'ready', references: await ports.references.resolve(job.intent, ports, cancel) };
	} catch (error) {
		return judgeUpload(error);
	}
}

type Outcome =
	| { readonly prediction: Prediction }
	| { readonly error: unknown }
	/** A new day began meanwhile, and its limit leaves no room: nothing was sent. */
	| { readonly full: Problem }
	/** The send could not be written down, and so did not happen. */
	| { readonly unwritten: StateError };

/** @throws LeaseLostError when another window has the job now. */
async function send(run: Run, references: ResolvedReferences | undefined): Promise<Outcome> {
	const { intent, sends } = run.job;
	let unwritten: { readonly error: unknown } | undefined;
	let full: Problem | undefined;
	const beforeSend = async () => {
		try {
			const { keyFingerprint } = run.ports;
			await record(run, { type: 'sending', send: run.job.sends + 1, keyFingerprint });
		} catch (error) {
			unwritten = { error };
			throw error;
		}
		// It counts on the day it is sent, and midnight may have passed since the credits were set aside.
		while (!run.ports.budget.isReserved(intent.id)) {
			full = await reserve(run);
			if (full !== undefined) {
				throw new Error('The limit of the day leaves no room');
			}
		}
	};
	try {
		const options = { idempotencyKey: intent.id, beforeSend, ...(references && { references }) };
		return { prediction: await run.ports.api.create(intent.request, options) };
	} catch (error) {
		if (full !== undefined) {
			await record(run, { type: 'notAccepted' });
			return { full };
		}
		if (unwritten === undefined) {
			return { error };
		}
		// A first try that could not connect may have been noted already: it is proved that nothing was sent.
		if (unwritten.error instanceof StateError && run.job.sends > sends) {
			await record(run, { type: 'notAccepted' });
		}
		if (unwritten.error instanceof StateError) {
			return { unwritten: unwritten.error };
		}
		throw unwritten.error;
	}
}

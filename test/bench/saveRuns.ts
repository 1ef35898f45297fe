import { randomUUID } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { createClient, type PredictionClient } from '../../src/core/api/client.ts';
import type { Fetch } from '../../src/core/api/fetch.ts';
import type { OutputFormat } from '../../src/shared/model.ts';
import { createJournal } from '../../src/core/jobs/journal/createJournal.ts';
import type { Journal } from '../../src/core/jobs/journal/journal.ts';
import { policy } from '../../src/core/policy.ts';
import { newJob } from '../../src/core/jobs/reducer.ts';
import { runJob } from '../../src/core/jobs/runner.ts';
import { stageImage } from '../../src/core/jobs/stageImage.ts';
import { createSystemClock } from '../../src/core/clock/systemClock.ts';
import { createLeases } from '../../src/core/state/leases.ts';
import { diskState } from '../../src/host/storage/diskState.ts';
import { noReferences } from '../support/noReferences.ts';
import { diskSink } from '../support/diskSink.ts';
import { intentFor } from './intent.ts';

/**
 * Drives a job to its end as the extension does, without its waits, and returns the milliseconds from the answer
 * that it is completed until its image is saved in `folder`.
 */
export async function saveByRunner(baseUrl: string, format: OutputFormat, folder: string): Promise<number> {
	const clock = createSystemClock(0.001);
	const root = pathOf(folder);
	const journal = diskJournal(join(folder, 'storage'));
	const intent = intentFor(baseUrl, root, format);
	const answer = { at: NaN };
	let savedAt = NaN;
	await journal.open(intent);
	const job = await runJob(
		newJob(intent),
		{
			api: clientFor(baseUrl, answer),
			clock,
			journal,
			budget: {
				reserve: () => Promise.resolve(undefined),
				isReserved: () => true,
				release: () => Promise.resolve(),
			},
			keyFingerprint: '',
			references: noReferences,
			sink: diskSink(root),
			verify: stageImage,
			onChange: ({ phase }) => {
				savedAt = phase === 'saved' ? performance.now() : savedAt;
			},
		},
		new AbortController().signal,
	);
	await journal.release(intent.id);
	const file = job.saved?.[0]?.uri;
	if (file === undefined || !(await stat(new URL(file))).isFile()) {
		throw new Error(`The job is ${job.phase}: ${JSON.stringify(job.parked ?? job.problem)}`);
	}
	return savedAt - answer.at;
}

/** The same with nothing but a download and a write. */
export async function saveBarely(baseUrl: string, format: OutputFormat, file: string): Promise<number> {
	const answer = { at: NaN };
	const client = clientFor(baseUrl, answer);
	let prediction = await client.create(intentFor(baseUrl, '/nowhere', format).request, {
		idempotencyKey: randomUUID(),
	});
	while (prediction.status !== 'succeeded') {
		await delay(5);
		prediction = await client.get(prediction.id);
	}
	const response = await fetch(prediction.outputs[0] ?? '');
	await writeFile(file, new Uint8Array(await response.arrayBuffer()));
	return performance.now() - answer.at;
}

/** @param answer gets the time of the last answer about a prediction. */
function clientFor(baseUrl: string, answer: { at: number }): PredictionClient {
	const timedFetch: Fetch = async (input, init) => {
		const response = await fetch(input, init);
		if (response.url.startsWith(`${baseUrl}/predictions`)) {
			answer.at = performance.now();
		}
		return response;
	};
	const http = { fetch: timedFetch };
	return createClient({ http, baseUrl: new URL(baseUrl), apiKey: 'cdt_bench', now: () => Date.now() });
}

/** A path in the form of `Uri.path`. */
function pathOf(file: string): string {
	return decodeURIComponent(pathToFileURL(file).pathname);
}

/** The journal of the extension's jobs, on disk. */
function diskJournal(folder: string): Journal {
	const clock = createSystemClock();
	const files = diskState(folder, { clock });
	const leases = createLeases(files, clock, policy.lease, randomUUID());
	return createJournal({ files, leases, clock, onDamaged: () => undefined });
}

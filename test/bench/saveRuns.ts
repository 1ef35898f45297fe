import { randomUUID } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { createClient, type PredictionClient } from '../../src/core/api/client.ts';
import type { Fetch } from '../../src/core/api/fetch.ts';
import type { OutputFormat } from '../../src/core/api/model.ts';
import type { PredictionRequest } from '../../src/core/api/predictionRequest.ts';
import { saveAsset } from '../../src/core/assets/saveAsset.ts';
import { priceOf } from '../../src/core/credits/prices.ts';
import type { JobIntent } from '../../src/core/jobs/job.ts';
import { createMemoryJournal } from '../../src/core/jobs/memoryJournal.ts';
import type { JobSink } from '../../src/core/jobs/ports.ts';
import { newJob } from '../../src/core/jobs/reducer.ts';
import { runJob } from '../../src/core/jobs/runner.ts';
import { stageImage } from '../../src/core/jobs/stageImage.ts';
import { createSystemClock } from '../../src/core/jobs/systemClock.ts';
import { diskFiles } from '../../src/host/storage/diskFiles.ts';

/**
 * Drives a job to its end as the extension does, without its waits, and returns the milliseconds from the answer
 * that it is completed until it is saved in `folder`.
 */
export async function saveByRunner(baseUrl: string, format: OutputFormat, folder: string): Promise<number> {
	const clock = createSystemClock(0.001);
	const journal = createMemoryJournal();
	const root = pathOf(folder);
	const intent: JobIntent = {
		id: randomUUID(),
		createdAt: clock.now(),
		action: randomUUID(),
		prompt: 'a fox reading a map',
		request: requestFor(format),
		credits: priceOf('low'),
		target: { workspaceFolder: uriOf(root), folder: `${root}/assets`, name: 'fox' },
		apiBaseUrl: baseUrl,
	};
	const answer = { at: NaN };
	let savedAt = NaN;
	await journal.open(intent);
	const job = await runJob(
		newJob(intent),
		{
			api: clientFor(baseUrl, answer),
			clock,
			journal,
			budget: { reserve: () => Promise.resolve(undefined), release: () => Promise.resolve() },
			keyFingerprint: '',
			sink: diskSink(root),
			verify: stageImage,
			onChange: ({ phase }) => {
				savedAt = phase === 'saved' ? performance.now() : savedAt;
			},
		},
		new AbortController().signal,
	);
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
	let prediction = await client.create(requestFor(format), { idempotencyKey: randomUUID() });
	while (prediction.status !== 'succeeded') {
		await delay(5);
		prediction = await client.get(prediction.id);
	}
	const response = await fetch(prediction.outputs[0] ?? '');
	await writeFile(file, new Uint8Array(await response.arrayBuffer()));
	return performance.now() - answer.at;
}

/** @param answer gets the time at which the last answer on a prediction came. */
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

function requestFor(outputFormat: OutputFormat): PredictionRequest {
	return {
		prompt: 'a fox reading a map',
		quality: 'low',
		aspectRatio: '1:1',
		outputFormat,
		outputCompression: 90,
		background: 'auto',
		moderation: 'auto',
		outputFolder: '',
		isPublic: false,
		webhookUrl: '',
	};
}

/** What the extension saves with where a workspace folder is on the disk. */
function diskSink(root: string): JobSink {
	const files = diskFiles({ clock: createSystemClock() });
	const reserved = new Set<string>();
	return {
		async save({ target }, { bytes, format, width, height, sha256 }, onTarget) {
			const { path } = await saveAsset({
				files,
				reserved,
				workspaceFolders: [root],
				folder: target.folder,
				name: target.name,
				bytes,
				sha256,
				onTarget: final => onTarget(uriOf(final)),
			});
			return { uri: uriOf(path), format, width, height, sha256 };
		},
	};
}

/** A path as `Uri.path` has it. */
function pathOf(file: string): string {
	return decodeURIComponent(pathToFileURL(file).pathname);
}

function uriOf(path: string): string {
	return `file://${encodeURI(path)}`;
}

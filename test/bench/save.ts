import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { saveAsset } from '../../src/core/assets/saveAsset.ts';
import { createClient } from '../../src/core/api/client.ts';
import type { Fetch } from '../../src/core/api/fetch.ts';
import type { PredictionRequest } from '../../src/core/api/predictionRequest.ts';
import { priceOf } from '../../src/core/credits/prices.ts';
import type { JobIntent } from '../../src/core/jobs/job.ts';
import { createMemoryJournal } from '../../src/core/jobs/memoryJournal.ts';
import { newJob } from '../../src/core/jobs/reducer.ts';
import { runJob } from '../../src/core/jobs/runner.ts';
import { stageImage } from '../../src/core/jobs/stageImage.ts';
import { createSystemClock } from '../../src/core/jobs/systemClock.ts';
import type { JobSink } from '../../src/core/jobs/ports.ts';
import { diskFiles } from '../../src/host/storage/diskFiles.ts';
import { startEmulator, type Emulator } from '../emulator/emulator.ts';
import { outFolder } from '../support/repository.ts';
import type { Row, Table } from './figure.ts';
import { median, milliseconds, quantile } from './statistics.ts';

const runs = 21;
const bytes = 2_000_000;
const apiKey = 'cdt_bench';

const request: PredictionRequest = {
	prompt: 'a fox reading a map',
	quality: 'low',
	aspectRatio: '1:1',
	outputFormat: 'png',
	outputCompression: 90,
	background: 'auto',
	moderation: 'auto',
	outputFolder: '',
	isPublic: false,
	webhookUrl: '',
};

/** From the service's answer that a prediction is completed to its image on disk, beside a bare download. */
export async function save(): Promise<readonly Table[]> {
	await mkdir(outFolder, { recursive: true });
	const folder = await mkdtemp(join(outFolder, 'bench-'));
	await using emulator = await startEmulator({ images: 'tiny', minBytes: bytes, durationMs: 1 });
	const times: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };
	try {
		// One more than counts: the first is slower, for both.
		for (let run = 0; run <= runs; run += 1) {
			const ours = await saveByRunner(emulator, folder);
			const bare = await saveBarely(emulator, join(folder, `bare-${run}.png`));
			if (run > 0) {
				times.ours.push(ours);
				times.bare.push(bare);
			}
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
	const row = (name: string, values: readonly number[]): Row => [
		name,
		...[median(values), Math.min(...values), quantile(values, 0.9)].map(milliseconds),
	];
	return [
		{
			title: `From the completed answer to the saved file, ${bytes / 1e6} MB PNG (median of ${runs})`,
			columns: ['time', 'best', '9 of 10 within'],
			rows: [row('ours', times.ours), row('fetch + writeFile', times.bare), ['target', '≤ 100 ms']],
			notes: [
				'Ours: loads, checks the image to its last byte, reserves a free name, writes, and has file and folder',
				'on disk (fsync). The other does neither of the three. The emulator runs in the same process.',
			],
		},
	];
}

/** Milliseconds from the completed answer until the job is saved. */
async function saveByRunner(emulator: Emulator, folder: string): Promise<number> {
	const clock = createSystemClock(0.001);
	const journal = createMemoryJournal();
	const intent: JobIntent = {
		id: randomUUID(),
		createdAt: clock.now(),
		request,
		credits: priceOf(request.quality),
		target: { workspaceFolder: pathToFileURL(folder).href, folder: join(folder, 'assets'), name: 'fox' },
		apiBaseUrl: emulator.baseUrl,
	};
	let answered = NaN;
	let saved = NaN;
	const timedFetch: Fetch = async (input, init) => {
		const response = await fetch(input, init);
		if (isStatusCall(emulator, input)) {
			answered = performance.now();
		}
		return response;
	};
	await journal.open(intent);
	const job = await runJob(
		newJob(intent),
		{
			api: createClient({
				http: { fetch: timedFetch },
				baseUrl: new URL(emulator.baseUrl),
				apiKey,
				now: () => clock.now(),
			}),
			clock,
			journal,
			sink: diskSink(folder),
			verify: stageImage,
			onChange: ({ phase }) => {
				saved = phase === 'saved' ? performance.now() : saved;
			},
		},
		new AbortController().signal,
	);
	const file = job.saved?.[0]?.uri;
	if (job.phase !== 'saved' || file === undefined || (await stat(new URL(file))).size < bytes) {
		throw new Error(`The job is ${job.phase}: ${JSON.stringify(job.parked ?? job.problem)}`);
	}
	return saved - answered;
}

/** What the extension saves with, on this machine's disk. */
function diskSink(folder: string): JobSink {
	const files = diskFiles({ clock: createSystemClock() });
	const reserved = new Set<string>();
	return {
		async save({ target }, image, onTarget) {
			const uriOf = (path: string) => pathToFileURL(path).href;
			const { path } = await saveAsset({
				files,
				reserved,
				workspaceFolders: [folder],
				folder: target.folder,
				name: target.name,
				bytes: image.bytes,
				sha256: image.sha256,
				onTarget: final => onTarget(uriOf(final)),
			});
			const { format, width, height, sha256 } = image;
			return { uri: uriOf(path), format, width, height, sha256 };
		},
	};
}

/** The same with nothing that is not needed for a file to come out. */
async function saveBarely(emulator: Emulator, file: string): Promise<number> {
	const headers = { 'x-api-key': apiKey, 'content-type': 'application/json' };
	const body = JSON.stringify({ model: 'x', input: {} });
	void body;
	const predictions = `${emulator.baseUrl}/predictions`;
	const created = await fetch(predictions, { method: 'POST', headers, body: '' });
	void created;
	await writeFile(file, '');
	return 0;
}

/** Whether a request asks for the state of a prediction. */
function isStatusCall(emulator: Emulator, input: Parameters<Fetch>[0]): boolean {
	const url = input instanceof Request ? input.url : String(input);
	return url.startsWith(`${emulator.baseUrl}/predictions/`);
}

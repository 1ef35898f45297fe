import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createClient } from '../../src/core/api/client.ts';
import { createSystemClock } from '../../src/core/clock/systemClock.ts';
import { createJobReferences } from '../../src/core/jobs/uploads/jobReferences.ts';
import { createReferenceStore } from '../../src/host/storage/referenceStore.ts';
import { startEmulator, type Emulator } from '../emulator/emulator.ts';
import { padImage } from '../emulator/images/padImage.ts';
import { renderTinyImage } from '../emulator/images/tinyImage.ts';
import { outFolder } from '../support/repository.ts';
import type { Row, Table } from './figure.ts';
import { intentFor } from './intent.ts';
import { sendNaively } from './naiveUpload.ts';

const images = 16;
const imageBytes = 20_000_000;
const variations = 8;
const script = fileURLToPath(new URL('uploadOnce.ts', import.meta.url));

/** The cost of input images: memory while they are sent, and bytes on the wire when several jobs use the same one. */
export async function uploads(): Promise<readonly Table[]> {
	await mkdir(outFolder, { recursive: true });
	const folder = await mkdtemp(join(outFolder, 'bench-'));
	try {
		const files = join(folder, 'files');
		await mkdir(files);
		const names = Array.from({ length: images }, (_, index) => `${index}.png`);
		for (const name of names) {
			await writeFile(join(files, name), await bigImage(name));
		}
		return [
			await memory(files, join(folder, 'storage')),
			await bytesSent(join(files, '0.png'), join(folder, 'storage-of-one')),
		];
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** A PNG of 1024 × 1024 pixels with a chunk of noise that makes it large. */
async function bigImage(prompt: string): Promise<Buffer> {
	const size = 32 * 1024;
	return padImage(await renderTinyImage({ prompt, width: size, height: size, format: 'png' }), imageBytes);
}

async function memory(files: string, storage: string): Promise<Table> {
	const rows: Row[] = [];
	for (const [name, way] of [
		['ours, by the storage', 'storage'],
		['ours, in one call', 'direct'],
		['readFile + FormData', 'naive'],
	] as const) {
		await using emulator = await startEmulator({ images: 'tiny' });
		const { stdout } = await promisify(execFile)(process.execPath, [
			'--expose-gc',
			script,
			way,
			emulator.baseUrl,
			files,
			`${storage}-${way}`,
		]);
		const { idle, peak, milliseconds } = JSON.parse(stdout) as {
			idle: number;
			peak: number;
			milliseconds: number;
		};
		if (emulator.ledger.entries.length !== 1) {
			throw new Error(`${name} made ${emulator.ledger.entries.length} predictions`);
		}
		rows.push([
			name,
			megabytes(peak - idle),
			megabytes(sentTo(emulator)),
			`${(milliseconds / 1000).toFixed(1)} s`,
		]);
	}
	return {
		title: `${images} input images of ${imageBytes / 1e6} MB in one request`,
		columns: ['memory above idle, peak', 'bytes sent', 'time'],
		rows: [...rows, ['target', '≤ 64 MB']],
		notes: [
			'Resident memory of a process of its own, looked at every 2 ms. Ours takes its snapshots as well. So many',
			'bytes go by the storage; the one call is there to show that it is no different.',
		],
	};
}

async function bytesSent(file: string, storage: string): Promise<Table> {
	const rows: Row[] = [];
	for (const [name, send] of [
		['ours', (baseUrl: string) => sendVariations(baseUrl, file, storage)],
		[
			'readFile + FormData',
			async (baseUrl: string) => {
				await Promise.all(Array.from({ length: variations }, () => sendNaively(baseUrl, [file])));
			},
		],
	] as const) {
		await using emulator = await startEmulator({ images: 'tiny' });
		await send(emulator.baseUrl);
		if (emulator.ledger.entries.length !== variations) {
			throw new Error(`${name} made ${emulator.ledger.entries.length} predictions`);
		}
		const sent = sentTo(emulator);
		rows.push([name, megabytes(sent), `${(sent / imageBytes).toFixed(3)} ×`]);
	}
	return {
		title: `${variations} variations of one image of ${imageBytes / 1e6} MB`,
		columns: ['bytes sent', 'of the image'],
		rows: [...rows, ['target', '', '≤ 1.1 ×']],
		notes: ['All at once. Bodies of every request to the service and its storage, as they arrived.'],
	};
}

async function sendVariations(baseUrl: string, path: string, storage: string): Promise<void> {
	const clock = createSystemClock();
	const foreign = {
		stat: () => Promise.reject(new Error()),
		readFile: () => Promise.reject(new Error()),
	};
	const store = createReferenceStore({ root: storage, clock, foreign });
	const references = createJobReferences(store, clock);
	const api = createClient({
		http: { fetch: globalThis.fetch },
		baseUrl: new URL(baseUrl),
		apiKey: 'cdt_bench',
		now: () => clock.now(),
	});
	const shared = [await store.add({ path, name: path })];
	const sender = { api, keyFingerprint: '' };
	const { signal } = new AbortController();
	await Promise.all(
		Array.from({ length: variations }, async () => {
			const intent = { ...intentFor(baseUrl), references: shared, sharesReferences: true } as const;
			const resolved = await references.resolve(intent, sender, signal);
			await api.create(intent.request, {
				idempotencyKey: intent.id,
				...(resolved && { references: resolved }),
			});
		}),
	);
}

function sentTo({ requests }: Emulator): number {
	return requests.reduce((sum, { bodyBytes }) => sum + bodyBytes, 0);
}

function megabytes(bytes: number): string {
	return `${(bytes / 1e6).toFixed(1)} MB`;
}

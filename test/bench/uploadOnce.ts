/**
 * Sends every file of a folder as the input images of one request, in this process, and prints the bytes of resident
 * memory before and at the peak as JSON. Arguments: the way, the service's base URL, the folder, and one for storage.
 */
import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from '../../src/core/api/client.ts';
import { createSystemClock } from '../../src/core/clock/systemClock.ts';
import { createJobReferences } from '../../src/core/jobs/uploads/jobReferences.ts';
import type { FileReference } from '../../src/core/references/reference.ts';
import { createReferenceStore } from '../../src/host/storage/referenceStore.ts';
import { intentFor } from './intent.ts';
import { sendNaively } from './naiveUpload.ts';

const [way = '', baseUrl = '', folder = '', storage = ''] = process.argv.slice(2);
const clock = createSystemClock();
const api = createClient({
	http: { fetch: globalThis.fetch },
	baseUrl: new URL(baseUrl),
	apiKey: 'cdt_bench',
	now: () => clock.now(),
});
const store = createReferenceStore({
	root: storage,
	clock,
	foreign: { stat: () => Promise.reject(new Error()), readFile: () => Promise.reject(new Error()) },
});
const files = (await readdir(folder)).sort().map(name => join(folder, name));

async function addAll(): Promise<FileReference[]> {
	const references: FileReference[] = [];
	for (const path of files) {
		references.push(await store.add({ path, name: path }));
	}
	return references;
}

const ways: Readonly<Record<string, () => Promise<unknown>>> = {
	async storage() {
		const intent = { ...intentFor(baseUrl), references: await addAll() };
		const sender = { api, keyFingerprint: '' };
		const references = await createJobReferences(store, clock).resolve(
			intent,
			sender,
			new AbortController().signal,
		);
		await api.create(intent.request, { idempotencyKey: intent.id, ...(references && { references }) });
	},
	async direct() {
		const sent = [];
		for (const { sha256, format } of await addAll()) {
			const blob = await store.open(sha256);
			if (blob !== undefined) {
				sent.push({ blob, format });
			}
		}
		await api.create(intentFor(baseUrl).request, {
			idempotencyKey: randomUUID(),
			references: { type: 'files', files: sent },
		});
	},
	naive: () => sendNaively(baseUrl, files),
};

const send = ways[way];
if (send === undefined) {
	throw new Error(`No way ${way}`);
}
// In VS Code, the network code has usually been loaded by earlier requests.
await api.get('none').catch(() => undefined);
globalThis.gc?.();
await delay(200);
const idle = process.memoryUsage.rss();
let peak = idle;
const sampling = setInterval(() => {
	peak = Math.max(peak, process.memoryUsage.rss());
}, 2);
const started = performance.now();
await send();
const milliseconds = performance.now() - started;
clearInterval(sampling);
console.log(JSON.stringify({ idle, peak, milliseconds }));

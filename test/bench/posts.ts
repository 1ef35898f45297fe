import { createClient } from '../../src/core/api/client.ts';
import { wireBody } from '../../src/core/api/predictionRequest.ts';
import { createMemoryJournal } from '../support/memoryJournal.ts';
import { newJob } from '../../src/core/jobs/reducer.ts';
import { runJob } from '../../src/core/jobs/runner.ts';
import { stageImage } from '../../src/core/jobs/stageImage.ts';
import { createSystemClock } from '../../src/core/clock/systemClock.ts';
import { Agent, request, RetryAgent } from 'undici';
import { startEmulator, type Emulator } from '../emulator/emulator.ts';
import type { Fault } from '../emulator/faults.ts';
import { noReferences } from '../support/noReferences.ts';
import type { Row, Table } from './figure.ts';
import { intentFor } from './intent.ts';

const retryAfterMs = 1000;

const cases: [string, Fault, string][] = [
	['a reset after the request was sent', { on: 'create', kind: 'resetAfterBody', times: 'always' }, '1'],
	['500', { on: 'create', kind: 'status', status: 500, accepted: true, times: 'always' }, '1'],
	[
		'429, Retry-After: 1',
		{ on: 'create', kind: 'status', status: 429, headers: { 'retry-after': '1' }, times: 'always' },
		'≤ 3, none early',
	],
];

/** Clients that send one logical request; each resolves when it has given up. */
const clients: [string, (baseUrl: string) => Promise<unknown>][] = [
	['ours', sendOurs],
	['undici, RetryAgent for POST', sendByRetryAgent],
	['fetch, up to 3 times', sendInLoop],
];

/** How often a request for one image is sent, and so may be charged, when the service answers badly. */
export async function posts(): Promise<readonly Table[]> {
	const rows: Row[] = [];
	for (const [name, fault, target] of cases) {
		const cells: string[] = [];
		for (const [, send] of clients) {
			await using emulator = await startEmulator({ images: 'tiny' });
			emulator.faults.add(fault);
			await send(emulator.baseUrl).catch(() => undefined);
			cells.push(describe(emulator));
		}
		rows.push([name, ...cells, target]);
	}
	return [
		{
			title: 'POSTs for one image, and what they cost',
			columns: [...clients.map(([name]) => name), 'target'],
			rows,
			notes: [
				'Each against an emulator of its own that answers so every time. `early`: sent again before the service',
				'allowed it. RetryAgent with POST among its methods and at most 2 retries; the loop waits 0.5 s.',
			],
		},
	];
}

function describe({ requests, ledger }: Emulator): string {
	const times = requests.filter(({ call }) => call === 'create').map(({ at }) => at);
	const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
	const isBusy = ledger.entries.length === 0;
	// A millisecond of grace: both clocks count whole ones.
	const early = isBusy ? gaps.filter(gap => gap < retryAfterMs - 1).length : 0;
	const cost = ledger.total === 0 ? '' : `, ${ledger.total} credits`;
	return `${times.length}${cost}${early === 0 ? '' : `, ${early} early`}`;
}

async function sendOurs(baseUrl: string): Promise<void> {
	const clock = createSystemClock();
	const journal = createMemoryJournal();
	const intent = intentFor(baseUrl);
	await journal.open(intent);
	await runJob(
		newJob(intent),
		{
			api: createClient({
				http: { fetch: globalThis.fetch },
				baseUrl: new URL(baseUrl),
				apiKey: 'cdt_bench',
				now: () => clock.now(),
			}),
			clock,
			journal,
			budget: {
				reserve: () => Promise.resolve(undefined),
				isReserved: () => true,
				release: () => Promise.resolve(),
			},
			keyFingerprint: '',
			references: noReferences,
			sink: { save: () => Promise.reject(new Error('nothing is to be saved')) },
			verify: stageImage,
		},
		new AbortController().signal,
	);
}

async function sendByRetryAgent(baseUrl: string): Promise<void> {
	const dispatcher = new RetryAgent(new Agent(), { methods: ['POST'], maxRetries: 2 });
	const response = await request(`${baseUrl}/predictions`, { ...post(baseUrl), dispatcher });
	await response.body.text();
}

async function sendInLoop(baseUrl: string): Promise<void> {
	for (let attempt = 0; attempt < 3; attempt += 1) {
		const response = await fetch(`${baseUrl}/predictions`, post(baseUrl)).catch(() => undefined);
		if (response?.ok === true) {
			return;
		}
		await createSystemClock().sleep(500);
	}
}

function post(baseUrl: string) {
	return {
		method: 'POST' as const,
		headers: { 'content-type': 'application/json', 'x-api-key': 'cdt_bench' },
		body: wireBody(intentFor(baseUrl).request),
	};
}

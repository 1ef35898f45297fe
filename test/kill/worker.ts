/**
 * Run as a process of its own, and killed at any moment: does what the extension does with its journal. Starts
 * jobs until there are enough, takes up those of processes that are gone, and runs each to its end.
 */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from '../../src/core/api/client.ts';
import { createDailyLedger } from '../../src/core/jobs/dailyLedger.ts';
import { isTerminal, type Job } from '../../src/core/jobs/job.ts';
import { fingerprintOf } from '../../src/core/jobs/journal/fingerprint.ts';
import { createJournal } from '../../src/core/jobs/journal/createJournal.ts';
import { LeaseLostError } from '../../src/core/jobs/journal/leaseLostError.ts';
import type { JobPorts } from '../../src/core/jobs/ports.ts';
import { recoveryOf } from '../../src/core/jobs/recovery.ts';
import { newJob } from '../../src/core/jobs/reducer.ts';
import { runJob } from '../../src/core/jobs/runner.ts';
import { stageImage } from '../../src/core/jobs/stageImage.ts';
import { createSystemClock } from '../../src/core/clock/systemClock.ts';
import { createLeases } from '../../src/core/state/leases.ts';
import { diskState } from '../../src/host/storage/diskState.ts';
import { diskSink } from '../support/diskSink.ts';
import { noReferences } from '../support/noReferences.ts';
import { assetsOf, sampleIntent, sampleRequest } from '../support/sampleIntent.ts';

const { values } = parseArgs({
	options: {
		storage: { type: 'string', default: '' },
		workspace: { type: 'string', default: '' },
		service: { type: 'string', default: '' },
		/** How many jobs are started by all workers together. */
		jobs: { type: 'string', default: '0' },
	},
});
const { storage, workspace, service } = values;
const wanted = Number(values.jobs);
const apiKey = 'cdt_kill';
/** So that a job's waits are as short as the emulator's predictions. */
const clock = createSystemClock(0.01);
const realClock = createSystemClock();
const files = diskState(storage, { clock: realClock });
const leases = createLeases(files, realClock, { heartbeat: 50, looks: 7, patience: 10_000 }, randomUUID());
const journal = createJournal({
	files,
	leases,
	clock: realClock,
	onDamaged: (folder, detail) => {
		console.log(`damaged ${folder} ${detail}`);
	},
});
const ledger = createDailyLedger(files, leases, realClock, () => 0);
const keyFingerprint = fingerprintOf(apiKey);
const ports: JobPorts = {
	api: createClient({
		http: { fetch: globalThis.fetch },
		baseUrl: new URL(service),
		apiKey,
		now: () => clock.now(),
	}),
	clock,
	journal,
	budget: ledger,
	sink: diskSink(workspace),
	references: noReferences,
	verify: stageImage,
	keyFingerprint,
};

const running = new Set<string>();

async function start(): Promise<void> {
	const id = randomUUID();
	const intent = sampleIntent({
		id,
		// All images differ but have the same name: each save has to find a free number.
		request: { ...sampleRequest, prompt: id, outputFormat: 'png' },
		target: assetsOf(workspace),
		apiBaseUrl: service,
	});
	running.add(id);
	await journal.open(intent);
	// Finished jobs leave their folders, and still count.
	await files.create(`started/${id}`, '');
	await drive(newJob(intent));
}

async function drive(job: Job): Promise<void> {
	const { id } = job.intent;
	try {
		const end = await runJob(job, ports, new AbortController().signal);
		if (isTerminal(end.phase)) {
			await journal.record(id, { type: 'notified' });
		}
	} catch (error) {
		if (!(error instanceof LeaseLostError)) {
			throw error;
		}
	} finally {
		await journal.release(id);
		running.delete(id);
	}
}

async function takeUp(): Promise<void> {
	for (const { intent } of await journal.pending()) {
		if (running.has(intent.id) || running.size >= 4) {
			continue;
		}
		const job = await journal.claim(intent.id);
		if (job === undefined) {
			continue;
		}
		const recovery = recoveryOf(job, clock.now());
		if (recovery.type === 'drive') {
			running.add(intent.id);
			void drive(job);
		} else {
			if (recovery.type === 'notify') {
				await journal.record(intent.id, { type: 'notified' });
			}
			await journal.release(intent.id);
		}
	}
}

// No worker outlives the test.
process.stdin.resume().on('end', () => process.exit());
console.log('ready');
for (;;) {
	await takeUp();
	const started = (await files.list('started')).length;
	if (started < wanted && running.size < 4) {
		void start();
	} else {
		await delay(5);
	}
}

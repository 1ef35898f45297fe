import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from 'esbuild';
import { contentHash } from '../../src/core/images/contentHash.ts';
import { verifyImage } from '../../src/core/images/verifyImage.ts';
import type { Job } from '../../src/core/jobs/job.ts';
import { createJournal } from '../../src/core/jobs/journal/createJournal.ts';
import { createSystemClock } from '../../src/core/clock/systemClock.ts';
import { createLeases } from '../../src/core/state/leases.ts';
import { diskState } from '../../src/host/storage/diskState.ts';
import { startEmulator, type Emulator } from '../emulator/emulator.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

/** What became of the jobs of one round. Everything but the first five should be empty. */
export interface KillResult {
	readonly kills: number;
	readonly jobs: number;
	readonly saved: number;
	/** Charged, but unknown for what: their answer was dropped, or their process killed while it waited for it. */
	readonly unknown: number;
	/** Answers that the emulator dropped. */
	readonly dropped: number;
	readonly doublePosts: readonly string[];
	/** Charged, and neither saved nor unknown. */
	readonly lost: readonly string[];
	readonly doubleSaves: readonly string[];
	readonly corrupt: readonly string[];
}

export interface KillRound {
	/** The least number of kills: it goes on until `enoughJobs` were begun as well, however slow the machine is. */
	readonly kills: number;
	readonly enoughJobs: number;
	/** Runner processes at a time. */
	readonly workers: number;
	readonly jobs: number;
	/** The share of the service's answers that never arrive. */
	readonly dropShare: number;
	readonly seed: number;
}

/**
 * The longest time, after its first look at the journal, until a runner is killed: at least so many milliseconds,
 * and longer where the machine is slow, in proportion to what its start took.
 */
const longestLife = { least: 250, ofStart: 2 };
/** Within this time of the last kill, everything is over; milliseconds. */
const settleLimit = 120_000;

/** Bundles the worker, so that a process starts fast. */
export async function buildWorker(folder: string): Promise<string> {
	const outfile = join(folder, 'worker.mjs');
	await build({
		entryPoints: [join(import.meta.dirname, 'worker.ts')],
		outfile,
		bundle: true,
		format: 'esm',
		platform: 'node',
		target: 'node22',
		logLevel: 'warning',
	});
	return outfile;
}

/** Kills runner processes that share one journal, again and again, lets the rest come to an end, and judges. */
export async function killRunners(worker: string, round: KillRound): Promise<KillResult> {
	const { path: folder, remove } = await temporaryFolder('kill');
	await using emulator = await startEmulator({
		images: 'tiny',
		durationMs: 40,
		dropShare: round.dropShare,
		seed: round.seed,
	});
	const storage = join(folder, 'storage');
	const workspace = join(folder, 'workspace');
	const damaged: string[] = [];
	const command = [
		worker,
		...['--storage', storage, '--workspace', workspace],
		...['--service', emulator.baseUrl, '--jobs', String(round.jobs)],
	];
	await mkdir(join(workspace, 'assets'), { recursive: true });
	let kills = 0;
	try {
		await Promise.all(
			Array.from({ length: round.workers }, async () => {
				while (kills < round.kills || (await begun(storage)) < round.enoughJobs) {
					kills += 1;
					const started = performance.now();
					const { child, ready } = runWorker(command, damaged);
					await ready;
					const start = performance.now() - started;
					await delay(randomInt(Math.ceil(Math.max(longestLife.least, longestLife.ofStart * start))));
					const gone = once(child, 'exit');
					child.kill('SIGKILL');
					await gone;
				}
			}),
		);
		// The last one starts nothing new: what there is comes to an end.
		const { child, ready } = runWorker([...command, '--jobs', '0'], damaged);
		await ready;
		const journal = readOnlyJournal(storage);
		const deadline = Date.now() + settleLimit;
		while ((await journal.pending()).length > 0 && Date.now() < deadline) {
			await delay(100);
		}
		child.kill('SIGKILL');
		return await judge(
			emulator,
			[...(await journal.list()), ...(await journal.finished())],
			workspace,
			kills,
			damaged,
		);
	} finally {
		await remove();
	}
}

/** How many jobs all runners together have begun. */
async function begun(storage: string): Promise<number> {
	try {
		return (await readdir(join(storage, 'started'))).length;
	} catch {
		return 0;
	}
}

function runWorker(command: readonly string[], damaged: string[]) {
	const child = spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'inherit'] });
	const ready = new Promise<void>((resolve, reject) => {
		child.stdout.on('data', (chunk: Buffer) => {
			const text = chunk.toString();
			damaged.push(...text.split('\n').filter(line => line.startsWith('damaged')));
			if (text.includes('ready')) {
				resolve();
			}
		});
		child.on('exit', (code, signal) => {
			reject(new Error(`A runner ended by itself (${String(code ?? signal)})`));
		});
	});
	// A runner that fails makes the round fail, even if it is no longer waited for.
	ready.catch(() => undefined);
	child.on('exit', code => {
		if (code !== null) {
			damaged.push(`a runner failed with ${code}`);
		}
	});
	return { child, ready };
}

function readOnlyJournal(storage: string) {
	const clock = createSystemClock();
	const files = diskState(storage, { clock });
	const leases = createLeases(files, clock, { heartbeat: 50, looks: 1, patience: 10_000 }, 'judge');
	return createJournal({ files, leases, clock, onDamaged: () => undefined });
}

async function judge(
	emulator: Emulator,
	jobs: readonly Job[],
	workspace: string,
	kills: number,
	damaged: readonly string[],
): Promise<KillResult> {
	const byId = new Map(jobs.map(job => [job.intent.id, job]));
	const files = new Map<string, string[]>();
	const corrupt = [...damaged];
	for (const name of await readdir(join(workspace, 'assets'))) {
		const bytes = await readFile(join(workspace, 'assets', name));
		const hash = contentHash(bytes);
		files.set(hash, [...(files.get(hash) ?? []), name]);
		if (!verifyImage(bytes).ok || !/^fox(-\d+)?\.png$/.test(name)) {
			corrupt.push(name);
		}
	}
	const posts = Map.groupBy(
		emulator.requests.filter(({ call }) => call === 'create'),
		({ headers }) => String(headers['idempotency-key']),
	);
	const lost: string[] = [];
	for (const { idempotencyKey, jobId } of emulator.ledger.entries) {
		const job = byId.get(idempotencyKey ?? '');
		const [image] = job?.saved ?? [];
		const hash = await outputHash(emulator, jobId);
		const isSaved = job?.phase === 'saved' && image?.sha256 === hash && files.has(hash);
		if (!isSaved && job?.phase !== 'unknown') {
			lost.push(
				`${idempotencyKey ?? ''}: ${job?.phase ?? 'no job'} ${JSON.stringify(job?.parked ?? job?.problem)}`,
			);
		}
	}
	const savedJobs = jobs.filter(({ phase }) => phase === 'saved');
	const savedHashes = new Set(savedJobs.map(({ saved }) => saved?.[0]?.sha256));
	const doubleSaves = [...files].filter(([hash, names]) => names.length > 1 || !savedHashes.has(hash));
	return {
		kills,
		jobs: jobs.length,
		saved: savedJobs.length,
		unknown: jobs.filter(({ phase }) => phase === 'unknown').length,
		dropped: emulator.requests.filter(({ fault }) => fault === 'dropped').length,
		doublePosts: [...posts].filter(([, requests]) => requests.length > 1).map(([id]) => id),
		lost,
		doubleSaves: doubleSaves.map(([, names]) => names.join(' = ')),
		corrupt,
	};
}

/** The hash of what the service made for a prediction. */
async function outputHash(emulator: Emulator, jobId: string): Promise<string> {
	emulator.setOptions({ dropShare: 0 });
	const headers = { 'x-api-key': 'cdt_kill' };
	const answer = await fetch(`${emulator.baseUrl}/predictions/${jobId}`, { headers });
	const { result } = (await answer.json()) as { result: string };
	return contentHash(new Uint8Array(await (await fetch(result)).arrayBuffer()));
}

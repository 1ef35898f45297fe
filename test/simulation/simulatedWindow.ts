import { policyTimeouts } from '../../src/core/api/client.ts';
import { AssetError } from '../../src/core/assets/assetError.ts';
import { nameKey } from '../../src/core/assets/freeName.ts';
import { saveAsset } from '../../src/core/assets/saveAsset.ts';
import { createDailyLedger } from '../../src/core/jobs/dailyLedger.ts';
import { createFileClaims } from '../../src/core/jobs/fileClaims.ts';
import { awaitsChoice, isTerminal, type Job } from '../../src/core/jobs/job.ts';
import type { Intent } from '../../src/core/jobs/intent.ts';
import { actionsOf, type JobAction } from '../../src/core/jobs/jobActions.ts';
import { createJobBoard } from '../../src/core/jobs/jobBoard.ts';
import { createJobService } from '../../src/core/jobs/service/createJobService.ts';
import type { KeyStore } from '../../src/core/jobs/service/jobService.ts';
import { createJournal } from '../../src/core/jobs/journal/createJournal.ts';
import { sweepStaged } from '../../src/core/jobs/journal/sweepStaged.ts';
import { createSubmissions } from '../../src/core/jobs/submissions.ts';
import { policy } from '../../src/core/policy.ts';
import type { JobSink } from '../../src/core/jobs/ports.ts';
import type { Clock } from '../../src/core/clock/clock.ts';
import type { Problem } from '../../src/core/jobs/problem.ts';
import { createRecoverer } from '../../src/core/jobs/recoverer.ts';
import { waitOf } from '../../src/core/jobs/recovery.ts';
import { successorOf } from '../../src/core/jobs/successor.ts';
import { createLeases } from '../../src/core/state/leases.ts';
import { createStorageKeeper } from '../../src/core/state/storageKeeper.ts';
import { UserError } from '../../src/core/userError.ts';
import { diskFiles } from '../../src/host/storage/diskFiles.ts';
import { diskState } from '../../src/host/storage/diskState.ts';
import { problemText } from '../../src/host/jobs/problemText.ts';
import { noReferences } from '../support/noReferences.ts';
import { sampleRequest } from '../support/sampleIntent.ts';
import { createMemoryFs, type DiskCall, type Trouble } from './memoryFs.ts';
import type { MemoryDisk } from './memoryDisk.ts';
import type { Random } from './randomness.ts';
import { createScope, type Scheduler, type Scope } from './scheduler.ts';
import type { Setting, Step } from './schedule.ts';
import { apiBaseUrl, type VirtualService } from './virtualService.ts';

/** A message that the user reads. */
export interface Telling {
	readonly window: string;
	/** Milliseconds for which the machine was awake. */
	readonly at: number;
	readonly kind: 'saved' | 'stopped' | 'cancelled' | 'dismissed' | 'notStarted' | 'error';
	readonly text: string;
	/** The ids of the jobs that it is about. */
	readonly ids: readonly string[];
	readonly problem?: Problem['kind'] | undefined;
	/** Whether the journal has what it says. */
	readonly isNoted: boolean;
}

/** The environment of a window. */
export interface WindowWorld {
	readonly setting: Setting;
	readonly scheduler: Scheduler;
	readonly disk: MemoryDisk;
	readonly service: VirtualService;
	readonly random: Random;
	readonly wall: () => number;
	readonly monotonic: () => number;
	readonly trouble: (scope: Scope, call: DiskCall, path: string) => Trouble | undefined;
	readonly onDone: (scope: Scope, call: DiskCall, path: string, to?: string) => void;
	readonly newId: () => string;
	/** The user's SecretStorage. */
	readonly secrets: { isLocked: boolean; key: string | undefined };
	/** What the user enters when asked for a key. */
	readonly keyWhenAsked: () => string | undefined;
	readonly history: () => 'rejects' | 'hangs' | 'works';
	readonly tell: (telling: Omit<Telling, 'isNoted'>) => void;
	/** Called when the user wants this job to be sent, or to go on. */
	readonly onGoAhead: (id: string) => void;
	readonly onOrdered: (intents: readonly Intent[], order: number) => void;
	readonly onRenewed: (job: Job, successor: Intent) => void;
	readonly onDismissed: (id: string) => void;
	readonly onCancel: (id: string) => void;
	readonly onLog: (line: string) => void;
}

export interface SimulatedWindow {
	readonly name: string;
	readonly scope: Scope;
	/** Workspace folders that are open in it; URIs. */
	readonly folders: Set<string>;
	order(step: Extract<Step, { type: 'order' }>, order: number): Promise<void>;
	act(step: Extract<Step, { type: 'act' }>): Promise<void>;
	/** Presses the button of the newest message. */
	press(): Promise<void>;
	/** Called when SecretStorage has changed. */
	onKeyChanged(): void;
	onFoldersChanged(): void;
	/** The number of jobs that it works on. */
	running(): number;
	close(): void;
}

export const storageRoot = '/storage';
const lookInterval = policy.journal.look;

/** The path of the workspace folder, in the form of `Uri.path`. */
export function workspaceRoot({ platform }: Setting): string {
	// VS Code keeps the case in which a drive letter was given.
	return platform === 'win32' ? '/C:/site' : '/site';
}

export const uriOf = (path: string): string => `file://${encodeURI(path)}`;
const pathOf = (uri: string): string => decodeURI(new URL(uri).pathname);

/** The real parts of the extension as one window puts them together, with stubs where it talks to VS Code. */
export function openWindow(world: WindowWorld, name: string, folders: readonly string[]): SimulatedWindow {
	const { setting, scheduler, service } = world;
	const scope = createScope(name);
	const open = new Set(folders);
	const clock: Clock = {
		now: world.wall,
		monotonic: world.monotonic,
		random: world.random,
		sleep: (ms, signal) =>
			new Promise((resolve, reject) => {
				if (signal?.aborted) {
					reject(signal.reason as Error);
					return;
				}
				const due = scheduler.after(scope, ms, resolve, true);
				signal?.addEventListener(
					'abort',
					() => {
						if (due.run !== undefined) {
							due.run = undefined;
							reject(signal.reason as Error);
						}
					},
					{ once: true },
				);
			}),
	};
	const fs = createMemoryFs({
		disk: world.disk,
		scope,
		scheduler,
		trouble: (call, path) => world.trouble(scope, call, path),
		onDone: (call, path, to) => {
			world.onDone(scope, call, path, to);
		},
	});
	const onDisk = { clock, fs, platform: setting.platform };
	const log = {
		info: (message: string) => {
			world.onLog(`${name} ${message}`);
		},
		warn: (message: string) => {
			world.onLog(`${name} ! ${message}`);
		},
		error: (message: string, error?: unknown) => {
			world.onLog(`${name} !! ${message} ${error instanceof Error ? String(error) : ''}`);
		},
	};
	const files = diskState(storageRoot, onDisk);
	const onUnreadable = (id: string, error: unknown) => {
		log.error(`Job ${id} could not be read or archived for now`, error);
	};
	const leases = createLeases(files, clock, policy.lease, name);
	const journal = createJournal({ files, leases, clock, onDamaged: () => undefined, onUnreadable });
	const ledger = createDailyLedger(files, leases, clock, () => setting.dailyLimit);
	const fetch = service.fetchFor(scope);
	const apiKeys: KeyStore = {
		get: async origin => {
			await scheduler.sleep(scope, 1);
			if (world.secrets.isLocked) {
				throw new Error('The keyring is locked');
			}
			return origin === new URL(apiBaseUrl).origin ? world.secrets.key : undefined;
		},
		ask: async () => {
			await scheduler.sleep(scope, 1500);
			const key = world.keyWhenAsked();
			world.secrets.key = key ?? world.secrets.key;
			return key;
		},
	};
	const jobs = createJobService({
		http: { fetch, ...(setting.hasFallback && { loadFallback: () => Promise.resolve(fetch) }) },
		timeouts: policyTimeouts(),
		clock,
		apiKeys,
		journal,
		ledger,
		sink: createSink(),
		references: noReferences,
		log,
		parallelJobs: () => setting.parallelJobs,
	});
	const board = createJobBoard(journal, jobs, clock);
	const claims = createFileClaims(leases, board);
	const orders = createSubmissions(clock, log);
	const resumed = new Set<string>();
	const lastFailureById = new Map<string, Problem['kind']>();
	/** The action that the newest message offers. */
	let button: (() => Promise<void>) | undefined;

	function createSink(): JobSink {
		const workspace = diskFiles(onDisk);
		const reserved = new Set<string>();
		return {
			async save({ target }, { bytes, format, width, height, sha256 }, onTarget, earlierTarget) {
				if (!open.has(target.workspaceFolder)) {
					throw new AssetError('workspaceClosed', 'The folder that it belongs to is not open.', {});
				}
				const path = await saveAsset({
					files: workspace,
					reserved,
					workspaceFolders: [...open].map(pathOf),
					folder: target.folder,
					name: target.name,
					bytes,
					sha256,
					onTarget: final => onTarget(uriOf(final)),
					resumeTarget: earlierTarget && pathOf(earlierTarget),
				});
				return { uri: uriOf(path), format, width, height, sha256 };
			},
		};
	}

	function tell(telling: Omit<Telling, 'window' | 'at' | 'isNoted'>): void {
		world.tell({ window: name, at: scheduler.now(), ...telling });
	}

	function tellError(error: unknown, ids: readonly string[] = []): void {
		tell({ kind: 'error', text: error instanceof Error ? error.message : String(error), ids });
	}

	/** One message for each kind of trouble, as in `reportProblems`. */
	function tellStopped(stopped: readonly Job[]): void {
		const groups = Map.groupBy(stopped, job => {
			const problem = job.parked?.problem ?? job.problem;
			return problem === undefined ? '' : problemText(problem, job).message;
		});
		for (const [text, [first, ...others]] of groups) {
			if (first === undefined) {
				continue;
			}
			const group = [first, ...others];
			const ids = group.map(({ intent }) => intent.id);
			if (text === '') {
				if (first.phase === 'cancelled') {
					tell({ kind: 'cancelled', text: 'Cancelled.', ids });
				}
				continue;
			}
			tell({ kind: 'stopped', text, ids, problem: (first.parked?.problem ?? first.problem)?.kind });
			offer(group);
		}
	}

	/** The jobs go on when the button is pressed or their time has come, whichever is first; never twice. */
	function offer(group: readonly Job[]): void {
		const [first] = group;
		let settled = false;
		const again = async () => {
			if (settled) {
				return;
			}
			settled = true;
			group.forEach(({ intent }) => resumed.delete(intent.id));
			const renewed: Job[] = [];
			for (const job of group) {
				try {
					renewed.push(await renew(job));
				} catch (error) {
					tellError(error);
				}
			}
			await run(renewed);
		};
		button = async () => {
			group.forEach(({ intent }) => {
				world.onGoAhead(intent.id);
			});
			await again();
		};
		const wait = first?.parked && waitOf(first.parked, clock.now());
		if (wait !== undefined) {
			group.forEach(({ intent }) => resumed.add(intent.id));
			void clock.sleep(wait).then(again).catch(tellError);
		}
	}

	function tellSaved(saved: readonly Job[]): void {
		if (saved.length > 0) {
			tell({ kind: 'saved', text: 'Saved', ids: saved.map(({ intent }) => intent.id) });
		}
	}

	/** Like the host's `runJobs`. */
	async function run(some: readonly Job[]): Promise<readonly Job[]> {
		const settled = await Promise.allSettled(some.map(job => jobs.drive(job, { ask: true })));
		const atRest: Job[] = [];
		for (const result of settled) {
			if (result.status === 'rejected') {
				tellError(
					result.reason,
					some.map(({ intent }) => intent.id),
				);
			} else if (result.value !== undefined) {
				atRest.push(result.value);
			}
		}
		const ended = await jobs.standing(atRest);
		for (const { intent, parked } of ended) {
			if (parked !== undefined && parked.until === undefined) {
				lastFailureById.set(intent.id, parked.problem.kind);
			}
		}
		tellSaved(ended.filter(({ phase }) => phase === 'saved'));
		tellStopped(ended.filter(({ phase }) => phase !== 'saved'));
		await Promise.all(ended.map(job => jobs.markNotified(job)));
		return ended;
	}

	async function renew(job: Job): Promise<Job> {
		if (!isTerminal(job.phase)) {
			return job;
		}
		const successor = successorOf(job, clock.now());
		world.onRenewed(job, successor);
		const claim = await claims.claim([successor], job, () => requireNoFile(successor));
		try {
			const renewed = await jobs.renew(job, successor);
			if ('limit' in renewed) {
				throw new UserError('Beyond the limit of the day.');
			}
			return renewed;
		} finally {
			claim?.dispose();
		}
	}

	async function requireNoFile({ target, exactFormat }: Intent): Promise<void> {
		const names = await fs.readdir(pathNative(target.folder)).catch(() => []);
		if (exactFormat && names.some(other => nameKey(other) === nameKey(target.name))) {
			throw new UserError(`${target.name} already exists.`);
		}
	}

	const pathNative = (path: string) => (setting.platform === 'win32' ? path.slice(1) : path);

	/** Like the host's `runJobAction`, for a user who answers yes to every question. */
	async function takeStep(job: Job, action: JobAction): Promise<void> {
		const { id } = job.intent;
		switch (action) {
			case 'cancel': {
				world.onCancel(id);
				const ended = await jobs.cancel(job);
				if (ended !== undefined) {
					tellStopped([ended]);
				}
				return;
			}
			case 'send':
			case 'tryAgain':
				world.onGoAhead(id);
				await run([job]);
				return;
			case 'save': {
				world.onGoAhead(id);
				const chosen = await jobs.choose(job);
				await (chosen && run([chosen]));
				return;
			}
			case 'saveElsewhere': {
				world.onGoAhead(id);
				const folder = `${workspaceRoot(setting)}/elsewhere`;
				const moved = await jobs.retarget(job, { ...job.intent.target, folder });
				await (moved && run([moved]));
				return;
			}
			case 'editPrompt':
			case 'sendAgain':
				await run([await renew(job)]);
				return;
			case 'dismiss':
				world.onDismissed(id);
				await jobs.dismiss(job);
				tell({ kind: 'dismissed', text: 'Dismissed.', ids: [id] });
		}
	}

	function intentsOf(step: Extract<Step, { type: 'order' }>): Intent[] {
		const root = workspaceRoot(setting);
		const action = world.newId();
		return Array.from({ length: step.exact ? 1 : step.count }, () => ({
			id: world.newId(),
			createdAt: clock.now(),
			action,
			prompt: step.name,
			request: { ...sampleRequest, prompt: step.name, outputFormat: 'png' as const },
			credits: 45,
			target: {
				workspaceFolder: uriOf(root),
				folder: `${root}/assets`,
				name: step.exact ? `${step.name}-page.png` : step.name,
			},
			...(step.variation && !step.exact && { variation: true as const }),
			...(step.exact && { exactFormat: true as const }),
			apiBaseUrl,
		}));
	}

	async function order(step: Extract<Step, { type: 'order' }>, number: number): Promise<void> {
		let intents: readonly Intent[] = [];
		const openJobs = async () => {
			const { origin } = new URL(apiBaseUrl);
			if (((await apiKeys.get(origin)) ?? (await apiKeys.ask(origin))) === undefined) {
				return undefined;
			}
			intents = intentsOf(step);
			world.onOrdered(intents, number);
			const [first] = intents;
			const claim = first && (await claims.claim([first], undefined, () => requireNoFile(first)));
			try {
				const opened = await jobs.open(intents);
				if ('limit' in opened) {
					throw new UserError('Beyond the limit of the day.');
				}
				return opened;
			} finally {
				claim?.dispose();
			}
		};
		try {
			const started = await orders.start(
				JSON.stringify([step.name, step.count, step.variation, step.exact]),
				{ open: openJobs, run, keep: keepPrompt },
			);
			await started?.ended;
		} catch (error) {
			const text = error instanceof Error ? error.message : String(error);
			tell({ kind: 'notStarted', text, ids: intents.map(({ id }) => id) });
		}
	}

	function keepPrompt(): Promise<void> {
		switch (world.history()) {
			case 'works':
				return Promise.resolve();
			case 'rejects':
				return Promise.reject(new Error('The state of the window cannot be written'));
			case 'hangs':
				return new Promise(() => undefined);
		}
	}

	async function act(step: Extract<Step, { type: 'act' }>): Promise<void> {
		const listed = (await board.list()).filter(
			({ job, running }) => actionsOf(job, running !== 'no').length > 0,
		);
		const chosen = listed[step.job % Math.max(1, listed.length)];
		if (chosen === undefined) {
			return;
		}
		// For a job, a different prompt is the same as sending it again.
		const actions = actionsOf(chosen.job, chosen.running !== 'no').filter(each => each !== 'editPrompt');
		const action = actions[step.action % actions.length];
		if (action === undefined) {
			return;
		}
		world.onLog(`${name} user: ${action} ${chosen.job.intent.id}`);
		await Promise.all(
			step.clicks.map(async wait => {
				if (wait > 0) {
					await scheduler.sleep(scope, wait);
				}
				await takeStep(chosen.job, action);
			}),
		);
	}

	const recoverer = createRecoverer<{ readonly job: Job }>({
		journal,
		jobs,
		keys: apiKeys,
		clock,
		log,
		resumed,
		lastFailureById,
		isOpenHere: ({ intent }) => open.has(new URL(intent.target.workspaceFolder).href),
		deliver: job => Promise.resolve((job.saved ?? []).map(() => ({ job }))),
		notify: (saved, stopped) => {
			tellSaved([...new Set(saved.map(({ job }) => job))]);
			tellStopped(stopped.filter(job => !awaitsChoice(job)));
		},
		report: tellError,
	});

	const keeper = createStorageKeeper({
		files,
		now: () => clock.now(),
		usedReferences: () => Promise.resolve(new Set()),
		onTrouble: (kind, error) => {
			log.error(`What is kept could not be swept: ${kind}`, error);
		},
	});

	/** Like the host's `startRecovery` and `sweepStorage`. */
	async function keepLooking(): Promise<void> {
		for (let looks = 1; ; looks += 1) {
			await recoverer.look().catch((error: unknown) => {
				log.error('The journal could not be looked through', error);
			});
			if (looks === 2) {
				await journal.sweep().catch((error: unknown) => {
					log.error('The journal could not be swept', error);
				});
				await keeper.sweep();
				await sweepStaged(files, journal, jobs, clock.now()).catch((error: unknown) => {
					log.error('What is staged could not be swept', error);
				});
			}
			await clock.sleep(lookInterval);
		}
	}

	void keepLooking();

	return {
		name,
		scope,
		folders: open,
		order,
		act: step => act(step).catch(tellError),
		press: () => button?.().catch(tellError) ?? Promise.resolve(),
		onKeyChanged() {
			recoverer.tryAgain('key', 'otherKey', 'keyStore');
			void recoverer.look().catch(() => undefined);
		},
		onFoldersChanged() {
			recoverer.tryAgain('save');
		},
		running: () => jobs.running().length,
		close() {
			void jobs
				.dispose()
				.catch(() => undefined)
				.finally(() => {
					leases.dispose();
				});
		},
	};
}

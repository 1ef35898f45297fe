import type { Job } from '../../src/core/jobs/job.ts';
import type { Intent } from '../../src/core/jobs/intent.ts';
import type { DiskCall, Trouble } from './memoryFs.ts';
import { createMemoryDisk, type MemoryDisk } from './memoryDisk.ts';
import { chance, randomFor, randomId } from './randomness.ts';
import { createScheduler, createScope, type Scope } from './scheduler.ts';
import type { Plan, Step } from './schedule.ts';
import {
	openWindow,
	storageRoot,
	uriOf,
	workspaceRoot,
	type SimulatedWindow,
	type Telling,
	type WindowWorld,
} from './simulatedWindow.ts';
import { showTime } from './virtualGlobals.ts';
import { createVirtualService, type VirtualService } from './virtualService.ts';
import { isQuiet, judge, judgeStorage } from './judge.ts';

/** Everything that happened in a run, for the judge. */
export interface History {
	readonly plan: Plan;
	readonly disk: MemoryDisk;
	readonly service: VirtualService;
	readonly tellings: readonly Telling[];
	/** The jobs that each click of an order asked for, by the order's number. */
	readonly orders: readonly {
		readonly order: number;
		readonly at: number;
		readonly intents: readonly Intent[];
	}[];
	/** Which job replaced which. */
	readonly renewals: readonly { readonly from: string; readonly to: Intent }[];
	/** When the user wanted a job to go on; milliseconds for which the machine was awake. */
	readonly goAheads: readonly { readonly id: string; readonly at: number }[];
	readonly dismissed: ReadonlySet<string>;
	readonly cancelled: ReadonlySet<string>;
	/** The user's files, which must stay as they are. */
	readonly userFiles: ReadonlyMap<string, string>;
	/** Files that the disk refused to remove. */
	readonly unremoved: ReadonlySet<string>;
	/** Violations that were noticed as they happened. */
	readonly seen: readonly string[];
	/** Whether a window was frozen for a while between two moments. */
	readonly wasFrozen: (window: string, from: number, to: number) => boolean;
	/** Whether a window lives, by name. */
	readonly isAlive: (window: string) => boolean;
	/** When each closed or killed window went; milliseconds for which the machine was awake. */
	readonly goneAt: ReadonlyMap<string, number>;
	/** Whether, after `from`, the disk worked long enough for a window to write down what it couldn't before. */
	readonly couldNote: (window: string, from: number) => boolean;
	/** How often the user did something in a window, or something changed for it. */
	readonly changes: number;
}

export interface RunResult {
	/** The violations, in words; empty if there are none. */
	readonly violations: readonly string[];
	/** Equal for equal runs. */
	readonly digest: string;
	readonly events: number;
	readonly charges: number;
}

const second = 1000;
/** Midday, so that most runs stay within a day. */
const start = Date.parse('2026-03-02T12:00:00Z');
/** Within this time of the end of all trouble, everything is over. */
const quietLimit = 40 * 60 * second;
/** An owner that gave a sign of life within this time must keep its lease. */
const freshBeat = 8 * second;
/** Failed notes are written again at each heartbeat, and once when the window closes. */
const noteTime = { open: 6 * second, closing: 0.2 * second };

/** Plays a plan to its end, and judges the result. */
export async function simulate(
	seed: number,
	plan: Plan,
	onLog: (line: string) => void = () => undefined,
): Promise<RunResult> {
	const { setting } = plan;
	const scheduler = createScheduler();
	const worldScope = createScope('world');
	const idRandom = randomFor(seed, 'ids');
	const diskRandom = randomFor(seed, 'disk');
	const powerRandom = randomFor(seed, 'power');
	let slept = 0;
	let shifted = 0;
	const wall = () => Math.floor(start + scheduler.now() + slept + shifted);
	const monotonic = () => scheduler.now() + (setting.countsSleep ? slept : 0);
	showTime({ scheduler, wall, monotonic });

	const disk = createMemoryDisk({
		now: wall,
		ignoresCase: setting.ignoresCase,
		firstInode: setting.firstInode,
		hasLinks: setting.hasLinks,
		isJournaled: setting.platform === 'win32',
	});
	const service = createVirtualService({
		scheduler,
		world: worldScope,
		random: randomFor(seed, 'service'),
		wall,
		secondForm: setting.secondForm,
	});
	const tellings: Telling[] = [];
	const orders: { order: number; at: number; intents: readonly Intent[] }[] = [];
	const freezes: { window: string; from: number; to: number }[] = [];
	const renewals: { from: string; to: Intent }[] = [];
	const goAheads: { id: string; at: number }[] = [];
	const dismissed = new Set<string>();
	const cancelled = new Set<string>();
	const userFiles = new Map<string, string>();
	const seen: string[] = [];
	const unremoved = new Set<string>();
	const windows = new Map<number, SimulatedWindow>();
	const all: SimulatedWindow[] = [];
	const goneAt = new Map<string, number>();
	const closedAt = new Map<string, number>();
	/** When the disk refused calls or was slow. */
	const troubled: { readonly from: number; until: number }[] = [];
	const secrets: WindowWorld['secrets'] = { isLocked: false, key: 'cdt_good' };
	let history: 'rejects' | 'hangs' | 'works' = 'works';
	let changes = 0;
	let opened = 0;
	let planted = 0;
	const note = (line: string) => {
		onLog(`${(scheduler.now() / second).toFixed(3).padStart(9)} ${line}`);
	};

	/** The disk's troubles, each until a time. */
	const troubles: { step: Extract<Step, { type: 'disk' | 'slow' }>; until: number }[] = [];
	const countdowns = new Map<string, { left: number; step: Extract<Step, { type: 'crashAt' }> }>();
	/** When an owner's file was touched; milliseconds for which the machine was awake. */
	const beats = new Map<string, number[]>();
	/** When a window last looked at a file, by the names of both. */
	const looks = new Map<string, number>();

	function troubleOf(scope: Scope, call: DiskCall, path: string): Trouble | undefined {
		const countdown = countdowns.get(scope.name);
		if (countdown !== undefined && --countdown.left <= 0) {
			countdowns.delete(scope.name);
			const { isDone, isPower } = countdown.step;
			note(`${scope.name} dies at ${call} ${path}`);
			const die = () => {
				if (isPower) {
					losePower();
				} else {
					kill(scope);
				}
			};
			if (!isDone) {
				die();
				return undefined;
			}
			scheduler.after(worldScope, 0, die);
			return { lateAnswer: 1 };
		}
		const isStorage = path.startsWith(storageRoot);
		for (const { step, until } of troubles) {
			if (until < scheduler.now() || !chance(diskRandom, step.share)) {
				continue;
			}
			if (step.type === 'slow') {
				return { late: step.late * diskRandom() * 2 };
			}
			const isMeant = step.where === 'all' || (step.where === 'storage') === isStorage;
			if (isMeant && refuses(step.code, call)) {
				if (call === 'rm') {
					unremoved.add(setting.platform === 'win32' ? path.toLowerCase() : path);
				}
				return { code: step.code, done: step.isDone && call !== 'create' };
			}
		}
		return chance(diskRandom, setting.diskWaits)
			? { late: diskRandom() * 6, lateAnswer: diskRandom() * 6 }
			: undefined;
	}

	/** Checks that a window that takes a lease doesn't take it from a living one. */
	function watchLeases(scope: Scope, call: DiskCall, path: string): void {
		if (call === 'utimes' && path.startsWith(`${storageRoot}/owners/`)) {
			const name = path.slice(path.lastIndexOf('/') + 1);
			beats.set(name, [...(beats.get(name) ?? []), scheduler.now()]);
		}
		if (call === 'stat' || call === 'readFile') {
			looks.set(`${scope.name} ${path}`, scheduler.now());
		}
		const number = call === 'write' ? /\/lease\.(\d+)$/.exec(path)?.[1] : undefined;
		if (number === undefined) {
			return;
		}
		const folder = path.slice(0, path.lastIndexOf('/'));
		if (folder.includes('/jobs/v1/') && disk.find(`${folder}/intent.json`) === undefined) {
			// The job was removed meanwhile: there is nothing to act on.
			return;
		}
		const earlier = `${folder}/lease.${Number(number) - 1}`;
		const before = disk.find(earlier);
		const holder = before?.kind === 'file' ? Buffer.from(before.content).toString() : '';
		const victim = all.find(({ name }) => name === holder);
		if (victim === undefined || victim.scope.dead || victim.name === scope.name) {
			return;
		}
		// The owner may wake up after the look and before the lease is taken. It notices that before it sends or saves
		// anything, so what the look could see counts, provided that there was one.
		const read = looks.get(`${scope.name} ${earlier}`) ?? Infinity;
		const look = looks.get(`${scope.name} ${storageRoot}/owners/${holder}`) ?? -Infinity;
		const seenAt = look >= read ? look : scheduler.now();
		const beat = beats.get(holder)?.findLast(at => at <= seenAt) ?? -Infinity;
		if (victim.scope.frozenUntil <= scheduler.now() && seenAt - beat < freshBeat) {
			seen.push(`${scope.name} took ${path} from ${holder}, which is alive`);
		}
	}

	function kill(scope: Scope): void {
		if (!scope.dead) {
			scope.dead = true;
			goneAt.set(scope.name, scheduler.now());
			note(`${scope.name} is gone`);
		}
		for (const [slot, window] of windows) {
			if (window.scope === scope) {
				windows.delete(slot);
			}
		}
	}

	function losePower(): void {
		all.forEach(({ scope }) => {
			kill(scope);
		});
		disk.losePower(powerRandom);
		note('the power goes');
	}

	/** Whether the journal says that a job must not be sent. */
	function isNoted(id: string): boolean {
		const names = disk.find(`${storageRoot}/jobs/v1/${id}`);
		const notes = ['parked.json', 'end.json', 'dismissed.json'];
		return names === undefined || notes.some(name => disk.find(`${storageRoot}/jobs/v1/${id}/${name}`));
	}

	const world: WindowWorld = {
		setting,
		scheduler,
		disk,
		service,
		random: randomFor(seed, 'windows'),
		wall,
		monotonic,
		trouble: troubleOf,
		onDone: watchLeases,
		newId: () => randomId(idRandom),
		secrets,
		keyWhenAsked: () => (chance(idRandom, 0.7) ? 'cdt_good' : undefined),
		history: () => history,
		tell: telling => {
			tellings.push({ ...telling, isNoted: telling.ids.every(isNoted) });
			note(`${telling.window} tells ${telling.kind}: ${telling.text} ${telling.ids.join(' ')}`);
		},
		onGoAhead: id => {
			goAheads.push({ id, at: scheduler.now() });
		},
		onOrdered: (intents, order) => {
			orders.push({ order, at: wall(), intents });
		},
		onRenewed: (job: Job, to) => {
			renewals.push({ from: job.intent.id, to });
		},
		onDismissed: id => {
			dismissed.add(id);
		},
		onCancel: id => {
			cancelled.add(id);
		},
		onLog: note,
	};

	const root = workspaceRoot(setting);
	const home = uriOf(root);

	function open(slot: number): void {
		if (windows.has(slot)) {
			return;
		}
		opened += 1;
		// The last window has another folder open: another project of the user.
		const folders = slot === 2 ? [uriOf('/other')] : [home];
		const window = openWindow(world, `window-${opened}-of-${slot}`, folders);
		note(`${window.name} opens`);
		windows.set(slot, window);
		all.push(window);
	}

	function close(slot: number, overlap: number): void {
		const window = windows.get(slot);
		if (window !== undefined) {
			windows.delete(slot);
			window.close();
			closedAt.set(window.name, scheduler.now());
			scheduler.after(worldScope, overlap, () => {
				kill(window.scope);
			});
		}
	}

	function sleep(ms: number): void {
		slept += ms;
		if (setting.countsSleep) {
			scheduler.shortenTimers(ms);
		}
		service.breakConnections();
	}

	function userFile(path: string, content: string): void {
		if (disk.find(path) === undefined) {
			const file = disk.create(path);
			disk.write(file, Buffer.from(content));
			userFiles.set(path, content);
			disk.sync(file);
			disk.sync(disk.need(path.slice(0, path.lastIndexOf('/')), 'sync'));
		}
	}

	function plant(how: Extract<Step, { type: 'plant' }>['how']): void {
		planted += 1;
		const id = `00000000-0000-4000-8000-00000000000${planted % 10}`;
		const folder = `${storageRoot}/jobs/v1/${id}`;
		if (disk.find(folder) !== undefined) {
			return;
		}
		const intent = {
			version: 1,
			id,
			createdAt: wall(),
			action: id,
			prompt: 'planted',
			request: {
				prompt: 'planted',
				quality: 'low',
				aspectRatio: '1:1',
				outputFormat: 'png',
				outputCompression: 90,
				background: 'auto',
				moderation: 'auto',
				outputFolder: '',
				isPublic: false,
				webhookUrl: '',
			},
			credits: 45,
			target: {
				workspaceFolder: how === 'badFolder' ? 'no address' : home,
				folder: `${root}/assets`,
				name: 'planted',
			},
			apiBaseUrl: how === 'badUrl' ? 'data:,nothing' : 'https://api.sim.example/v1',
		};
		disk.makeFolders(folder);
		const file = disk.create(`${folder}/intent.json`);
		disk.write(file, Buffer.from(how === 'garbage' ? '{"version":1,' : JSON.stringify(intent)));
		for (const node of [
			file,
			...['', '/jobs/v1', '/jobs'].map(path => disk.need(storageRoot + path, 'sync')),
		]) {
			disk.sync(node);
		}
		disk.sync(disk.need(folder, 'sync'));
	}

	function take(step: Step, number: number): void {
		const isUser = step.type === 'order' || step.type === 'act' || step.type === 'press';
		// If the user's window is gone, they do it in another one.
		const other = isUser ? [...windows.values()][0] : undefined;
		const window = 'window' in step ? (windows.get(step.window) ?? other) : undefined;
		changes += 1;
		note(`· ${JSON.stringify(step)}`);
		switch (step.type) {
			case 'order':
				if (window !== undefined) {
					for (const wait of step.clicks) {
						scheduler.after(window.scope, wait, () => void window.order(step, number));
					}
				}
				return;
			case 'act':
				for (const where of new Set([window, windows.get(step.also ?? step.window)])) {
					if (where !== undefined) {
						scheduler.after(where.scope, 0, () => void where.act(step));
					}
				}
				return;
			case 'press':
				if (window !== undefined) {
					for (const wait of step.clicks) {
						scheduler.after(window.scope, wait, () => void window.press());
					}
				}
				return;
			case 'key':
				secrets.key = step.key;
				tellOfKey();
				return;
			case 'keyring':
				secrets.isLocked = step.isLocked;
				return;
			case 'history':
				history = step.how;
				return;
			case 'open':
				open(step.window);
				return;
			case 'close':
				close(step.window, 200);
				return;
			case 'crash':
				if (window !== undefined) {
					kill(window.scope);
				}
				return;
			case 'reload':
				if (window !== undefined) {
					close(step.window, step.overlap);
					open(step.window);
				}
				return;
			case 'crashAt':
				if (window !== undefined) {
					countdowns.set(window.name, { left: step.calls, step });
				}
				return;
			case 'power':
				losePower();
				return;
			case 'sleep':
				sleep(step.ms);
				return;
			case 'jump':
				shifted += step.ms;
				return;
			case 'freeze':
				if (window !== undefined) {
					window.scope.frozenUntil = scheduler.now() + step.ms;
					freezes.push({ window: window.name, from: scheduler.now(), to: scheduler.now() + step.ms });
				}
				return;
			case 'disk':
			case 'slow':
				troubles.push({ step, until: scheduler.now() + step.ms });
				troubled.push({ from: scheduler.now(), until: scheduler.now() + step.ms });
				return;
			case 'offline':
				service.goOffline(scheduler.now() + step.ms);
				return;
			case 'service':
				service.bend(step.call, step.nth, step.fault);
				return;
			case 'file':
				userFile(`${root}/assets/${step.name}`, `the user's ${step.name}`);
				return;
			case 'plant':
				plant(step.how);
				return;
			case 'folder':
				if (window !== undefined) {
					if (step.isOpen) {
						window.folders.add(home);
					} else {
						window.folders.delete(home);
					}
					scheduler.after(window.scope, 0, () => {
						window.onFoldersChanged();
					});
				}
		}
	}

	/** Whether the disk works without errors or delays between two moments. */
	const isWell = (from: number, to: number) => troubled.every(each => each.until <= from || each.from >= to);

	function couldNote(name: string, from: number): boolean {
		const gone = goneAt.get(name) ?? Infinity;
		const closed = closedAt.get(name) ?? gone;
		const ends = [from, ...troubled.map(({ until }) => until)].filter(at => at >= from);
		return (
			ends.some(at => at + noteTime.open <= closed && isWell(at, at + noteTime.open)) ||
			(closed >= from && closed + noteTime.closing <= gone && isWell(closed, closed + noteTime.closing))
		);
	}

	function tellOfKey(): void {
		for (const window of windows.values()) {
			scheduler.after(window.scope, 5, () => {
				window.onKeyChanged();
			});
		}
	}

	disk.makeFolders(`${root}/assets`);
	disk.makeFolders('/other/assets');
	disk.makeFolders(storageRoot);
	userFile(`${root}/assets/owl.png`, 'an owl of the user');
	for (const path of ['/', root.slice(0, root.lastIndexOf('/')) || '/', root, '/other']) {
		disk.sync(disk.need(path, 'sync'));
	}
	for (let slot = 0; slot < setting.windows; slot += 1) {
		scheduler.after(worldScope, slot, () => {
			open(slot);
		});
	}
	for (const [number, step] of plan.steps.entries()) {
		scheduler.after(worldScope, step.at, () => {
			take(step, number);
		});
	}
	const record: History = {
		plan,
		disk,
		service,
		tellings,
		orders,
		renewals,
		goAheads,
		dismissed,
		cancelled,
		userFiles,
		unremoved,
		seen,
		wasFrozen: (name, from, to) =>
			freezes.some(each => each.window === name && each.from < to && each.to > from),
		couldNote,
		isAlive: name => all.some(window => window.name === name && !window.scope.dead),
		goneAt,
		get changes() {
			return changes;
		},
	};
	const violations: string[] = [];
	const onRejection = (error: unknown) => {
		violations.push(
			`an unhandled rejection: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
		);
	};
	process.on('unhandledRejection', onRejection);
	try {
		await scheduler.run((plan.steps.at(-1)?.at ?? 0) + 5 * second);

		note('· all trouble ends');
		troubles.length = 0;
		troubled.forEach(each => {
			each.until = Math.min(each.until, scheduler.now());
		});
		countdowns.clear();
		service.calmDown();
		history = 'works';
		secrets.isLocked = false;
		secrets.key = 'cdt_good';
		all.forEach(({ scope }) => {
			scope.frozenUntil = 0;
		});
		for (const window of windows.values()) {
			window.folders.add(home);
		}
		// The user opens the folder somewhere, and enters a valid key.
		open(0);
		tellOfKey();
		windows.forEach(window => {
			scheduler.after(window.scope, 5, () => {
				window.onFoldersChanged();
			});
		});
		let isOver = false;
		for (const end = scheduler.now() + quietLimit; !isOver && scheduler.now() < end;) {
			await scheduler.run(scheduler.now() + 20 * second);
			isOver = isQuiet(disk) && all.every(window => window.scope.dead || window.running() === 0);
		}
		note('· the judge comes');
		violations.push(...seen, ...judge(record, isOver));
		if (violations.length === 0) {
			for (const slot of [...windows.keys()]) {
				close(slot, 100);
			}
			await scheduler.run(scheduler.now() + second);
			sleep(20 * 24 * 3600 * second);
			open(0);
			await scheduler.run(scheduler.now() + 60 * second);
			if (judgeStorage(record).length > 0) {
				// A job that ended only now is removed once a lock is found to belong to a dead window.
				await scheduler.run(scheduler.now() + 60 * second);
			}
			violations.push(...judgeStorage(record));
		}
	} finally {
		process.off('unhandledRejection', onRejection);
		all.forEach(({ scope }) => {
			scope.dead = true;
		});
	}
	const digest = `${scheduler.count()} ${Math.round(scheduler.now())} ${service.calls()} ${tellings.length}`;
	return { violations, digest, events: scheduler.count(), charges: service.charges.length };
}

/** Whether a disk in this trouble refuses a call. */
function refuses(code: string, call: DiskCall): boolean {
	switch (code) {
		case 'ENOSPC':
			return call === 'write' || call === 'mkdir';
		case 'EPERM':
		case 'EBUSY':
			return ['create', 'rename', 'rm', 'link', 'utimes', 'mkdir', 'chmod'].includes(call);
		default:
			return call !== 'close';
	}
}

import { contentHash } from '../../src/core/images/contentHash.ts';
import { dayOf } from '../../src/core/jobs/dailyLedger.ts';
import { awaitsChoice, isTerminal, type Job } from '../../src/core/jobs/job.ts';
import { isOpen } from '../../src/core/jobs/jobActions.ts';
import { readJob } from '../../src/core/jobs/journal/jobFiles.ts';
import { isJobId } from '../../src/core/jobs/journal/jobsFolder.ts';
import { policy } from '../../src/core/policy.ts';
import { imageHash } from './madeImages.ts';
import type { MemoryDisk } from './memoryDisk.ts';
import { storageRoot, workspaceRoot, type Telling } from './simulatedWindow.ts';
import type { History } from './simulate.ts';
import type { Charge } from './virtualService.ts';

/** The jobs according to the files on the disk, whatever any window believes. */
export function jobsOn(disk: MemoryDisk): Map<string, Job> {
	const jobs = new Map<string, Job>();
	const read = (texts: ReadonlyMap<string, string>) => {
		const found = readJob(texts);
		if (found.type === 'job') {
			jobs.set(found.job.intent.id, found.job);
		}
	};
	for (const { path, file } of disk.files(`${storageRoot}/jobs/finished`)) {
		for (const line of path.endsWith('.jsonl') ? Buffer.from(file.content).toString().split('\n') : []) {
			try {
				const { texts } = JSON.parse(line) as { texts: Record<string, string> };
				read(new Map(Object.entries(texts)));
			} catch {
				// An empty line, or one cut short by a crash.
			}
		}
	}
	for (const id of folderNames(disk, `${storageRoot}/jobs/v1`).filter(isJobId)) {
		const texts = new Map<string, string>();
		for (const name of folderNames(disk, `${storageRoot}/jobs/v1/${id}`)) {
			const node = disk.find(`${storageRoot}/jobs/v1/${id}/${name}`);
			if (node?.kind === 'file' && !/^stage\.\d+$/.test(name)) {
				texts.set(name, Buffer.from(node.content).toString());
			}
		}
		read(texts);
	}
	return jobs;
}

function folderNames(disk: MemoryDisk, path: string): string[] {
	return disk.find(path)?.kind === 'folder' ? disk.list(path) : [];
}

/** Whether nothing more will happen unless the user does something. */
export function isQuiet(disk: MemoryDisk): boolean {
	return [...jobsOn(disk).values()].every(job => isSettled(job));
}

function isSettled(job: Job): boolean {
	if (job.dismissed === true) {
		return true;
	}
	if (isTerminal(job.phase) || awaitsChoice(job)) {
		return job.notified === true;
	}
	return job.parked !== undefined && job.parked.until === undefined;
}

/** The violations, in words. */
export function judge(history: History, isOver: boolean): string[] {
	const jobs = jobsOn(history.disk);
	return [
		...(isOver ? [] : [`it did not become quiet: ${unsettled(history, jobs)}`]),
		...judgeCharges(history),
		...judgeResults(history, jobs),
		...judgeWords(history),
		...judgeFiles(history),
		...judgeLimit(history),
		...judgeMessages(history),
	];
}

function unsettled({ disk }: History, jobs: ReadonlyMap<string, Job>): string {
	const open = [...jobs.values()].filter(job => !isSettled(job));
	return open
		.map(
			job =>
				`${job.intent.id} is ${job.phase} ${JSON.stringify(job.parked ?? '')} told ${String(job.notified)}, ` +
				folderNames(disk, `${storageRoot}/jobs/v1/${job.intent.id}`).join(' '),
		)
		.join('; ');
}

/** No job is charged twice, no renewal leads to more than one charge, and a double click orders nothing twice. */
function judgeCharges({ service, orders, renewals, cancelled, plan }: History): string[] {
	const wrong: string[] = [];
	for (const [key, charges] of Map.groupBy(service.charges, charge => charge.key)) {
		if (charges.length > 1) {
			wrong.push(`${key} was charged ${charges.length} times`);
		}
	}
	const charged = new Set(service.charges.map(({ key }) => key));
	for (const [from, followers] of Map.groupBy(renewals, renewal => renewal.from)) {
		const paid = new Set(followers.map(({ to }) => to.id).filter(id => charged.has(id)));
		if (paid.size > 1) {
			wrong.push(`${from} was sent again once, and charged again ${paid.size} times`);
		}
	}
	for (const [order, clicks] of Map.groupBy(orders, each => each.order)) {
		const wanted = clicks[0]?.intents.length ?? 0;
		// What was cancelled in between may be ordered again immediately.
		const paid = clicks
			.flatMap(({ intents }) => intents)
			.filter(({ id }) => charged.has(id) && !cancelled.has(id));
		const span = clicks.length;
		const [firstAt = 0, lastAt = 0] = [clicks[0]?.at, clicks.at(-1)?.at];
		if (
			span > 1 &&
			paid.length > wanted &&
			lastAt - firstAt < policy.doubleClick &&
			isDoubleClick(plan, order)
		) {
			wrong.push(`order ${order} of ${wanted} was charged ${paid.length} times`);
		}
	}
	return wrong;
}

/** Whether all clicks of an order were planned close enough to be a double click. */
function isDoubleClick({ steps }: History['plan'], order: number): boolean {
	const step = steps[order];
	return step?.type === 'order' && Math.max(...step.clicks) < policy.doubleClick / 2;
}

/** Everything charged is saved exactly once, or kept and offered, or was dismissed by the user. */
function judgeResults(history: History, jobs: ReadonlyMap<string, Job>): string[] {
	const { service, dismissed, cancelled, renewals, tellings } = history;
	const files = new Map<string, string[]>();
	for (const { path, file } of savedFiles(history)) {
		const hash = contentHash(file.content);
		files.set(hash, [...(files.get(hash) ?? []), path]);
	}
	const wrong: string[] = [];
	const renewed = new Set(renewals.map(({ from }) => from));
	for (const charge of service.charges) {
		const job = jobs.get(charge.key);
		const fault = faultOf(charge, job);
		if (fault !== undefined) {
			wrong.push(`${charge.key} (${charge.id}) was charged, and ${fault}`);
		}
		for (let index = 0; index < charge.ending.outputs; index += 1) {
			const paths = files.get(imageHash(`${charge.id} ${index}`)) ?? [];
			if (paths.length > 1) {
				wrong.push(`${charge.key} was saved more than once: ${paths.join(', ')}`);
			}
		}
		const saved = Array.from({ length: charge.ending.outputs }, (_, index) =>
			files.has(imageHash(`${charge.id} ${index}`)),
		).filter(Boolean).length;
		if (saved > 16) {
			wrong.push(`${charge.key} made ${saved} files`);
		}
		if (job?.phase === 'saved' && saved < Math.min(16, charge.ending.outputs)) {
			wrong.push(`${charge.key} is saved, and ${saved} of its ${charge.ending.outputs} images are there`);
		}
	}
	return wrong;

	function faultOf(charge: Charge, job: Job | undefined): string | undefined {
		if (dismissed.has(charge.key) || renewed.has(charge.key)) {
			return undefined;
		}
		if (job === undefined) {
			return isForgotten(charge) ? undefined : 'there is no job';
		}
		if (job.dismissed === true) {
			return 'it was dismissed, but not by the user';
		}
		const { type } = charge.ending;
		switch (job.phase) {
			case 'intent':
			case 'sent':
				return `the job is ${job.phase}`;
			case 'accepted':
			case 'running':
			case 'ready':
			case 'unknown':
				return isOpen(job) ? undefined : 'it is not offered';
			case 'saved':
				return undefined;
			case 'cancelled':
				return cancelled.has(charge.key) || type === 'isCancelled'
					? cancelFault(charge)
					: 'it was not cancelled';
			case 'failed':
				return type !== 'succeeds' || charge.denied >= 3
					? undefined
					: `it failed: ${JSON.stringify(job.problem)}`;
		}
	}

	/** A job that is saved, or whose other end was reported, is forgotten after a week. */
	function isForgotten({ key, id }: Charge): boolean {
		const isOver = files.has(imageHash(`${id} 0`)) || tellings.some(({ ids }) => ids.includes(key));
		return isOver && furthest(history) > policy.journal.keep;
	}

	function cancelFault({ cancelled: isCancelled, denied, ending }: Charge): string | undefined {
		return isCancelled || denied > 0 || ending.type !== 'succeeds'
			? undefined
			: 'it is cancelled, although its image was made';
	}
}

/** The longest time after its start at which a job may be looked at, by the clock, with its sleeps and jumps. */
function furthest({ plan }: History): number {
	let ahead = 0;
	let most = 0;
	for (const step of plan.steps) {
		ahead = Math.max(0, ahead + (step.type === 'sleep' || step.type === 'jump' ? step.ms : 0));
		most = Math.max(most, ahead);
	}
	// The window that opens last sweeps within a minute.
	return most + (plan.steps.at(-1)?.at ?? 0) + 60_000;
}

/** A user who read that nothing was charged, or that a job was cancelled or dismissed, isn't charged afterwards. */
function judgeWords(history: History): string[] {
	const { tellings, service, goAheads, isAlive, goneAt, wasFrozen, couldNote, plan } = history;
	const wrong: string[] = [];
	for (const telling of tellings) {
		const claim = claimOf(telling);
		if (claim === undefined) {
			continue;
		}
		for (const id of telling.ids) {
			for (const charge of service.charges.filter(({ key }) => key === id)) {
				const isBefore = charge.at <= telling.at;
				// A user who dismisses a sent job was told that it may have been charged; the service may also accept it late.
				if (
					telling.kind === 'dismissed' &&
					service.sent.some(({ key, at }) => key === id && at <= telling.at)
				) {
					continue;
				}
				const wasWanted = goAheads.some(
					({ id: wanted, at }) => wanted === id && at >= telling.at && at <= charge.at,
				);
				// What a window couldn't write down, it remembers only as long as it lives.
				const lived =
					(isAlive(telling.window) || (goneAt.get(telling.window) ?? 0) > charge.at) &&
					!wasFrozen(telling.window, telling.at, charge.at);
				// The same goes for jobs that were not started: without disk and window, nothing remembers them.
				const isLost =
					telling.kind === 'stopped' ||
					(telling.kind === 'notStarted' &&
						(!couldNote(telling.window, telling.at) || wasFrozen(telling.window, telling.at, charge.at)));
				const isExcused = !telling.isNoted && !lived && isLost;
				if (isBefore ? claim !== 'after' : claim !== 'before' && !wasWanted && !isExcused) {
					wrong.push(
						`${id} was charged at ${seconds(charge.at)}, and ${telling.window} said at ${seconds(telling.at)}: ${telling.text}`,
					);
				}
			}
		}
	}
	for (const telling of tellings) {
		if (telling.problem === 'endless') {
			for (const id of telling.ids) {
				const charge = service.charges.find(({ key }) => key === id);
				if (charge !== undefined && charge.notDoneAt === undefined) {
					wrong.push(`${id} is said not to be done after a day, and the service never said so`);
				} else if (
					charge?.notDoneAt !== undefined &&
					charge.notDoneAt - charge.madeAt < policy.poll.parkAfter &&
					!plan.steps.some(step => step.type === 'jump' && step.ms < 0)
				) {
					wrong.push(`${id} is said not to be done after a day, and the service said so only before that`);
				}
			}
		}
	}
	return wrong;
}

/** `never`: it wasn't charged, and won't be. `before`: it wasn't until now. `after`: it won't be from now on. */
function claimOf({ kind, text }: Telling): 'never' | 'before' | 'after' | undefined {
	switch (kind) {
		case 'dismissed':
		case 'notStarted':
			return 'after';
		case 'stopped':
			if (/nothing was charged so far/i.test(text)) {
				return 'before';
			}
			return /nothing was (?:sent|charged)/i.test(text) ? 'never' : undefined;
		case 'cancelled':
			// One that the service had accepted was charged before.
			return 'after';
		case 'saved':
		case 'error':
			return undefined;
	}
}

const partFile = /\/\.image-assets-[^/]*\.part$/;

function savedFiles({ disk, plan }: History) {
	return disk.files(workspaceRoot(plan.setting)).filter(({ path }) => !partFile.test(path));
}

function judgeFiles({ disk, userFiles, plan, unremoved }: History): string[] {
	const wrong: string[] = [];
	for (const [path, content] of userFiles) {
		const node = disk.find(path);
		if (node?.kind !== 'file' || Buffer.from(node.content).toString() !== content) {
			wrong.push(`the user's ${path} has changed`);
		}
	}
	const losesNotes =
		plan.setting.platform === 'win32' &&
		plan.steps.some(step => step.type === 'power' || (step.type === 'crashAt' && step.isPower));
	for (const { path } of disk.files(workspaceRoot(plan.setting))) {
		const isOurs = userFiles.has(path) || path.endsWith('.png') || unremoved.has(nativePath(path, plan));
		// Where folders can't be synced, a power loss may take the note of a half-written file; it is removed by age.
		const mayStay = losesNotes && partFile.test(path);
		if (!isOurs && !mayStay) {
			wrong.push(`${path} was left behind`);
		}
	}
	return wrong;
}

/** The path in the form that disk calls use. */
function nativePath(path: string, { setting }: History['plan']): string {
	return setting.platform === 'win32' ? path.slice(1).replaceAll('/', '\\').toLowerCase() : path;
}

function judgeLimit({ service, plan, dismissed, renewals }: History): string[] {
	const { dailyLimit } = plan.setting;
	if (dailyLimit === 0) {
		return [];
	}
	// A job with an unknown outcome stops counting once the user dismisses it, or sends it again.
	const forgiven = new Set([...dismissed, ...renewals.map(({ from }) => from)]);
	const days = new Map<string, number>();
	for (const charge of service.charges.filter(({ key }) => !forgiven.has(key))) {
		const call = service.sent.findLast(({ key, at }) => key === charge.key && at <= charge.at);
		const day = dayOf(call?.wall ?? 0);
		days.set(day, (days.get(day) ?? 0) + 45);
	}
	return [...days]
		.filter(([, spent]) => spent > dailyLimit)
		.map(([day, spent]) => `${spent} credits were spent on ${day}, of ${dailyLimit}`);
}

/** A message is repeated only if something happened in between. */
function judgeMessages({ tellings, changes, goneAt }: History): string[] {
	const wrong: string[] = [];
	for (const [key, same] of Map.groupBy(
		tellings.filter(({ kind }) => kind !== 'dismissed'),
		({ window, text, ids }) => `${window}: ${text} ${ids.join(' ')}`,
	)) {
		if (same.length > 2 + changes) {
			wrong.push(`said ${same.length} times: ${key}`);
		}
	}
	const windows = goneAt.size + 3;
	if (tellings.length > 10 + 6 * windows + 8 * changes) {
		wrong.push(`${tellings.length} messages`);
	}
	return wrong;
}

/** After three weeks, only what the user still has to decide about is kept, and little else. */
export function judgeStorage({ disk }: History): string[] {
	const wrong: string[] = [];
	const jobs = jobsOn(disk);
	for (const id of folderNames(disk, `${storageRoot}/jobs/v1`)) {
		const job = jobs.get(id);
		if (job === undefined || !isOpen(job)) {
			wrong.push(
				`${id} is kept for three weeks: ${job?.phase ?? 'no job'}, ${folderNames(disk, `${storageRoot}/jobs/v1/${id}`).join(' ')}`,
			);
		}
	}
	for (const { path } of disk.files(storageRoot)) {
		if (/\/\.part-[^/]*$/.test(path)) {
			wrong.push(`${path} is kept for three weeks`);
		}
	}
	return wrong;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(3)} s`;

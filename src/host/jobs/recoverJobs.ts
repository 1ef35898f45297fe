import { Uri, workspace } from 'vscode';
import { wasAccepted, type Job } from '../../core/jobs/job.ts';
import type { Problem } from '../../core/jobs/problem.ts';
import { recoveryOf } from '../../core/jobs/recovery.ts';
import { linkPlaceOf, type LinkPlace } from '../editor/linkPlace.ts';
import { announce, announceChoice, linkSaved, type Delivered } from '../generate/deliver.ts';
import { reportProblems } from '../generate/reportProblems.ts';
import { runJobs } from '../generate/runJobs.ts';
import type { Services } from '../services.ts';
import { reportError } from '../ui/messages.ts';

/** Goes on with jobs that other windows left behind. */
export interface Recoverer {
	/** Looks for such jobs and takes them up; resolves once each is under way. */
	look(): Promise<void>;
}

const recoverers = new WeakMap<Services, Recoverer>();

/** The one recoverer of the services. */
export function recovererOf(services: Services): Recoverer {
	const recoverer = recoverers.get(services) ?? createRecoverer(services);
	recoverers.set(services, recoverer);
	return recoverer;
}

/** What ends within this time is told of together; milliseconds. */
const tellTogether = 1000;
/** Looks after which a job whose folder is open elsewhere, or nowhere, is taken up here: its own window comes first. */
const patience = 2;

function createRecoverer(services: Services): Recoverer {
	const { journal, jobs, log, context, triedInVain } = services;
	/** How often a job of another window's folder was seen. */
	const sightings = new Map<string, number>();
	/** Where the links of an action's images belong: each comes behind the one before. */
	const places = new Map<string, LinkPlace>();
	const finished: Delivered[] = [];
	const stopped: Job[] = [];
	let telling: NodeJS.Timeout | undefined;
	let looking: Promise<void> | undefined;
	let swept = false;

	/** What these stopped may work now. */
	const tryAgain = (...kinds: readonly Problem['kind'][]) => {
		for (const [id, kind] of triedInVain) {
			if (kinds.includes(kind)) {
				triedInVain.delete(id);
			}
		}
	};
	context.subscriptions.push(
		workspace.onDidChangeWorkspaceFolders(() => {
			tryAgain('save');
		}),
		{
			dispose() {
				clearTimeout(telling);
				places.forEach(place => {
					place.dispose();
				});
			},
		},
		services.apiKeys.onDidChange(() => {
			tryAgain('key', 'otherKey');
			void look().catch((error: unknown) => {
				reportError(log, error);
			});
		}),
	);

	async function lookOnce(): Promise<void> {
		for (const job of await journal.pending()) {
			if (isForUs(job)) {
				await takeUp(job.intent.id);
			}
		}
		if (!swept) {
			swept = true;
			await journal.sweep();
		}
	}

	function look(): Promise<void> {
		looking ??= lookOnce().finally(() => {
			looking = undefined;
		});
		return looking;
	}

	/** Whether this window should have a look at the job now. */
	function isForUs(job: Job): boolean {
		const { id } = job.intent;
		const { type } = recoveryOf(job, Date.now());
		if (services.attended.has(id) || type === 'leave' || type === 'driveAt') {
			return false;
		}
		if (job.parked !== undefined && triedInVain.has(id)) {
			return false;
		}
		if (isOpenHere(job)) {
			return true;
		}
		// Anyone may fetch a result before its link expires; only its own window saves it, and tells of it.
		const seen = (sightings.get(id) ?? 0) + 1;
		sightings.set(id, seen);
		return type === 'drive' && wasAccepted(job) && job.phase !== 'ready' && seen > patience;
	}

	async function takeUp(id: string): Promise<void> {
		const job = await journal.claim(id);
		if (job === undefined) {
			return;
		}
		switch (recoveryOf(job, Date.now()).type) {
			case 'drive':
				void drive(job).catch((error: unknown) => {
					reportError(log, error);
				});
				return;
			case 'tell':
				await end(job);
				return;
			case 'interrupt': {
				const parked = await jobs.park(job, { kind: 'interrupted' });
				await (parked && end(parked));
				return;
			}
			case 'driveAt':
			case 'leave':
				await journal.release(id);
		}
	}

	async function drive(job: Job): Promise<void> {
		log.info(`Job ${job.intent.id} was left behind as ${job.phase}, and goes on here`);
		const ended = await jobs.drive(job, { ask: false });
		if (ended !== undefined) {
			await end(ended);
		}
	}

	/** What has to be done with a job that came to rest, before the user is told. */
	async function end(job: Job): Promise<void> {
		if (job.phase === 'saved') {
			finished.push(...(await linkSaved(services, [job], placeOf(job))));
			tellSoon();
			return;
		}
		if (job.parked !== undefined) {
			triedInVain.set(job.intent.id, job.parked.problem.kind);
		}
		if (isOpenHere(job)) {
			stopped.push(job);
			tellSoon();
		} else {
			await journal.release(job.intent.id);
		}
	}

	function placeOf({ intent }: Job): LinkPlace | undefined {
		const place = places.get(intent.action) ?? (intent.link && linkPlaceOf(intent.link));
		if (place !== undefined) {
			places.set(intent.action, place);
		}
		return place;
	}

	function tellSoon(): void {
		telling ??= setTimeout(tell, tellTogether);
	}

	function tell(): void {
		telling = undefined;
		const saved = finished.splice(0);
		const others = stopped.splice(0);
		// What this window had to wait for did not happen while the user was away.
		const isOwn = ({ job }: Delivered) => jobs.isOwn(job.intent.id);
		announce(services, saved.filter(isOwn));
		announce(
			services,
			saved.filter(item => !isOwn(item)),
			true,
		);
		announceChoice(services, others);
		reportProblems(
			services,
			others,
			again => runJobs(services, again),
			() => undefined,
		);
		for (const job of new Set([...saved.map(({ job }) => job), ...others])) {
			void jobs.settle(job);
		}
	}

	return { look };
}

function isOpenHere({ intent }: Job): boolean {
	const folder = Uri.parse(intent.target.workspaceFolder, true).toString();
	return (workspace.workspaceFolders ?? []).some(({ uri }) => uri.toString() === folder);
}

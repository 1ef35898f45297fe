import { Disposable, Uri, workspace } from 'vscode';
import { baseNameOf, joinPath, parentOf } from '../../core/assets/assetPath.ts';
import { nameKey } from '../../core/assets/freeName.ts';
import { nameImages } from '../../core/enumerate.ts';
import { formatCredits } from '../../core/credits/prices.ts';
import { awaitsChoice, type Job, type JobIntent } from '../../core/jobs/job.ts';
import { isOpen } from '../../core/jobs/jobActions.ts';
import { UserError, type NextStep } from '../../core/userError.ts';
import type { Services } from '../services.ts';
import { readerOf } from '../storage/folderReader.ts';
import type { Log } from '../ui/log.ts';
import { notify } from '../ui/messages.ts';
import { take, titleOf } from '../ui/nextSteps.ts';

type PathIntent = Pick<JobIntent, 'remakes' | 'target' | 'variants'>;

/** The file that a job is for: the one whose place it may take, else the one that it is to make. */
export function pathOf({ remakes, target }: PathIntent): Uri {
	const { workspaceFolder, folder, name } = target;
	return remakes === undefined
		? Uri.parse(workspaceFolder, true).with({ path: joinPath(folder, name) })
		: Uri.parse(remakes, true);
}

/** The same with those that show its picture in other sizes. */
function pathsOf(intent: PathIntent): Uri[] {
	const path = pathOf(intent);
	return [path, ...(intent.variants ?? []).map(variant => path.with({ path: variant.path }))];
}

/** What jobs may still bring, or may have been charged for, by file. */
export interface OpenPaths {
	/** Undefined where nothing is open for a file. */
	readonly jobFor: (uri: Uri) => Job | undefined;
	/** Whether nobody knows if a file was paid for. */
	readonly mayBePaid: (uri: Uri) => boolean;
}

/**
 * Looks at the jobs of all windows as they stand now; those that failed stand in no one's way.
 *
 * @param except a job that is to be sent anew.
 */
export async function readOpenPaths({ board }: Pick<Services, 'board'>, except?: Job): Promise<OpenPaths> {
	const jobs = new Map<string, Job>();
	for (const { job } of await board.list()) {
		const counts = isOpen(job) && job.phase !== 'failed' && !awaitsChoice(job);
		if (counts && job.intent.id !== except?.intent.id) {
			for (const uri of pathsOf(job.intent)) {
				jobs.set(keyOf(uri), job);
			}
		}
	}
	const jobFor = (uri: Uri) => jobs.get(keyOf(uri));
	return { jobFor, mayBePaid: uri => jobFor(uri)?.phase === 'unknown' };
}

/** @throws UserError where a job is open for one of the files: nothing is paid for twice unless the user says so. */
export async function requireNoOpenJob(
	services: Services,
	uris: readonly Uri[],
	except?: Job,
): Promise<void> {
	const open = await readOpenPaths(services, except);
	for (const uri of uris) {
		const job = open.jobFor(uri);
		if (job !== undefined) {
			throw openJobError(uri, job);
		}
	}
}

/** @throws UserError where a document waits for exactly this file of a job, which would find its name taken. */
export async function requireNotAwaited(services: Services, uri: Uri): Promise<void> {
	if ((await readOpenPaths(services)).jobFor(uri)?.intent.exactFormat === true) {
		throw takenError(uri);
	}
}

function openJobError(uri: Uri, job: Job): UserError {
	const name = workspace.asRelativePath(uri);
	return job.phase === 'unknown'
		? new UserError(
				`${name} may have been paid for already (${formatCredits(job.intent.credits)}): no answer came to its request, and nothing was sent now.`,
				{ type: 'showJobs' },
			)
		: takenError(uri);
}

function takenError(uri: Uri): UserError {
	return new UserError(`${workspace.asRelativePath(uri)} is being made already.`, { type: 'showJobs' });
}

/** What is left out of a list because nobody knows whether it was paid for; the user decides in Show Jobs. */
export function tellMayBePaid(log: Log, names: readonly string[]): void {
	const message = `Left out: ${nameImages(names)} may have been paid for already, as no answer came to the request.`;
	const step: NextStep = { type: 'showJobs' };
	notify(log, 'warning', message, [{ title: titleOf(step), run: () => take(step) }]);
}

/**
 * Sets the files of a job aside for the caller, until the job is written down: then nobody else of this window sends for
 * them. Only of files that documents name, or whose place is taken by itself: others get names of their own.
 *
 * @param except the job that is sent anew.
 * @throws UserError where somebody has them, or had them; where they have to be new, also where they exist.
 */
export async function claimPaths(
	services: Services,
	intent: JobIntent,
	except?: Job,
): Promise<Disposable | undefined> {
	if (intent.exactFormat !== true) {
		return undefined;
	}
	const { claimedPaths } = services;
	const uris = pathsOf(intent);
	const keys = uris.map(keyOf);
	const taken = uris.find(uri => claimedPaths.has(keyOf(uri)));
	if (taken !== undefined) {
		throw takenError(taken);
	}
	keys.forEach(key => claimedPaths.add(key));
	const release = () => {
		keys.forEach(key => claimedPaths.delete(key));
	};
	try {
		await requireNoOpenJob(services, uris, except);
		await requireItsPlace(services, intent);
	} catch (error) {
		release();
		throw error;
	}
	return new Disposable(release);
}

/** Nobody has made it meanwhile. */
async function requireItsPlace(services: Services, intent: JobIntent): Promise<void> {
	const uri = pathOf(intent);
	if (intent.remakes === undefined) {
		return requireNoFile(uri);
	}
	if (intent.inPlace === true && (await services.records.entryOf(uri))?.placeholder !== true) {
		throw new UserError(`${workspace.asRelativePath(uri)} is no placeholder any more.`);
	}
}

/** Whether the file exists, or one that some file system takes for it. */
export async function isThere(uri: Uri): Promise<boolean> {
	const names = (await readerOf(uri).names(parentOf(uri.path))) ?? [];
	const key = nameKey(baseNameOf(uri.path));
	return names.some(name => nameKey(name) === key);
}

/** @throws UserError where the file exists. */
export async function requireNoFile(uri: Uri): Promise<void> {
	if (await isThere(uri)) {
		throw new UserError(`${workspace.asRelativePath(uri)} is there by now.`);
	}
}

/** The same for names that some file system takes for one. */
function keyOf(uri: Uri): string {
	return uri.with({ path: nameKey(uri.path), query: '', fragment: '' }).toString();
}

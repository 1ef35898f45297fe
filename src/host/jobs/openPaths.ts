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

function variantsOf({ variants = [] }: PathIntent, like: Uri): Uri[] {
	return variants.map(({ path }) => like.with({ path }));
}

/** What jobs may still bring, or may have been charged for, by file. */
export interface OpenPaths {
	/** Undefined where nothing is open for a file. */
	jobFor(uri: Uri): Job | undefined;
	/** Whether nobody knows if a file was paid for. */
	mayBePaid(uri: Uri): boolean;
}

/** Looks at the jobs of all windows as they stand now; those that failed cost nothing, and stand in no one's way. */
export async function readOpenPaths({ board }: Pick<Services, 'board'>): Promise<OpenPaths> {
	const jobs = new Map<string, Job>();
	for (const { job } of await board.list()) {
		if (isOpen(job) && job.phase !== 'failed' && !awaitsChoice(job)) {
			const path = pathOf(job.intent);
			for (const uri of [path, ...variantsOf(job.intent, path)]) {
				jobs.set(keyOf(uri), job);
			}
		}
	}
	const jobFor = (uri: Uri) => jobs.get(keyOf(uri));
	return { jobFor, mayBePaid: uri => jobFor(uri)?.phase === 'unknown' };
}

/**
 * @throws UserError where a job is open for a file: it is not paid for twice unless the user says so, in Show Jobs.
 */
export async function requireNoOpenJob(services: Services, uri: Uri): Promise<void> {
	const job = (await readOpenPaths(services)).jobFor(uri);
	if (job !== undefined) {
		throw openJobError(uri, job);
	}
}

function openJobError(uri: Uri, job: Job): UserError {
	const name = workspace.asRelativePath(uri);
	const message =
		job.phase === 'unknown'
			? `${name} may have been paid for already (${formatCredits(job.intent.credits)}): no answer came to its request, and nothing was sent now.`
			: `${name} is being made already.`;
	return new UserError(message, { type: 'showJobs' });
}

/** What is left out of a list because nobody knows whether it was paid for; the user decides in Show Jobs. */
export function tellMayBePaid(log: Log, names: readonly string[]): void {
	const message = `Left out: ${nameImages(names)} may have been paid for already, as no answer came to the request.`;
	const step: NextStep = { type: 'showJobs' };
	notify(log, 'warning', message, [{ title: titleOf(step), run: () => take(step) }]);
}

/**
 * Sets a file aside for the caller, until its job is written down: then nobody else of this window sends for it.
 *
 * @param isNew whether it has to be a file that is not there yet.
 * @throws UserError where somebody has it, or had it.
 */
export async function claimPath(services: Services, uri: Uri, isNew: boolean): Promise<Disposable> {
	const { claimedPaths } = services;
	const key = keyOf(uri);
	const name = workspace.asRelativePath(uri);
	if (claimedPaths.has(key)) {
		throw new UserError(`${name} is being made already.`, { type: 'showJobs' });
	}
	claimedPaths.add(key);
	const release = () => claimedPaths.delete(key);
	try {
		await requireNoOpenJob(services, uri);
		if (isNew) {
			await requireNoFile(uri);
		}
	} catch (error) {
		release();
		throw error;
	}
	return new Disposable(release);
}

/** @throws UserError where the file exists, or one that some file system takes for it. */
export async function requireNoFile(uri: Uri): Promise<void> {
	const names = (await readerOf(uri).names(parentOf(uri.path))) ?? [];
	const key = nameKey(baseNameOf(uri.path));
	if (names.some(name => nameKey(name) === key)) {
		throw new UserError(`${workspace.asRelativePath(uri)} is there by now. Nothing was sent.`);
	}
}

/** The same for names that some file system takes for one. */
function keyOf(uri: Uri): string {
	return uri.with({ path: nameKey(uri.path), query: '', fragment: '' }).toString();
}

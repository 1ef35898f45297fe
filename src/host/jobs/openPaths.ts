import { l10n, Uri, workspace } from 'vscode';
import { joinPath } from '../../core/assets/assetPath.ts';
import { anyFileKey } from '../../core/assets/samePath.ts';
import { FileTakenError, openFiles } from '../../core/jobs/fileClaims.ts';
import type { Job } from '../../core/jobs/job.ts';
import type { Intent } from '../../core/jobs/intent.ts';
import { UserError } from '../../core/userError.ts';
import type { Services } from '../services.ts';
import { requireNoFile } from '../storage/existence.ts';
import type { Messages } from '../ui/messages.ts';
import { stepAction } from '../ui/nextSteps.ts';
import { creditsText } from '../texts/units.ts';
import { imageNames } from '../texts/lists.ts';

type PathIntent = Pick<Intent, 'remakes' | 'target' | 'variants'>;

/** The file that a job is for: the one it may replace, otherwise the one it creates. */
export function pathOf({ remakes, target }: PathIntent): Uri {
	const { workspaceFolder, folder, name } = target;
	return remakes === undefined
		? Uri.parse(workspaceFolder, true).with({ path: joinPath(folder, name) })
		: Uri.parse(remakes, true);
}

/** The job's file, and its variants in other sizes. */
function pathsOf(intent: PathIntent): Uri[] {
	const path = pathOf(intent);
	return [path, ...(intent.variants ?? []).map(variant => path.with({ path: variant.path }))];
}

/** Files that jobs may still create, or may have been charged for. */
interface OpenPaths {
	/** Undefined if no job is open for the file. */
	readonly jobFor: (uri: Uri) => Job | undefined;
	/** Whether it is unknown if the file was paid for. */
	readonly mayBePaid: (uri: Uri) => boolean;
}

/** Reads the current jobs of all windows. */
export async function readOpenPaths({ board }: Pick<Services, 'board'>): Promise<OpenPaths> {
	const jobs = openFiles(await board.list());
	const jobFor = (uri: Uri) => jobs.get(anyFileKey(uri.toString()));
	return { jobFor, mayBePaid: uri => jobFor(uri)?.phase === 'unknown' };
}

/** @throws UserError if a job is open for one of the files: nothing is paid for twice unless the user says so. */
export async function requireNoOpenJob(services: Services, uris: readonly Uri[]): Promise<void> {
	const open = await readOpenPaths(services);
	for (const uri of uris) {
		const job = open.jobFor(uri);
		if (job !== undefined) {
			throw openJobError(uri, job);
		}
	}
}

/** @throws UserError if a job is making exactly this file for a document, and would find its name taken. */
export async function requireNotAwaited(services: Services, uri: Uri): Promise<void> {
	if ((await readOpenPaths(services)).jobFor(uri)?.intent.exactFormat === true) {
		throw takenError(uri);
	}
}

function openJobError(uri: Uri, job: Job): UserError {
	const name = workspace.asRelativePath(uri);
	return job.phase === 'unknown'
		? new UserError(
				l10n.t(
					'{0} may have been paid for already ({1}): its request got no answer, so nothing was sent this time.',
					name,
					creditsText(job.intent.credits),
				),
				{ type: 'showJobs' },
			)
		: takenError(uri);
}

function takenError(uri: Uri): UserError {
	return new UserError(l10n.t('{0} is already being generated.', workspace.asRelativePath(uri)), {
		type: 'showJobs',
	});
}

/** Reports what was left out of a list because it is unknown whether it was paid for; the user decides in Show Jobs. */
export function reportMayBePaid({ notify }: Messages, names: readonly string[]): void {
	const message = l10n.t(
		'Skipped: {0} may have been paid for already, because the request got no answer.',
		imageNames(names),
	);
	notify('warning', message, [stepAction({ type: 'showJobs' })]);
}

/**
 * Reserves the files of jobs for the caller until they are written down, so that no one else requests them, in this
 * window or another. Applies only to files that documents name or that are replaced automatically; others get names
 * of their own.
 *
 * @param except the job that is sent again.
 * @throws UserError if another job has or had the files, and if a file that must be new exists.
 */
export async function claimPaths(
	services: Services,
	intents: readonly Intent[],
	except?: Job,
): Promise<{ dispose(): void } | undefined> {
	const named = intents.filter(({ exactFormat }) => exactFormat === true);
	try {
		return await services.claims.claim(intents, except, async () => {
			for (const intent of named) {
				await requireNotMadeYet(services, intent);
			}
		});
	} catch (error) {
		if (!(error instanceof FileTakenError)) {
			throw error;
		}
		const uri = named.flatMap(pathsOf)[error.index];
		if (uri === undefined) {
			throw error;
		}
		throw error.job === undefined ? takenError(uri) : openJobError(uri, error.job);
	}
}

/** Checks that no one has made the image meanwhile. */
async function requireNotMadeYet(services: Services, intent: Intent): Promise<void> {
	const uri = pathOf(intent);
	if (intent.remakes === undefined) {
		return requireNoFile(uri);
	}
	if (intent.inPlace === true && (await services.records.entryOf(uri))?.placeholder !== true) {
		throw new UserError(l10n.t('{0} is no longer a placeholder.', workspace.asRelativePath(uri)));
	}
}

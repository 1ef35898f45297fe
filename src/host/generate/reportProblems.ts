import { randomUUID } from 'node:crypto';
import { Uri, window, workspace } from 'vscode';
import { isTerminal, wasAccepted, type Job } from '../../core/jobs/job.ts';
import { newJob } from '../../core/jobs/reducer.ts';
import type { Services } from '../services.ts';
import { notify, reportError, type Action } from '../ui/messages.ts';
import { take, titleOf } from '../ui/nextSteps.ts';
import { problemText, type Remedy } from '../ui/problemText.ts';

/**
 * Tells about the jobs that did not come through, one message for each kind of trouble with the one step that
 * helps most. Returns whether any message offers to go on.
 *
 * @param runAgain takes jobs on once more.
 */
export function reportProblems(
	services: Services,
	jobs: readonly Job[],
	runAgain: (jobs: readonly Job[]) => Promise<unknown>,
): boolean {
	const groups = new Map<string, [Job, ...Job[]]>();
	let open = false;
	for (const job of jobs) {
		const problem = job.parked?.problem ?? job.problem;
		if (problem !== undefined) {
			const { message, remedy } = problemText(problem, job);
			const group = groups.get(message);
			if (group === undefined) {
				groups.set(message, [job]);
			} else {
				group.push(job);
			}
			open ||= remedy.type === 'retry' || remedy.type === 'saveElsewhere';
		}
	}
	for (const [message, [first, ...others]] of groups) {
		reportGroup(services, message, first, [first, ...others], runAgain);
	}
	return open;
}

function reportGroup(
	services: Services,
	message: string,
	first: Job,
	jobs: readonly Job[],
	runAgain: (jobs: readonly Job[]) => Promise<unknown>,
): void {
	const problem = first.parked?.problem ?? first.problem;
	if (problem === undefined) {
		return;
	}
	/** A parked job goes on by its button or when its time has come, whichever is first; never twice. */
	let started = false;
	const goOn = async (change: (job: Job) => Promise<Job>) => {
		if (!started) {
			started = true;
			await runAgain(await Promise.all(jobs.map(change)));
		}
	};
	const again = () => goOn(job => reopened(services, job));
	const action = actionFor(problemText(problem, first).remedy, again, async () => {
		const folder = await askFolder(first);
		if (folder !== undefined) {
			await goOn(job => services.jobs.retarget(job, { ...job.intent.target, ...folder }));
		}
	});
	const count = jobs.length === 1 ? '' : `${jobs.length} images: `;
	const severity = problem.kind === 'noAnswer' || first.parked !== undefined ? 'warning' : 'error';
	notify(services.log, severity, count + message, [action]);
	const until = first.parked?.until;
	if (until !== undefined) {
		setTimeout(
			() => {
				again().catch((error: unknown) => {
					reportError(services.log, error);
				});
			},
			Math.max(0, until - Date.now()),
		);
	}
}

function actionFor(remedy: Remedy, retry: () => Promise<void>, saveElsewhere: () => Promise<void>): Action {
	switch (remedy.type) {
		case 'retry':
			return { title: 'Try Again', run: retry };
		case 'saveElsewhere':
			return { title: 'Save Elsewhere…', run: saveElsewhere };
		default:
			return { title: titleOf(remedy), run: () => take(remedy) };
	}
}

/** A parked job as it is; one that ended before the service took it begins anew, as a job of its own. */
async function reopened(services: Services, job: Job): Promise<Job> {
	if (!isTerminal(job.phase)) {
		return job;
	}
	if (wasAccepted(job)) {
		throw new Error('The service had accepted this job; sending it again would be charged again.');
	}
	const intent = { ...job.intent, id: randomUUID(), createdAt: Date.now() };
	await services.jobs.open(intent);
	return newJob(intent);
}

/** Another folder of the workspace for what is not saved yet. */
async function askFolder({ intent }: Job): Promise<{ workspaceFolder: string; folder: string } | undefined> {
	const chosen = await window.showOpenDialog({
		canSelectFolders: true,
		canSelectFiles: false,
		defaultUri: Uri.parse(intent.target.workspaceFolder, true),
		openLabel: 'Save Here',
		title: 'Folder for the image',
	});
	const folder = chosen?.[0];
	const owner = folder && workspace.getWorkspaceFolder(folder);
	return folder && owner && { workspaceFolder: owner.uri.toString(), folder: folder.path };
}

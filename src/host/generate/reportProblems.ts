import { randomUUID } from 'node:crypto';
import { Uri, window, workspace } from 'vscode';
import { isTerminal, wasAccepted, type Job } from '../../core/jobs/job.ts';
import { policy } from '../../core/jobs/policy.ts';
import { newJob } from '../../core/jobs/reducer.ts';
import type { Services } from '../services.ts';
import { notify, reportError, type Action } from '../ui/messages.ts';
import { take, titleOf } from '../ui/nextSteps.ts';
import { problemText, type Remedy } from '../ui/problemText.ts';

/** Takes jobs on from where they stand. */
type RunAgain = (jobs: readonly Job[]) => Promise<unknown>;

/**
 * Tells about the jobs that did not come through, one message for each kind of trouble with the one step that
 * helps most. Returns whether any message offers to go on.
 *
 * @param runAgain takes jobs on once more.
 * @param onAbandoned called when a message was closed without its jobs going on.
 */
export function reportProblems(
	services: Services,
	jobs: readonly Job[],
	runAgain: RunAgain,
	onAbandoned: () => void,
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
		reportGroup({ services, message, first, jobs: [first, ...others], runAgain, onAbandoned });
	}
	return open;
}

interface Group {
	readonly services: Services;
	readonly message: string;
	readonly first: Job;
	readonly jobs: readonly Job[];
	readonly runAgain: RunAgain;
	readonly onAbandoned: () => void;
}

function reportGroup(group: Group): void {
	const { services, message, first, jobs, runAgain, onAbandoned } = group;
	const problem = first.parked?.problem ?? first.problem;
	if (problem === undefined) {
		return;
	}
	/** The jobs go on by the button or when their time has come, whichever is first; never twice. */
	let settled = false;
	const goOn = async (change: (job: Job) => Promise<Job>) => {
		if (!settled) {
			settled = true;
			await runAgain(await Promise.all(jobs.map(change)));
		}
	};
	const again = () => goOn(job => reopened(services, job));
	const waiting = scheduled(first);
	const action =
		waiting !== undefined && !wasAccepted(first)
			? {
					// The service asked to wait: all that can be done before is to give up.
					title: 'Cancel',
					run: async () => {
						if (!settled) {
							settled = true;
							const cancel = AbortSignal.abort();
							await Promise.all(jobs.map(job => services.jobs.drive(job, { cancel })));
							onAbandoned();
						}
					},
				}
			: actionFor(problemText(problem, first).remedy, again, async () => {
					const folder = await askFolder(services, first);
					if (folder === undefined) {
						// The image is paid for: the way to it stays open.
						settled = true;
						reportGroup(group);
						return;
					}
					await goOn(job => services.jobs.retarget(job, { ...job.intent.target, ...folder }));
				});
	const count = jobs.length === 1 ? '' : `${jobs.length} images: `;
	// Only errors stay on the screen until they are read; what may have cost credits has to.
	const severity = problem.kind === 'busy' || problem.kind === 'key' ? 'warning' : 'error';
	notify(services.log, severity, count + message, [action], () => {
		if (!settled && waiting === undefined) {
			onAbandoned();
		}
	});
	if (waiting !== undefined) {
		setTimeout(() => {
			again().catch((error: unknown) => {
				reportError(services.log, error);
			});
		}, waiting);
	}
}

/** Milliseconds until the job goes on by itself; undefined when it does not, or not today. */
function scheduled({ parked }: Job): number | undefined {
	const wait = parked?.until === undefined ? undefined : Math.max(0, parked.until - Date.now());
	return wait !== undefined && wait <= policy.poll.parkAfter ? wait : undefined;
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
async function askFolder(
	{ log }: Services,
	{ intent }: Job,
): Promise<{ workspaceFolder: string; folder: string } | undefined> {
	const chosen = await window.showOpenDialog({
		canSelectFolders: true,
		canSelectFiles: false,
		defaultUri: Uri.parse(intent.target.workspaceFolder, true),
		openLabel: 'Save Here',
		title: 'Folder for the image',
	});
	const folder = chosen?.[0];
	const owner = folder && workspace.getWorkspaceFolder(folder);
	if (folder && !owner) {
		notify(log, 'warning', 'Choose a folder inside the workspace.');
	}
	return folder && owner && { workspaceFolder: owner.uri.toString(), folder: folder.path };
}

import { l10n, Uri } from 'vscode';
import { creditsOf, problemOf, wasAccepted, type Job } from '../../core/jobs/job.ts';
import { policy } from '../../core/policy.ts';
import { waitOf } from '../../core/jobs/recovery.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { Problem } from '../../core/jobs/problem.ts';
import type { NextStep } from '../../core/userError.ts';
import type { Services } from '../services.ts';
import type { Action } from '../ui/messages.ts';
import { runNextStep, stepAction, titleOf } from '../ui/nextSteps.ts';
import { confirmPrice } from '../ui/confirm.ts';
import { problemText, type ProblemText } from './problemText.ts';
import { readSettings } from '../workspace/settings.ts';
import { askFolder } from './askFolder.ts';
import { askAnotherPrompt, nameOf } from './askAnotherPrompt.ts';
import { parkedJobs } from './parkedJobs.ts';
import { renew } from './renewJob.ts';
import { reportRefusals, withNames, type Refusal } from '../results/reportRefusals.ts';
import { creditsText, imagesText } from '../texts/units.ts';
import { imageNames } from '../texts/lists.ts';
import { withServiceIds } from '../texts/serviceIds.ts';

/** Resumes jobs from where they stopped. */
type RunAgain = (jobs: readonly Job[]) => Promise<unknown>;

/**
 * Reports the jobs that failed, with one message and the most helpful step for each kind of problem. Returns
 * whether any message offers to resume.
 *
 * @param runAgain resumes the jobs.
 * @param onAbandoned called when a message is closed without resuming its jobs.
 */
export function reportProblems(
	services: Services,
	jobs: readonly Job[],
	runAgain: RunAgain,
	onAbandoned: () => void,
): boolean {
	const reported = jobs.flatMap(job => {
		const problem = problemOf(job);
		return problem === undefined ? [] : [{ job, problem, ...problemText(problem, job) }];
	});
	for (const [common, group] of Map.groupBy(reported, each => each.common)) {
		const [one] = group;
		const all = group.map(({ job }) => job);
		if (one !== undefined) {
			const message = withServiceIds(common, all);
			reportGroup({ ...one, services, message, first: one.job, jobs: all, runAgain, onAbandoned });
		}
	}
	return reported.some(({ remedy }) => ['retry', 'saveElsewhere', 'editPrompt'].includes(remedy.type));
}

/** Jobs that one message is about. Its first job, with that one's problem, stands for the others. */
interface Group extends Pick<ProblemText, 'message' | 'remedy' | 'costs'> {
	readonly services: Services;
	readonly first: Job;
	readonly problem: Problem;
	readonly jobs: readonly Job[];
	readonly runAgain: RunAgain;
	readonly onAbandoned: () => void;
}

function reportGroup(group: Group): void {
	const { services, message, first, problem, jobs, runAgain, onAbandoned } = group;
	/** The jobs are resumed by the button or when they are due, whichever comes first; never twice. */
	let handled = false;
	const ids = jobs.map(({ intent }) => intent.id);
	const leave = () => {
		ids.forEach(id => parkedJobs(services).resumed.delete(id));
	};
	const goOn = async (change: (job: Job) => Promise<Job | undefined>) => {
		if (!handled) {
			handled = true;
			leave();
			await runAgain(await changeAll(services, jobs, change));
		}
	};
	const showAgain = () => {
		handled = true;
		reportGroup(group);
	};
	const renewAll = () => goOn(job => renew(services, job));
	const again = async () => {
		if (group.costs && !(await isConfirmed(jobs))) {
			showAgain();
			return;
		}
		await renewAll();
	};
	/** Shows the message again if the question is dismissed. */
	const askAndGoOn = async <T>(
		ask: () => Promise<T | undefined>,
		changeFor: (answer: T) => (job: Job) => Promise<Job | undefined>,
	) => {
		const answer = await ask();
		if (answer === undefined) {
			showAgain();
			return;
		}
		await goOn(changeFor(answer));
	};
	const waiting = scheduled(first);
	const action =
		waiting !== undefined && !wasAccepted(first)
			? {
					// The service asked to wait: until then, all the user can do is give up.
					title: l10n.t('Cancel'),
					run: async () => {
						if (!handled) {
							handled = true;
							leave();
							await Promise.all(jobs.map(job => services.jobs.cancel(job)));
							onAbandoned();
						}
					},
				}
			: actionFor(group, again, {
					saveElsewhere: () =>
						askAndGoOn(
							() => askFolder(services, first),
							folder => job => services.jobs.retarget(job, { ...job.intent.target, ...folder }),
						),
					editPrompt: () =>
						askAndGoOn(
							() => askAnotherPrompt(first),
							prompt => job => renew(services, job, prompt),
						),
				});
	const names = namesOf(jobs) ?? (jobs.length === 1 ? undefined : imagesText(jobs.length));
	const said = names === undefined ? message : withNames(names, message);
	// Only errors stay on screen until they are read, which anything that may have cost credits must.
	const severity = problem.kind === 'busy' || problem.kind === 'key' ? 'warning' : 'error';
	/** Opens the service's site; what comes next is in the message, so it is shown again. */
	const onSite = (step: NextStep): Action => ({
		title: titleOf(step),
		run: async () => {
			handled = true;
			await runNextStep(step);
			showAgain();
		},
	});
	const actions =
		problem.kind === 'credits'
			? [onSite({ type: 'addCredits' }), action]
			: problem.kind === 'key'
				? [action, onSite({ type: 'getApiKey' })]
				: [action];
	services.notify(severity, said, actions, () => {
		if (!handled && waiting === undefined) {
			onAbandoned();
		}
	});
	if (waiting !== undefined) {
		// Until then this window looks after them; it knows where their links go.
		ids.forEach(id => parkedJobs(services).resumed.add(id));
		setTimeout(() => {
			renewAll().catch(services.reportError);
		}, waiting);
	}
}

/** `hero.webp and logo.png`, if each job makes a file that the user knows by name. */
function namesOf(jobs: readonly Job[]): string | undefined {
	const names = jobs.flatMap(({ intent }) => nameOf(intent) ?? []);
	return names.length < jobs.length ? undefined : imageNames(names);
}

/** Milliseconds until the job resumes by itself; undefined if it doesn't, or only after a long wait. */
function scheduled({ parked }: Job): number | undefined {
	const wait = parked && waitOf(parked, Date.now());
	return wait !== undefined && wait <= policy.poll.parkAfter ? wait : undefined;
}

/** A job that can't be resumed doesn't stop the others. */
async function changeAll(
	services: Services,
	jobs: readonly Job[],
	change: (job: Job) => Promise<Job | undefined>,
): Promise<Job[]> {
	const changed: Job[] = [];
	const refusals: Refusal[] = [];
	for (const job of jobs) {
		try {
			const next = await change(job);
			changed.push(...(next === undefined ? [] : [next]));
		} catch (error) {
			refusals.push({ name: nameOf(job.intent) ?? `“${shorten(job.intent.prompt, 40)}”`, error });
		}
	}
	reportRefusals(services, refusals);
	return changed;
}

/** Asks if several jobs together cost more than `confirmAbove`; the price of a single one is on the button. */
async function isConfirmed(jobs: readonly Job[]): Promise<boolean> {
	const [first] = jobs;
	const total = creditsOf(jobs);
	if (first === undefined || jobs.length === 1) {
		return true;
	}
	const { confirmAbove } = readSettings(Uri.parse(first.intent.target.workspaceFolder, true));
	return confirmPrice({
		question: l10n.t('Generate {0} for {1}?', imagesText(jobs.length), creditsText(total)),
		button: l10n.t('Generate'),
		credits: total,
		confirmAbove,
		detail: [],
	});
}

function actionFor(
	{ first, problem, jobs, remedy, costs }: Group,
	retry: () => Promise<void>,
	others: { readonly saveElsewhere: () => Promise<void>; readonly editPrompt: () => Promise<void> },
): Action {
	switch (remedy.type) {
		case 'editPrompt':
			// Several jobs have a prompt each.
			return jobs.length === 1
				? { title: l10n.t('Edit Prompt… ({0})', creditsText(first.intent.credits)), run: others.editPrompt }
				: stepAction({ type: 'showJobs' });
		case 'retry':
			if (problem.kind === 'key') {
				// Trying again asks for it.
				return { title: titleOf({ type: 'setApiKey' }), run: retry };
			}
			return {
				title: costs ? l10n.t('Try Again ({0})', creditsText(creditsOf(jobs))) : l10n.t('Try Again'),
				run: retry,
			};
		case 'saveElsewhere':
			return { title: l10n.t('Save Elsewhere…'), run: others.saveElsewhere };
		default:
			return stepAction(remedy);
	}
}

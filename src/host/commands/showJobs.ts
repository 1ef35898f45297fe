import {
	QuickInputButtons,
	ThemeIcon,
	l10n,
	Uri,
	window,
	workspace,
	type QuickInputButton,
	type QuickPickItem,
} from 'vscode';
import { actionsOf, type JobAction } from '../../core/jobs/jobActions.ts';
import { isInProgress } from '../../core/jobs/standing.ts';
import { shorten } from '../../core/text/shorten.ts';
import { wrapLines } from '../../core/text/wrapLines.ts';
import { undoReplacement } from '../results/replaceImage.ts';
import { reportRefusals, type Refusal } from '../results/reportRefusals.ts';
import { runJobAction } from '../jobs/runJobAction.ts';
import { requireTrust } from '../workspace/trust.ts';
import type { ListedJob } from '../../core/jobs/jobBoard.ts';
import type { Services } from '../services.ts';
import { actionText, ageText, stateText } from '../jobs/jobText.ts';
import { problemText } from '../jobs/problemText.ts';
import type { Command } from '../command.ts';
import { creditsText } from '../texts/units.ts';
import { separator } from '../ui/quickInput.ts';
import { problemOf } from '../../core/jobs/job.ts';

interface StepButton extends QuickInputButton {
	readonly run: () => Promise<unknown>;
	/** Whether the list stays open: the action asks nothing and shows no progress of its own. */
	readonly stays: boolean;
}

interface JobItem extends QuickPickItem {
	/** Identifies the item across refreshes. */
	readonly id?: string;
	/** Runs on Enter. */
	readonly choose?: () => Promise<unknown>;
	readonly buttons?: readonly StepButton[];
}

const dismissFailed: QuickInputButton = {
	iconPath: new ThemeIcon('clear-all'),
	tooltip: l10n.t('Dismiss All Failed'),
};

/** How often the open list is refreshed, in milliseconds. */
const refreshEvery = 1000;
/** How often the ages are redrawn if nothing else changes, in milliseconds: a click on a row being replaced is lost. */
const redrawEvery = 5000;

/** Show Jobs: lists jobs that run, wait, failed or have an unknown outcome, with the actions for each. */
export const showJobs: Command = async services => {
	const pick = window.createQuickPick<JobItem>();
	pick.title = l10n.t('Jobs');
	pick.placeholder = l10n.t('Jobs that are in progress or need attention');
	pick.matchOnDescription = true;
	pick.matchOnDetail = true;
	pick.busy = true;
	let timer: NodeJS.Timeout | undefined;
	let closed = false;
	let shown = '';
	let drawnAt = 0;
	let failed: readonly ListedJob[] = [];

	/** Keeps the focused item focused: in a list that jumps, people press the wrong button. */
	const refresh = async () => {
		const listed = await listJobs(services);
		const items = [...itemsOf(services, listed), ...(await replacedItems(services))];
		if (closed) {
			return;
		}
		failed = listed.filter(({ job, running }) => job.phase === 'failed' && running === 'no');
		if (failed.length > 0 !== pick.buttons.length > 0) {
			pick.buttons = failed.length > 0 ? [dismissFailed] : [];
		}
		const now = Date.now();
		const key = keyOf(items);
		if (key !== shown || now - drawnAt >= redrawEvery) {
			shown = key;
			drawnAt = now;
			const focused = pick.activeItems[0]?.id;
			pick.keepScrollPosition = true;
			pick.items = items.length > 0 ? items : [noJobs];
			const active = items.find(({ id }) => id === focused);
			if (focused !== undefined && active !== undefined) {
				pick.activeItems = [active];
			}
		}
		pick.busy = false;
	};
	const refreshSafely = () =>
		refresh().catch((error: unknown) => {
			services.log.error('The jobs could not be listed', error);
		});
	const keepFresh = () => {
		timer = setTimeout(() => {
			void refreshSafely().finally(() => {
				if (!closed) {
					keepFresh();
				}
			});
		}, refreshEvery);
	};

	const take = (run: () => Promise<unknown>, stays: boolean) => {
		if (stays) {
			pick.busy = true;
		} else {
			pick.hide();
		}
		void run().then(refreshSafely).catch(services.reportError);
	};

	pick.onDidTriggerItemButton(({ button }) => {
		const { run, stays } = button as StepButton;
		take(run, stays);
	});
	pick.onDidTriggerButton(() => {
		const some = failed;
		take(async () => {
			const refusals: Refusal[] = [];
			for (const { job } of some) {
				await runJobAction(services, job, 'dismiss').catch((error: unknown) => {
					refusals.push({ name: `“${shorten(job.intent.prompt, 40)}”`, error });
				});
			}
			reportRefusals(services, refusals);
		}, true);
	});
	pick.onDidAccept(() => {
		const choose = pick.activeItems[0]?.choose;
		if (choose === undefined) {
			pick.hide();
		} else {
			take(choose, false);
		}
	});
	pick.onDidHide(() => {
		closed = true;
		clearTimeout(timer);
		pick.dispose();
	});
	pick.show();
	await refreshSafely();
	keepFresh();
};

/** As many as fit into a line of a list. */
const reasonColumns = 72;

/** Shows a list of the actions for one job, and the whole reason why it stopped. */
async function chooseAction(services: Services, listed: ListedJob): Promise<void> {
	const { job, running } = listed;
	const pick = window.createQuickPick<QuickPickItem & { readonly action?: JobAction }>();
	pick.title = shorten(job.intent.prompt, 60);
	pick.placeholder = describe(listed, Date.now());
	pick.buttons = [QuickInputButtons.Back];
	const reason = wrapLines(detailOf(listed) ?? '', reasonColumns);
	pick.items = [
		...actionsOf(job, running !== 'no').map(action => {
			const { icon, title, detail } = actionText(action, job);
			return { label: `$(${icon}) ${title}`, detail, action };
		}),
		// A single item would be cut off.
		...(reason.length === 0 ? [] : [separator(l10n.t('reason'))]),
		...reason.map(label => ({ label, alwaysShow: true })),
	];
	const action = await new Promise<JobAction | 'back' | undefined>(resolve => {
		pick.onDidTriggerButton(() => {
			resolve('back');
		});
		pick.onDidAccept(() => {
			const [chosen] = pick.activeItems;
			if (chosen?.action !== undefined) {
				resolve(chosen.action);
			}
		});
		pick.onDidHide(() => {
			resolve(undefined);
		});
		pick.show();
	});
	pick.dispose();
	if (action === 'back') {
		await showJobs(services);
	} else if (action !== undefined) {
		await runJobAction(services, job, action);
	}
}

async function listJobs({ board }: Services): Promise<ListedJob[]> {
	return (await board.list()).filter(isInProgress);
}

const noJobs: JobItem = {
	label: `$(check) ${l10n.t('No jobs')}`,
	description: l10n.t('Nothing is in progress, and nothing needs attention'),
};

function itemsOf(services: Services, listed: readonly ListedJob[]): JobItem[] {
	const now = Date.now();
	const items = (some: readonly ListedJob[]) => some.map(entry => itemOf(services, entry, now));
	const waiting = listed.filter(({ running }) => running === 'no');
	const underWay = listed.filter(({ running }) => running !== 'no');
	return [
		...(underWay.length === 0 ? [] : [separator(l10n.t('in progress')), ...items(underWay)]),
		...(waiting.length === 0 ? [] : [separator(l10n.t('need attention')), ...items(waiting)]),
	];
}

/** Equal for lists that differ in their ages, which come last in each description, and other seconds only. */
function keyOf(items: readonly JobItem[]): string {
	return JSON.stringify(
		items.map(item => ({
			...item,
			description: item.description?.replace(/ · [^·]*$/, '').replace(/\d/g, ''),
		})),
	);
}

function itemOf(services: Services, entry: ListedJob, now: number): JobItem {
	const { job, running } = entry;
	const detail = detailOf(entry);
	return {
		id: job.intent.id,
		label: `$(${iconOf(entry)}) ${shorten(job.intent.prompt, 60)}`,
		description: describe(entry, now),
		...(detail !== undefined && { detail }),
		choose: () => chooseAction(services, entry),
		buttons: actionsOf(job, running !== 'no').map(action => {
			const { icon, title } = actionText(action, job);
			return {
				iconPath: new ThemeIcon(icon),
				tooltip: title,
				run: () => runJobAction(services, job, action),
				stays: action === 'cancel' || action === 'dismiss',
			};
		}),
	};
}

/** Images whose originals are still kept. */
async function replacedItems(services: Services): Promise<JobItem[]> {
	const replacements = await services.replaced.list();
	const items = replacements.map((replacement): JobItem => {
		const undo = async () => {
			requireTrust();
			await undoReplacement(services, replacement);
		};
		return {
			id: replacement.id,
			label: `$(replace) ${workspace.asRelativePath(Uri.parse(replacement.replaced, true))}`,
			description: [
				l10n.t('Replaced'),
				creditsText(replacement.credits),
				ageText(Date.now() - replacement.at),
			].join(' · '),
			detail: shorten(replacement.prompt, 100),
			choose: undo,
			buttons: [
				{ iconPath: new ThemeIcon('discard'), tooltip: l10n.t('Undo Replace'), run: undo, stays: true },
				{
					iconPath: new ThemeIcon('trash'),
					tooltip: l10n.t('Dismiss the Original'),
					run: async () => {
						requireTrust();
						await services.replaced.dismiss(replacement.id);
					},
					stays: true,
				},
			],
		};
	});
	return items.length === 0 ? [] : [separator(l10n.t('replaced')), ...items];
}

function describe(entry: ListedJob, now: number): string {
	const { job, running } = entry;
	const state = stateText(entry, now);
	const where = running === 'elsewhere' ? [l10n.t('in another window')] : [];
	const age = ageText(now - job.intent.createdAt);
	return [state, ...where, creditsText(job.intent.credits), age].join(' · ');
}

function detailOf({ job, running }: ListedJob): string | undefined {
	const problem = problemOf(job);
	return running === 'no' && problem !== undefined ? problemText(problem, job).message : undefined;
}

function iconOf({ job, running }: ListedJob): string {
	if (running !== 'no') {
		return 'loading~spin';
	}
	switch (job.phase) {
		case 'failed':
			return 'error';
		case 'unknown':
			return 'question';
		default:
			return 'debug-pause';
	}
}

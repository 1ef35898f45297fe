import {
	QuickInputButtons,
	QuickPickItemKind,
	ThemeIcon,
	window,
	type QuickInputButton,
	type QuickPickItem,
} from 'vscode';
import { formatCredits } from '../../core/credits/prices.ts';
import type { Job } from '../../core/jobs/job.ts';
import { actionsOf, isOpen, type JobAction } from '../../core/jobs/jobActions.ts';
import { shorten } from '../../core/shorten.ts';
import { takeStep } from '../generate/jobSteps.ts';
import type { Services } from '../services.ts';
import { actionText, ageText, phaseText, restText } from '../ui/jobText.ts';
import { reportError } from '../ui/messages.ts';
import { problemText } from '../ui/problemText.ts';
import type { Command } from './registerCommands.ts';

interface ListedJob {
	readonly job: Job;
	/** Whether a window works on it, and whether that is this one. */
	readonly running: 'here' | 'elsewhere' | 'no';
}

interface ActionButton extends QuickInputButton {
	readonly action: JobAction;
}

interface JobItem extends QuickPickItem {
	readonly listed?: ListedJob;
	readonly buttons?: readonly ActionButton[];
}

/** How often the list is read anew while it is open; milliseconds. */
const refreshEvery = 1000;

/** Show Jobs: what is under way, what waits, what failed and what nobody knows of, with what can be done about each. */
export const showJobs: Command = async services => {
	const pick = window.createQuickPick<JobItem>();
	pick.title = 'Jobs';
	pick.placeholder = 'Jobs under way, and those that need you';
	pick.matchOnDescription = true;
	pick.matchOnDetail = true;
	pick.busy = true;
	let timer: NodeJS.Timeout | undefined;
	let closed = false;
	let shown = '';

	/** Keeps what is focused where it is: a list that jumps makes people press the wrong button. */
	const refresh = async () => {
		const items = itemsOf(await listJobs(services));
		if (closed) {
			return;
		}
		const key = JSON.stringify(items);
		if (key !== shown) {
			shown = key;
			const focused = pick.activeItems[0]?.listed?.job.intent.id;
			pick.keepScrollPosition = true;
			pick.items = items;
			const active = items.find(({ listed }) => listed?.job.intent.id === focused);
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

	/** Once one of the list was chosen, it is closed: what follows asks, or shows its own progress. */
	const take = (listed: ListedJob, action: JobAction) => {
		if (action === 'cancel' || action === 'dismiss') {
			pick.busy = true;
		} else {
			pick.hide();
		}
		void takeStep(services, listed.job, action)
			.then(refreshSafely)
			.catch((error: unknown) => {
				reportError(services.log, error);
			});
	};

	pick.onDidTriggerItemButton(({ item, button }) => {
		if (item.listed !== undefined) {
			take(item.listed, (button as ActionButton).action);
		}
	});
	pick.onDidAccept(() => {
		const [item] = pick.activeItems;
		if (item === undefined) {
			return;
		}
		pick.hide();
		if (item.listed !== undefined) {
			void chooseAction(services, item.listed).catch((error: unknown) => {
				reportError(services.log, error);
			});
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

/** The list again, with what can be done about one job. */
async function chooseAction(services: Services, listed: ListedJob): Promise<void> {
	const { job, running } = listed;
	const pick = window.createQuickPick<QuickPickItem & { readonly action: JobAction }>();
	pick.title = shorten(job.intent.prompt, 60);
	pick.placeholder = detailOf(listed) ?? describe(listed, Date.now());
	pick.buttons = [QuickInputButtons.Back];
	pick.items = actionsOf(job, running !== 'no').map(action => {
		const { icon, title, detail } = actionText(action, job);
		return { label: `$(${icon}) ${title}`, detail, action };
	});
	const action = await new Promise<JobAction | 'back' | undefined>(resolve => {
		pick.onDidTriggerButton(() => {
			resolve('back');
		});
		pick.onDidAccept(() => {
			resolve(pick.activeItems[0]?.action);
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
		await takeStep(services, job, action);
	}
}

/** The newest first. */
async function listJobs({ journal, jobs }: Services): Promise<ListedJob[]> {
	const live = new Map(jobs.running().map(job => [job.intent.id, job]));
	const stored = (await journal.list()).filter(job => isOpen(job) || live.has(job.intent.id));
	const listed = stored.map(async (job): Promise<ListedJob> => {
		const { id } = job.intent;
		const here = live.get(id);
		if (here !== undefined) {
			return { job: here, running: 'here' };
		}
		return { job, running: (await journal.isTaken(id)) ? 'elsewhere' : 'no' };
	});
	return (await Promise.all(listed)).sort((a, b) => b.job.intent.createdAt - a.job.intent.createdAt);
}

function itemsOf(listed: readonly ListedJob[]): JobItem[] {
	if (listed.length === 0) {
		return [{ label: '$(check) No jobs', description: 'Nothing is under way, and nothing needs you' }];
	}
	const now = Date.now();
	const items = (some: readonly ListedJob[]) => some.map(entry => itemOf(entry, now));
	const waiting = listed.filter(({ running }) => running === 'no');
	const underWay = listed.filter(({ running }) => running !== 'no');
	return [
		...(waiting.length === 0 ? [] : [separator('need you'), ...items(waiting)]),
		...(underWay.length === 0 ? [] : [separator('under way'), ...items(underWay)]),
	];
}

function separator(label: string): JobItem {
	return { label, kind: QuickPickItemKind.Separator };
}

function itemOf(entry: ListedJob, now: number): JobItem {
	const { job, running } = entry;
	const detail = detailOf(entry);
	return {
		label: `$(${iconOf(entry)}) ${shorten(job.intent.prompt, 60)}`,
		description: describe(entry, now),
		...(detail !== undefined && { detail }),
		buttons: actionsOf(job, running !== 'no').map(action => {
			const { icon, title } = actionText(action, job);
			return { iconPath: new ThemeIcon(icon), tooltip: title, action };
		}),
		listed: entry,
	};
}

function describe({ job, running }: ListedJob, now: number): string {
	const state = running === 'no' ? restText(job) : job.cancelling === true ? 'Cancelling…' : phaseText(job);
	const where = running === 'elsewhere' ? ['in another window'] : [];
	const age = ageText(now - job.intent.createdAt);
	return [state, formatCredits(job.intent.credits), age, ...where].join(' · ');
}

function detailOf({ job, running }: ListedJob): string | undefined {
	const problem = job.parked?.problem ?? job.problem;
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

import {
	Disposable,
	l10n,
	MarkdownString,
	StatusBarAlignment,
	ThemeColor,
	window,
	type StatusBarItem,
} from 'vscode';
import { creditsOf } from '../../core/jobs/job.ts';
import type { ListedJob } from '../../core/jobs/jobBoard.ts';
import { isInProgress, isUnderWay, standingOf, type Standing } from '../../core/jobs/standing.ts';
import { policy } from '../../core/policy.ts';
import { cleanLine } from '../../core/text/cleanText.ts';
import { shorten } from '../../core/text/shorten.ts';
import { commandIds } from '../contributions.ts';
import type { Services } from '../services.ts';
import { createThrottle } from '../ui/throttle.ts';
import { isShownHere } from './jobsHere.ts';
import { stateText } from './jobText.ts';
import { creditsText, imagesText, numberText } from '../texts/units.ts';
import { plural } from '../texts/plural.ts';

/** How often the item changes at most, in milliseconds. */
const redrawEvery = 250;
/** Jobs that the tooltip lists. */
const maxListed = 10;

/**
 * An item in the status bar as long as a job of this window's folders runs, resumes, waits, failed or is unknown. It
 * counts them all, its tooltip lists them, and a click opens Show Jobs.
 */
export function showJobsStatus({ board, jobs, log }: Pick<Services, 'board' | 'jobs' | 'log'>): Disposable {
	const item = window.createStatusBarItem('imageAssets.jobs', StatusBarAlignment.Left, 0);
	item.name = l10n.t('Image Assets Jobs');
	item.command = commandIds.showJobs;
	let timer: NodeJS.Timeout | undefined;
	let disposed = false;

	async function update(): Promise<void> {
		clearTimeout(timer);
		let listed: readonly ListedJob[] = [];
		try {
			listed = (await board.listOpen()).filter(isInProgress).filter(isShownHere);
			if (!disposed) {
				draw(item, listed);
			}
		} catch (error) {
			log.error('The jobs in the status bar could not be read', error);
		}
		// Other windows change jobs too, and some resume by themselves.
		const wait = listed.length > 0 ? policy.lease.heartbeat : policy.journal.look;
		clearTimeout(timer);
		timer = setTimeout(throttle.ask, wait);
	}

	const throttle = createThrottle(redrawEvery, update);
	const subscription = jobs.onDidChangeRunning(throttle.ask);
	throttle.ask();
	return Disposable.from(subscription, item, {
		dispose() {
			disposed = true;
			throttle.dispose();
			clearTimeout(timer);
		},
	});
}

function draw(item: StatusBarItem, listed: readonly ListedJob[]): void {
	if (listed.length === 0) {
		item.hide();
		return;
	}
	const all = listed.map(standingOf);
	const underWay = all.filter(isUnderWay).length;
	const others = all.filter(each => !isUnderWay(each));
	const icon = underWay > 0 ? 'loading~spin' : iconOf(others);
	// Running jobs must not hide those that need the user.
	const more = underWay > 0 && others.length > 0 ? ` $(${iconOf(others)})` : '';
	item.text = `$(${icon}) ${imagesText(listed.length)}${more}`;
	item.backgroundColor = others.some(each => each === 'failed' || each === 'unknown')
		? new ThemeColor('statusBarItem.warningBackground')
		: undefined;
	const label = labelOf(underWay, others.length);
	item.tooltip = tooltipOf(listed, label);
	item.accessibilityInformation = { label, role: 'button' };
	item.show();
}

function iconOf(standings: readonly Standing[]): string {
	if (standings.includes('unknown') || standings.includes('failed')) {
		return 'warning';
	}
	return standings.includes('waiting') ? 'debug-pause' : 'checklist';
}

/** `2 images in progress, 1 needs you` */
function labelOf(underWay: number, others: number): string {
	const running = l10n.t('{0} in progress', imagesText(underWay));
	if (others === 0) {
		return running;
	}
	if (underWay === 0) {
		return plural(
			others,
			l10n.t('{0} image needs attention', numberText(others)),
			l10n.t('{0} images need attention', numberText(others)),
		);
	}
	return plural(
		others,
		l10n.t('{0}, {1} needs attention', running, numberText(others)),
		l10n.t('{0}, {1} need attention', running, numberText(others)),
	);
}

/** Prompts are untrusted text, so they are escaped. */
function tooltipOf(listed: readonly ListedJob[], label: string): MarkdownString {
	const now = Date.now();
	const text = new MarkdownString();
	text.appendMarkdown('**').appendText('Image Assets').appendMarkdown('**: ').appendText(label);
	for (const entry of listed.slice(0, maxListed)) {
		const { prompt } = entry.job.intent;
		const credits = creditsText(creditsOf([entry.job]));
		text.appendMarkdown('\n- ');
		text.appendText(`${shorten(cleanLine(prompt), 60)} · ${stateText(entry, now)} · ${credits}`);
	}
	if (listed.length > maxListed) {
		text.appendMarkdown('\n- ').appendText(l10n.t('{0} more', numberText(listed.length - maxListed)));
	}
	text.appendMarkdown('\n\n').appendText(l10n.t('Click to show the jobs.'));
	return text;
}

import { Disposable, StatusBarAlignment, window } from 'vscode';
import { formatCredits } from '../../core/credits/prices.ts';
import { creditsOf } from '../../core/jobs/job.ts';
import { commandIds } from '../contributions.ts';
import type { JobService } from '../../core/jobs/service/jobService.ts';

/** Shows how many jobs this window is running in the status bar; hidden at zero. A click lists them. */
export function showRunningJobs(jobs: JobService): Disposable {
	const item = window.createStatusBarItem('imageAssets.jobs', StatusBarAlignment.Left, 0);
	item.name = 'Image Assets Jobs';
	item.command = commandIds.showJobs;
	const update = () => {
		const running = jobs.running();
		if (running.length === 0) {
			item.hide();
			return;
		}
		const images = running.length === 1 ? '1 image' : `${running.length} images`;
		const credits = formatCredits(creditsOf(running));
		item.text = `$(loading~spin) ${images}`;
		item.tooltip = `Image Assets: ${images} in progress · ${credits}. Click to show them.`;
		item.accessibilityInformation = { label: `${images} in progress`, role: 'button' };
		item.show();
	};
	const subscription = jobs.onDidChangeRunning(update);
	update();
	return Disposable.from(subscription, item);
}

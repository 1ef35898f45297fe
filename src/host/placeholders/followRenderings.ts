import { commands, Uri, workspace } from 'vscode';
import type { Replacement } from '../../core/assets/replacement.ts';
import { formatCredits } from '../../core/credits/prices.ts';
import { enlargedNote } from '../../core/jobs/enlargedNote.ts';
import type { Job } from '../../core/jobs/job.ts';
import { commandIds } from '../contributions.ts';
import { wasChanged, type RecordedImage } from '../edit/remake.ts';
import { takePlace, undoReplacement } from '../edit/replaceImage.ts';
import { reviewEdit } from '../edit/reviewEdit.ts';
import { reportProblems } from '../generate/reportProblems.ts';
import { runJobs } from '../generate/runJobs.ts';
import type { Services } from '../services.ts';
import { notify, reportError } from '../ui/messages.ts';
import { withJobProgress } from '../ui/progress.ts';

/** A job that makes the image of a placeholder, and is on its way. */
export interface Rendering {
	readonly image: RecordedImage;
	readonly job: Job;
	readonly ended: Promise<readonly Job[]>;
}

/** What a rendering has come to. */
interface Outcome {
	readonly job: Job;
	/** Undefined where the image did not get the place. */
	readonly placed: Replacement | undefined;
}

/**
 * Shows how jobs are going, gives each image the place of its placeholder as soon as it is saved, and tells what became
 * of all of them. Resolves to the files that are images now.
 */
export async function followRenderings(services: Services, renderings: readonly Rendering[]): Promise<Uri[]> {
	if (renderings.length === 0) {
		return [];
	}
	const images = new Map(renderings.map(({ image }) => [image.uri.toString(), image]));
	const outcomes = await showProgress(services, renderings);
	tellPlaced(services, outcomes);
	const runAgain = (jobs: readonly Job[]) =>
		followRenderings(
			services,
			jobs.flatMap(job => {
				const image = images.get(job.intent.remakes ?? '');
				const ended = runJobs(services, [job], { isWatched: () => true });
				return image === undefined ? [] : [{ image, job, ended }];
			}),
		);
	const jobs = outcomes.map(({ job }) => job);
	reportProblems(services, jobs, runAgain, () => undefined);
	return placedIn(outcomes).map(({ replaced }) => Uri.parse(replaced, true));
}

/** One notification for all of them; its Cancel reaches each. */
function showProgress(services: Services, renderings: readonly Rendering[]): Promise<Outcome[]> {
	const jobs = renderings.map(({ job }) => job);
	const ids = new Set(jobs.map(({ intent }) => intent.id));
	const running = () => services.jobs.running().filter(({ intent }) => ids.has(intent.id));
	const credits = formatCredits(jobs.reduce((sum, { intent }) => sum + intent.credits, 0));
	const title = jobs.length === 1 ? `1 placeholder · ${credits}` : `${jobs.length} placeholders · ${credits}`;
	return withJobProgress(title, jobs, async (cancel, report) => {
		const subscription = services.jobs.onDidChangeRunning(() => {
			running().forEach(report);
		});
		cancel.addEventListener('abort', () => {
			for (const job of running()) {
				services.jobs.cancel(job).catch((error: unknown) => {
					reportError(services.log, error);
				});
			}
		});
		try {
			const outcomes = await Promise.all(
				renderings.map(async ({ image, job, ended }) => {
					const [end = job] = await ended;
					report(end);
					return { job: end, placed: await place(services, image, end) };
				}),
			);
			return outcomes;
		} finally {
			subscription.dispose();
		}
	});
}

/** The image is saved by then: whatever goes wrong with its place is told of, and it stays beside. */
async function place(services: Services, image: RecordedImage, job: Job): Promise<Replacement | undefined> {
	const [result] = job.phase === 'saved' ? (job.saved ?? []) : [];
	if (result === undefined) {
		return undefined;
	}
	const name = workspace.asRelativePath(image.uri);
	const beside = workspace.asRelativePath(Uri.parse(result.uri, true));
	try {
		if (!(await wasChanged(image))) {
			return await takePlace(services, job, result, { folder: image.folder, original: image.uri });
		}
		const message = `${name} was changed meanwhile and stays as it is. Its image is ${beside}.`;
		const review = () => {
			reviewEdit(services, job);
		};
		notify(services.log, 'warning', message, [{ title: 'Review', run: review }]);
	} catch (error) {
		services.log.error(`${result.uri} did not get its place`, error);
		const reason = error instanceof Error ? error.message : String(error);
		notify(services.log, 'error', `The image of ${name} is ${beside}; it did not get its place: ${reason}`);
	}
	return undefined;
}

function placedIn(outcomes: readonly Outcome[]): Replacement[] {
	return outcomes.flatMap(({ placed }) => placed ?? []);
}

function tellPlaced(services: Services, outcomes: readonly Outcome[]): void {
	const placed = placedIn(outcomes);
	const [first] = placed;
	if (first === undefined) {
		return;
	}
	const credits = formatCredits(placed.reduce((sum, replacement) => sum + replacement.credits, 0));
	const uri = Uri.parse(first.replaced, true);
	const message =
		placed.length === 1
			? `${workspace.asRelativePath(uri)} is a real image now · ${credits}. The placeholder is kept.`
			: `${placed.length} placeholders are real images now · ${credits}. The placeholders are kept.`;
	const enlarged = enlargedNote(outcomes.flatMap(outcome => (outcome.placed ? outcome.job : [])));
	const undo =
		placed.length === 1
			? { title: 'Undo Replace', run: () => undoReplacement(services, first) }
			: { title: 'Undo Replace…', run: () => commands.executeCommand(commandIds.undoReplace) };
	const open = { title: 'Open', run: () => commands.executeCommand('vscode.open', uri) };
	notify(services.log, 'info', enlarged === undefined ? message : `${message} ${enlarged}`, [open, undo]);
}

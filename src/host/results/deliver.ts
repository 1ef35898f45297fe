import { commands, Uri, window, workspace } from 'vscode';
import { formatCredits } from '../../core/credits/prices.ts';
import { awaitsChoice, creditsOf, reviewedOf, type Job } from '../../core/jobs/job.ts';
import { nameImages } from '../../core/text/enumerate.ts';
import { moreNote } from '../../core/jobs/moreNote.ts';
import { hasSizeAskedFor, sizeNotes } from '../../core/jobs/sizeNote.ts';
import { shorten } from '../../core/text/shorten.ts';
import { commandIds, reviewCommand } from '../contributions.ts';
import { announcePlaced } from './announcePlaced.ts';
import { replacePlaceholder } from './replacePlaceholder.ts';
import type { Delivered } from './delivered.ts';
import type { LinkPlace } from '../editor/linkPlace.ts';
import { deriveVariants } from './derivedImages.ts';
import { describeJob } from '../../core/jobs/describeJob.ts';
import type { Services } from '../services.ts';
import { recordImage } from './recordImage.ts';
import { completeStep } from '../ui/completeStep.ts';
import { notify, type Action } from '../ui/messages.ts';
import { runNextStep, titleOf } from '../ui/nextSteps.ts';
import { hasLink, insertLinks, insertLinksAt, linkNotes, releaseLinks, undoSaved } from './savedFile.ts';

/**
 * Records what the jobs saved, puts it in its placeholders' places, and inserts the links into their
 * documents, each after the previous one of its place.
 */
export async function linkSaved(
	services: Services,
	jobs: readonly Job[],
	placeOf: (job: Job) => LinkPlace | undefined,
): Promise<Delivered[]> {
	const delivered: Delivered[] = [];
	for (const job of jobs) {
		for (const [index, image] of (job.saved ?? []).entries()) {
			// If the service sends more images than requested, the first one is the replacement.
			const placement = index === 0 ? await replacePlaceholder(services, job, image) : undefined;
			if (placement === undefined) {
				await recordImage(services, job, image);
			}
			const uri = placement?.type === 'placed' ? placement.uri : Uri.parse(image.uri, true);
			const { variants: wanted = [], prompt: alt } = job.intent;
			const variants = index === 0 ? await deriveVariants(services, uri, wanted, alt) : [];
			const sizeAsked = hasSizeAskedFor({ intent: job.intent, image });
			delivered.push({ image, uri, alt, sizeAsked, job, placement, variants, link: undefined });
		}
	}
	if (delivered.length > 0) {
		completeStep('image');
	}
	if (jobs.some(({ intent, saved = [] }) => intent.source !== undefined && saved.length > 0)) {
		completeStep('edit');
	}
	await insertLinksAt(services.log, delivered, ({ job }) => placeOf(job));
	jobs.forEach(job => {
		reportExtraImages(services, job);
	});
	return delivered;
}

/** Nobody expects this, so it gets its own message, wherever the images are shown. */
function reportExtraImages({ log }: Services, job: Job): void {
	const note = moreNote(job);
	if (note !== undefined) {
		log.info(`Job ${job.intent.id}: ${describeJob(job)}`);
		notify(log, 'warning', note, [
			{ title: titleOf({ type: 'showLog' }), run: () => runNextStep({ type: 'showLog' }) },
		]);
	}
}

/** @param away whether the images were finished for another window, which is gone. */
export function announce(services: Services, delivered: readonly Delivered[], away = false): void {
	announcePlaced(services, delivered, away);
	announceSaved(
		services,
		delivered.filter(({ placement }) => placement === undefined),
		away,
	);
}

function announceSaved(services: Services, delivered: readonly Delivered[], away: boolean): void {
	const [first] = delivered;
	if (first === undefined) {
		return;
	}
	// Files that were missing or are remade are linked already.
	const unlinked = delivered.filter(
		item => !hasLink(item) && item.job.intent.exactFormat !== true && item.job.intent.remakes === undefined,
	);
	const wanted = unlinked.some(({ job, link }) => link !== undefined || job.intent.link !== undefined);
	const actions: Action[] = [
		...(delivered.length === 1
			? [{ title: 'Open', run: () => commands.executeCommand('vscode.open', first.uri) }]
			: []),
		{ title: 'Reveal', run: () => commands.executeCommand('revealInExplorer', first.uri) },
		{
			title: 'Undo',
			run: () => undoSaved(services, [...delivered, ...delivered.flatMap(({ variants }) => variants)]),
		},
	];
	if (reviewedOf(first.job) !== undefined) {
		actions.unshift({ title: 'Review', run: () => commands.executeCommand(reviewCommand, first.job) });
	}
	if (unlinked.length > 0 && (away || wanted || window.activeTextEditor !== undefined)) {
		actions.unshift({ title: 'Insert Link', run: () => insertLinks(services.log, unlinked) });
	}
	notify(services.log, 'info', savedText(delivered, away), actions, () => {
		releaseLinks(delivered);
	});
}

/** Announces variations that await a choice. */
export function announceChoice(services: Services, jobs: readonly Job[]): void {
	const ready = jobs.filter(awaitsChoice);
	const [first] = ready;
	if (first === undefined) {
		return;
	}
	const subject = shorten(first.intent.prompt, 40);
	const message =
		ready.length === 1
			? `A variation of “${subject}” is ready.`
			: `${ready.length} variations of “${subject}” are ready.`;
	const choose = () => commands.executeCommand(commandIds.openPanel);
	notify(services.log, 'info', message, [{ title: 'Choose…', run: choose }]);
}

function savedText(delivered: readonly Delivered[], away: boolean): string {
	const names = delivered.map(({ uri }) => workspace.asRelativePath(uri));
	const credits = formatCredits(creditsOf([...new Set(delivered.map(({ job }) => job))]));
	const what = nameImages(names);
	const finished = names.length === 1 ? 'Image' : `${names.length} images`;
	const parts = [
		away ? `${finished} finished while you were away: ${what} · ${credits}.` : `Saved ${what} · ${credits}.`,
	];
	const variants = delivered.flatMap(each => each.variants);
	if (variants.length > 0) {
		parts.push(
			`From that, for nothing: ${nameImages(variants.map(({ uri }) => workspace.asRelativePath(uri)))}.`,
		);
	}
	parts.push(...sizeNotes(delivered.map(({ job: { intent }, image }) => ({ intent, image }))));
	if (delivered.some(({ job }) => job.cancelling)) {
		parts.push('It was finished before it could be cancelled.');
	}
	return [...parts, ...linkNotes(delivered)].join(' ');
}

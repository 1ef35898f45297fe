import { commands, l10n, Uri, window, workspace } from 'vscode';
import { awaitsChoice, creditsOf, reviewedOf, type Job } from '../../core/jobs/job.ts';
import { hasSizeAskedFor } from '../../core/jobs/sizeNote.ts';
import { moreNote, sizeNotes } from '../texts/resultNotes.ts';
import { shorten } from '../../core/text/shorten.ts';
import { commandIds, reviewCommand } from '../contributions.ts';
import { announcePlaced } from './announcePlaced.ts';
import { refusalOf, reportUncut } from './cutOutDoubt.ts';
import { replacePlaceholder } from './replacePlaceholder.ts';
import type { Delivered } from './delivered.ts';
import type { LinkPlace } from '../editor/linkPlace.ts';
import { deriveVariants } from './derivedImages.ts';
import { describeJob } from '../../core/jobs/describeJob.ts';
import type { Services } from '../services.ts';
import { recordImage } from './recordImage.ts';
import { completeStep } from '../ui/completeStep.ts';
import { openActions, type Action } from '../ui/messages.ts';
import { stepAction } from '../ui/nextSteps.ts';
import { hasLink, insertLinks, insertLinksAt, linkNotes, releaseLinks, undoSaved } from './savedFile.ts';
import { imageNames } from '../texts/lists.ts';
import { plural } from '../texts/plural.ts';
import { creditsText, numberText } from '../texts/units.ts';

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
			// An edit's size follows from its source.
			const sizeAsked = job.intent.source === undefined && hasSizeAskedFor({ intent: job.intent, image });
			const uncut = await refusalOf(services, job);
			delivered.push({ image, uri, alt, sizeAsked, job, placement, variants, uncut, link: undefined });
		}
	}
	if (delivered.length > 0) {
		completeStep('image');
	}
	if (jobs.some(({ intent, saved = [] }) => intent.source !== undefined && saved.length > 0)) {
		completeStep('edit');
	}
	await insertLinksAt(services.log, delivered, ({ job }) => placeOf(job));
	// Nobody expects these, so they get messages of their own, wherever the images are shown.
	jobs.forEach(job => {
		reportExtraImages(services, job);
	});
	delivered.forEach(each => {
		reportUncut(services, each);
	});
	return delivered;
}

function reportExtraImages({ log, notify }: Services, job: Job): void {
	const note = moreNote(job);
	if (note !== undefined) {
		log.info(`Job ${job.intent.id}: ${describeJob(job)}`);
		notify('warning', note, [stepAction({ type: 'showLog' })]);
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
		...openActions(delivered),
		{
			title: l10n.t('Reveal'),
			run: () => commands.executeCommand('revealInExplorer', first.uri),
		},
		{
			title: l10n.t('Undo'),
			run: () => undoSaved(services, [...delivered, ...delivered.flatMap(({ variants }) => variants)]),
		},
	];
	if (reviewedOf(first.job) !== undefined) {
		actions.unshift({
			title: l10n.t('Review'),
			run: () => commands.executeCommand(reviewCommand, first.job),
		});
	}
	if (unlinked.length > 0 && (away || wanted || window.activeTextEditor !== undefined)) {
		actions.unshift({ title: l10n.t('Insert Link'), run: () => insertLinks(services, unlinked) });
	}
	services.notify('info', savedText(delivered, away), actions, () => {
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
	const message = plural(
		ready.length,
		l10n.t('A variation of “{0}” is ready.', subject),
		l10n.t('{0} variations of “{1}” are ready.', numberText(ready.length), subject),
	);
	const choose = () => commands.executeCommand(commandIds.openPanel);
	services.notify('info', message, [{ title: l10n.t('Choose…'), run: choose }]);
}

function savedText(delivered: readonly Delivered[], away: boolean): string {
	const names = delivered.map(({ uri }) => workspace.asRelativePath(uri));
	const credits = creditsText(creditsOf([...new Set(delivered.map(({ job }) => job))]));
	const what = imageNames(names);
	const parts = [
		away
			? l10n.t('Saved {0} while you were away · {1}.', what, credits)
			: l10n.t('Saved {0} · {1}.', what, credits),
	];
	const variants = delivered.flatMap(each => each.variants);
	if (variants.length > 0) {
		parts.push(
			l10n.t(
				'Also made from it, free: {0}.',
				imageNames(variants.map(({ uri }) => workspace.asRelativePath(uri))),
			),
		);
	}
	parts.push(...sizeNotes(delivered.map(({ job: { intent }, image }) => ({ intent, image }))));
	if (delivered.some(({ job }) => job.cancelling)) {
		parts.push(l10n.t('It was done before it could be canceled.'));
	}
	return [...parts, ...linkNotes(delivered)].join(' ');
}

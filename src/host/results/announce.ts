import { commands, l10n, window, workspace, type Uri } from 'vscode';
import { awaitsChoice, creditsOf, mayHaveCost, reviewedOf, type Job } from '../../core/jobs/job.ts';
import { shorten } from '../../core/text/shorten.ts';
import { commandIds, reviewCommand } from '../contributions.ts';
import type { Services } from '../services.ts';
import { imageNames } from '../texts/lists.ts';
import { plural } from '../texts/plural.ts';
import { sizeNotes } from '../texts/resultNotes.ts';
import { withServiceIds } from '../texts/serviceIds.ts';
import { creditsText, numberText, placeholdersText } from '../texts/units.ts';
import { openActions, type Action } from '../ui/messages.ts';
import type { Delivered } from './delivered.ts';
import { undoReplacements } from './replaceImage.ts';
import { hasLink, insertLinks, linkNotes, releaseLinks, undoSaved } from './savedFile.ts';

/**
 * Announces what was saved, and offers what can be done with it.
 *
 * @param away whether the images were finished for another window, which is gone.
 */
export function announce(services: Services, delivered: readonly Delivered[], away = false): void {
	announceReplaced(
		services,
		delivered.filter(({ placement }) => placement?.type === 'placed'),
		away,
	);
	for (const { uri, job, placement } of delivered) {
		if (placement?.type === 'beside') {
			announceBeside(services, uri, job, placement.why);
		}
	}
	announceSaved(
		services,
		delivered.filter(({ placement }) => placement === undefined),
		away,
	);
}

function announceReplaced(services: Services, placed: readonly Delivered[], away: boolean): void {
	const [first] = placed;
	if (first === undefined) {
		return;
	}
	const credits = creditsText(creditsOf(placed.map(({ job }) => job)));
	const message = plural(
		placed.length,
		renderedText(workspace.asRelativePath(first.uri), credits, away),
		renderedText(placeholdersText(placed.length), credits, away),
	);
	const notes = sizeNotes(placed.map(({ job: { intent }, image }) => ({ intent, image })));
	const replacements = placed.flatMap(({ placement }) =>
		placement?.type === 'placed' ? (placement.replacement ?? []) : [],
	);
	const undo = { title: l10n.t('Undo Replace'), run: () => undoReplacements(services, replacements) };
	services.notify('info', [message, ...notes].join(' '), [
		...openActions(placed),
		...(replacements.length > 0 ? [undo] : []),
	]);
}

function renderedText(what: string, credits: string, away: boolean): string {
	return away
		? l10n.t('Rendered {0} while you were away · {1}.', what, credits)
		: l10n.t('Rendered {0} · {1}.', what, credits);
}

function announceBeside(services: Services, uri: Uri, job: Job, why: string): void {
	const where = l10n.t('The new image is {0}.', workspace.asRelativePath(uri));
	const review = () => commands.executeCommand(reviewCommand, job);
	services.notify('warning', [why, where].join(' '), [{ title: l10n.t('Review'), run: review }]);
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
		{ title: l10n.t('Reveal'), run: () => commands.executeCommand('revealInExplorer', first.uri) },
		{
			title: l10n.t('Undo'),
			run: () => undoSaved(services, [...delivered, ...delivered.flatMap(({ variants }) => variants)]),
		},
	];
	if (reviewedOf(first.job) !== undefined) {
		const review = () => commands.executeCommand(reviewCommand, first.job);
		actions.unshift({ title: l10n.t('Review'), run: review });
	}
	if (unlinked.length > 0 && (away || wanted || window.activeTextEditor !== undefined)) {
		actions.unshift({ title: l10n.t('Insert Link'), run: () => insertLinks(services, unlinked) });
	}
	services.notify('info', savedText(delivered, away), actions, () => {
		releaseLinks(delivered);
	});
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

/** Announces which jobs were cancelled and what that cost. Those with a problem are reported separately. */
export function announceCancelled({ notify }: Services, jobs: readonly Job[]): void {
	const cancelled = jobs.filter(({ phase, problem }) => phase === 'cancelled' && problem === undefined);
	if (cancelled.length > 0) {
		notify('info', cancelledText(cancelled));
	}
}

function cancelledText(jobs: readonly Job[]): string {
	const charged = jobs.filter(mayHaveCost);
	const count = numberText(jobs.length);
	const what = plural(jobs.length, l10n.t('Canceled.'), l10n.t('Canceled {0} images.', count));
	if (charged.length === 0) {
		return `${what} ${l10n.t('Nothing was charged.')}`;
	}
	const credits = creditsText(creditsOf(charged));
	const costs =
		jobs.length === 1
			? l10n.t('The service had accepted the request, so it may have charged {0}.', credits)
			: charged.length === jobs.length
				? l10n.t('The service had accepted the requests, so it may have charged {0}.', credits)
				: l10n.t(
						'The service had accepted {0} of the requests, so it may have charged {1}. Nothing was charged for the rest.',
						numberText(charged.length),
						credits,
					);
	return withServiceIds(`${what} ${costs}`, charged);
}

import { commands, Uri, window, workspace } from 'vscode';
import { formatCredits } from '../../core/credits/prices.ts';
import { awaitsChoice, reviewedOf, type Job, type SavedImage } from '../../core/jobs/job.ts';
import { nameImages } from '../../core/enumerate.ts';
import { enlargedNote } from '../../core/jobs/enlargedNote.ts';
import { shorten } from '../../core/shorten.ts';
import { commandIds } from '../contributions.ts';
import { linkPlaceAt, type InsertedLink, type LinkPlace, type NoLink } from '../editor/linkPlace.ts';
import type { Services } from '../services.ts';
import { forgetImage, recordImage } from '../record/recordImage.ts';
import { notify, type Action } from '../ui/messages.ts';

/** A saved image, and its link where one was put into a document. */
export interface Delivered {
	readonly image: SavedImage;
	readonly uri: Uri;
	readonly job: Job;
	link: InsertedLink | NoLink | undefined;
}

/** Records what was saved of the jobs, and puts its links into the document, each behind the one before. */
export async function linkSaved(
	services: Services,
	jobs: readonly Job[],
	place: LinkPlace | undefined,
): Promise<Delivered[]> {
	const delivered: Delivered[] = jobs.flatMap(job =>
		(job.saved ?? []).map(image => ({ image, uri: Uri.parse(image.uri, true), job, link: undefined })),
	);
	for (const { job, image } of delivered) {
		await recordImage(services, job, image);
	}
	for (const item of place === undefined ? [] : delivered) {
		item.link = await insertLink(services, place, item);
	}
	return delivered;
}

/** The image is saved by now: whatever goes wrong with its link must not hide that. */
async function insertLink(
	{ log }: Services,
	place: LinkPlace | undefined,
	{ uri, image, job }: Delivered,
): Promise<InsertedLink | NoLink | undefined> {
	try {
		const alt = job.intent.prompt;
		return await place?.insert({ uri, alt, width: image.width, height: image.height });
	} catch (error) {
		log.error(`No link to ${uri.toString()} could be inserted`, error);
		return 'noPlace';
	}
}

/** @param away the images were finished for another window, which is gone. */
export function announce(services: Services, delivered: readonly Delivered[], away = false): void {
	const [first] = delivered;
	if (first === undefined) {
		return;
	}
	// Where a file was missing, or was made anew, its links are there already.
	const unlinked = delivered.filter(
		item => !hasLink(item) && item.job.intent.exactFormat !== true && item.job.intent.remakes === undefined,
	);
	const wanted = unlinked.some(({ job, link }) => link !== undefined || job.intent.link !== undefined);
	const actions: Action[] = [
		{ title: 'Open', run: () => commands.executeCommand('vscode.open', first.uri) },
		{ title: 'Reveal', run: () => commands.executeCommand('revealInExplorer', first.uri) },
		{ title: 'Undo', run: () => undo(services, delivered) },
	];
	if (reviewedOf(first.job) !== undefined) {
		actions.unshift({ title: 'Review', run: () => reviewLater(services, first.job) });
	}
	if (unlinked.length > 0 && (away || wanted || window.activeTextEditor !== undefined)) {
		actions.unshift({ title: 'Insert Link', run: () => insertLinks(services, unlinked) });
	}
	notify(services.log, 'info', savedText(delivered, away), actions, () => {
		for (const item of delivered.filter(hasLink)) {
			item.link.dispose();
		}
	});
}

/** Variations that wait to be chosen. */
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

/** Loaded when it is first wanted: most images are not edits. */
async function reviewLater(services: Services, job: Job): Promise<void> {
	const { reviewEdit } = await import('../edit/reviewEdit.ts');
	reviewEdit(services, job);
}

function hasLink(item: Delivered): item is Delivered & { readonly link: InsertedLink } {
	return typeof item.link === 'object';
}

function savedText(delivered: readonly Delivered[], away: boolean): string {
	const names = delivered.map(({ uri }) => workspace.asRelativePath(uri));
	const credits = formatCredits(
		[...new Set(delivered.map(({ job }) => job))].reduce((sum, job) => sum + job.intent.credits, 0),
	);
	const what = nameImages(names);
	const finished = names.length === 1 ? 'Image' : `${names.length} images`;
	const parts = [
		away ? `${finished} finished while you were away: ${what} · ${credits}.` : `Saved ${what} · ${credits}.`,
	];
	const enlarged = enlargedNote(delivered.map(({ job }) => job));
	if (enlarged !== undefined) {
		parts.push(enlarged);
	}
	if (delivered.some(({ job }) => job.cancelling)) {
		parts.push('It was finished before it could be cancelled.');
	}
	if (delivered.some(({ link }) => link === 'changed')) {
		parts.push('No link was inserted, because the text it belongs to has changed.');
	}
	if (delivered.some(({ link }) => link === 'noPlace')) {
		parts.push('No link was inserted, because this language has no place for one there.');
	}
	return parts.join(' ');
}

/** At the cursor of the text editor that is active now. */
async function insertLinks(services: Services, items: readonly Delivered[]): Promise<void> {
	const editor = window.activeTextEditor;
	if (editor === undefined) {
		notify(services.log, 'info', 'Open the document that the link belongs to, and put the cursor there.', [
			{ title: 'Insert Link', run: () => insertLinks(services, items) },
		]);
		return;
	}
	const place = linkPlaceAt(editor, 'insert');
	try {
		for (const item of items) {
			item.link = await insertLink(services, place, item);
		}
	} finally {
		place.dispose();
	}
	if (!items.every(hasLink)) {
		notify(services.log, 'warning', 'A link cannot stand at the cursor. Put it somewhere else.', [
			{ title: 'Insert Link', run: () => insertLinks(services, items) },
		]);
	}
}

/** Takes back links and files, as far as nobody has changed them. */
async function undo(services: Services, delivered: readonly Delivered[]): Promise<void> {
	const restores: (() => Promise<boolean>)[] = [];
	const stayed: string[] = [];
	for (const item of delivered) {
		const { uri, image } = item;
		const name = workspace.asRelativePath(uri);
		if (hasLink(item) && !(await item.link.undo())) {
			// A link that someone has worked on needs its image.
			stayed.push(`the link to ${name}`);
			continue;
		}
		const restore = await services.kept.takeAway(uri, image.sha256);
		if (restore === undefined) {
			stayed.push(name);
		} else {
			const remember = await forgetImage(services, uri);
			restores.push(async () => {
				const back = await restore();
				if (back) {
					await remember();
				}
				return back;
			});
		}
	}
	const removed =
		restores.length === 1 ? 'The image was removed.' : `${restores.length} images were removed.`;
	const parts = restores.length > 0 ? [removed] : [];
	if (stayed.length > 0) {
		parts.push(`Changed since, and so left alone: ${stayed.join(', ')}.`);
	}
	const restoreAll = async () => {
		const back = await Promise.all(restores.map(restore => restore()));
		if (back.includes(false)) {
			notify(services.log, 'warning', 'An image was not restored: another file has its name now.');
		}
	};
	notify(
		services.log,
		'info',
		parts.join(' '),
		restores.length > 0 ? [{ title: 'Restore', run: restoreAll }] : [],
	);
}

import { commands, l10n, Uri, workspace } from 'vscode';
import { parseEntry } from '../../core/assets/assetRecord.ts';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { recordedArguments } from '../../core/assets/recordedInput.ts';
import { priceOf } from '../../core/credits/prices.ts';
import type { Job } from '../../core/jobs/job.ts';
import { UserError } from '../../core/userError.ts';
import type { Quality } from '../../shared/model.ts';
import { createAssetList } from '../record/assetList.ts';
import { watchTyping } from '../editor/watchTyping.ts';
import type { Services } from '../services.ts';
import { imageFacts } from '../storage/imageFacts.ts';
import { isSamePlace } from '../workspace/places.ts';
import { discardEdit, replaceOriginal, restoreDeleted, retryEdit, undoReplace } from './reviewActions.ts';
import type { ReviewGone, ReviewImageModel, ReviewModel } from './reviewConversation.ts';
import {
	findReviewed,
	followRenames,
	subjectOf,
	type ReviewedFiles,
	type ReviewSources,
	type ReviewSubject,
} from './reviewedFiles.ts';
import { openReview, type ReviewPanel } from './reviewPanel.ts';
import { watchImages } from './watchImages.ts';

/** A tab, which may show several edits of its image in turn. */
interface Review {
	subject: ReviewSubject;
	readonly panel: ReviewPanel;
}

interface Reviews extends ReviewSources {
	readonly open: Set<Review>;
}

const reviews = new WeakMap<Services, Reviews>();

interface Opening {
	/** Shown with the images. */
	readonly note?: string | undefined;
	/** Leaves the focus where it is: a review that isn't open yet has to be opened by the user. */
	readonly keepsFocus?: boolean;
}

/**
 * Opens the review of an edit: the image next to the one it was made from, with the available actions. If a review of
 * the same image is open, it shows this edit instead. Does nothing for a job that isn't an edit, or saved nothing.
 */
export function reviewEdit(services: Services, job: Job, { note, keepsFocus = false }: Opening = {}): void {
	const subject = subjectOf(job, note);
	if (subject === undefined) {
		return;
	}
	const all = reviews.get(services) ?? {
		open: new Set(),
		assets: createAssetList(services),
		storage: services.context.globalStorageUri,
	};
	reviews.set(services, all);
	const same = [...all.open].find(review => isSamePlace(review.subject.original, subject.original));
	if (same !== undefined) {
		same.subject = subject;
		if (!keepsFocus) {
			same.panel.reveal();
		}
		void same.panel.refresh();
	} else if (!keepsFocus) {
		open(services, all, subject);
	}
}

function open(services: Services, all: Reviews, subject: ReviewSubject): void {
	const { original, edited } = subject;
	/** What the page shows, and how the files were then; empty if that could not be read. */
	let shown = '';

	async function look(): Promise<{ readonly key: string; readonly model: ReviewModel | ReviewGone }> {
		const { subject } = review;
		const files = await findReviewed(services, all, subject);
		if ('gone' in files) {
			const { gone, restorable = false } = files;
			return { key: JSON.stringify([gone, restorable]), model: { gone, restorable } };
		}
		const { model, modified } = await describe(services, subject, files);
		return { key: JSON.stringify([model, modified]), model };
	}
	const panel = openReview(services.context, {
		title: titleOf(subject),
		log: services.log,
		localRoots: [
			Uri.joinPath(original, '..'),
			Uri.joinPath(edited, '..'),
			Uri.joinPath(all.storage, 'replaced'),
		],
		state: async () => {
			shown = '';
			const { key, model } = await look();
			shown = key;
			panel.setTitle(titleOf(review.subject));
			return model;
		},
		actions: {
			keep: () => Promise.resolve(true),
			replace: () => decide(subject => replaceOriginal(services, subject)),
			undoReplace: async () => {
				const { subject } = review;
				const files = await findReviewed(services, all, subject);
				if ('replacement' in files) {
					await undoReplace(services, subject, files.replacement);
				}
			},
			retry: async prompt => {
				const { job } = review.subject;
				const [saved, keepsFocus] = await watchTyping(() => retryEdit(services, job, prompt));
				if (saved !== undefined) {
					reviewEdit(services, saved, { keepsFocus });
				}
			},
			restore: async () => {
				const files = await findReviewed(services, all, review.subject);
				if ('gone' in files && files.file !== undefined && files.sha256 !== undefined) {
					await restoreDeleted(services, files.file, files.sha256);
				}
			},
			discard: () => decide(subject => discardEdit(services, subject)),
			open: async side => {
				const files = await findReviewed(services, all, review.subject);
				if ('gone' in files) {
					throw new UserError(files.gone);
				}
				await commands.executeCommand('vscode.open', files[side]);
			},
		},
		onDispose: () => {
			all.open.delete(review);
			watching.dispose();
		},
	});
	const review: Review = { subject, panel };
	/** The review stays open if it shows another edit meanwhile. */
	async function decide(task: (subject: ReviewSubject) => Promise<boolean>): Promise<boolean> {
		const { subject } = review;
		return (await task(subject)) && review.subject === subject;
	}
	const watching = watchImages(
		event => {
			followRenames(review.subject, event);
			panel.setTitle(titleOf(review.subject));
		},
		async () => {
			if (!panel.follows()) {
				return;
			}
			const key = await look().then(
				({ key }) => key,
				() => '',
			);
			if (key !== shown && panel.follows()) {
				await panel.refresh();
			}
		},
	);
	all.open.add(review);
}

function titleOf({ original }: ReviewSubject): string {
	return l10n.t('Review: {0}', baseNameOf(original.path));
}

async function describe(
	services: Services,
	{ job, note, original }: ReviewSubject,
	{ before, after, replacement }: ReviewedFiles,
): Promise<{ readonly model: ReviewModel; readonly modified: readonly number[] }> {
	const { prompt, credits, request } = job.intent;
	const [one, other] = [
		await describeImage(before, baseNameOf((replacement === undefined ? before : original).path)),
		await describeImage(after, baseNameOf(after.path)),
	];
	const model = {
		before: { ...one.image, quality: await recordedQuality(services, before, replacement && after) },
		after: { ...other.image, quality: request.quality },
		prompt,
		credits,
		retryPrice: priceOf(request.quality),
		replaced: replacement !== undefined,
		canReplace: workspace.getWorkspaceFolder(original) !== undefined,
		note,
	};
	return { model, modified: [one.modified, other.modified] };
}

/**
 * The quality that an image was made at, according to its record.
 *
 * @param replacedBy the image that has replaced it and has its record entry in its history.
 */
async function recordedQuality(
	{ records }: Services,
	image: Uri,
	replacedBy: Uri | undefined,
): Promise<Quality | undefined> {
	const entry =
		replacedBy === undefined
			? await records.entryOf(image)
			: parseEntry((await records.entryOf(replacedBy))?.previous);
	return entry === undefined || entry.placeholder === true ? undefined : recordedArguments(entry).quality;
}

async function describeImage(
	uri: Uri,
	name: string,
): Promise<{ readonly image: ReviewImageModel; readonly modified: number }> {
	const { bytes, modified, size } = await imageFacts(uri);
	if (size === undefined) {
		throw new UserError(l10n.t('{0} is no longer an image that can be shown.', name));
	}
	return { image: { uri, name, ...size, bytes }, modified };
}

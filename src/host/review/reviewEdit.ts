import { commands, Uri, workspace } from 'vscode';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { sizeText } from '../../core/images/pixelSize.ts';
import type { Replacement } from '../../core/assets/replacement.ts';
import { priceOf } from '../../core/credits/prices.ts';
import { reviewedOf, type Job, type SavedImage } from '../../core/jobs/job.ts';
import { UserError } from '../../core/userError.ts';
import { runRequest } from '../requests/startRequest.ts';
import { openReview, type ReviewImageModel, type ReviewPanel } from './reviewPanel.ts';
import { removeImage, restoreAll } from '../results/removeImage.ts';
import type { Services } from '../services.ts';
import { keptPath } from '../storage/replacedFiles.ts';
import { notify } from '../ui/messages.ts';
import { imageFacts } from '../storage/imageFacts.ts';
import { replaceImage, undoReplacement } from '../results/replaceImage.ts';

/**
 * Opens the review of an edit: the image beside the one it was made from, with the available actions. Does nothing
 * for a job that is no edit, or saved nothing.
 */
export function reviewEdit(services: Services, job: Job, note?: string): ReviewPanel | undefined {
	const [image] = job.saved ?? [];
	const reviewed = reviewedOf(job);
	if (image === undefined || reviewed === undefined) {
		return undefined;
	}
	const source = Uri.parse(reviewed, true);
	let edited = Uri.parse(image.uri, true);
	let replacement: Replacement | undefined;
	const storage = services.context.globalStorageUri;
	const { prompt, credits, request } = job.intent;

	const panel = openReview(services.context, {
		title: `Review: ${baseNameOf(source.path)}`,
		log: services.log,
		localRoots: [Uri.joinPath(source, '..'), Uri.joinPath(edited, '..'), Uri.joinPath(storage, 'replaced')],
		state: async () => {
			const before = replacement === undefined ? source : Uri.joinPath(storage, keptPath(replacement));
			const after = replacement === undefined ? edited : Uri.parse(replacement.replaced, true);
			return {
				before: await describeImage(before, baseNameOf(source.path)),
				after: await describeImage(after, baseNameOf(after.path)),
				prompt,
				credits,
				retryCredits: priceOf(request.quality),
				replaced: replacement !== undefined,
				canReplace: workspace.getWorkspaceFolder(source) !== undefined,
				...(note !== undefined && { note }),
			};
		},
		actions: {
			keep: () => Promise.resolve(),
			async replace() {
				replacement = await replaceImage(services, job, { ...image, uri: edited.toString() }, source);
			},
			async undoReplace() {
				if (replacement !== undefined) {
					const restored = await undoReplacement(services, replacement);
					if (restored !== undefined) {
						replacement = undefined;
						edited = restored.edited ?? edited;
					}
				}
			},
			async retry(newPrompt) {
				await retry(services, job, newPrompt, panel);
			},
			discard: () => discard(services, { ...image, uri: edited.toString() }),
			async open(side) {
				await commands.executeCommand('vscode.open', side === 'before' ? source : edited);
			},
		},
	});
	return panel;
}

/** Edits the same image again; the review of the result replaces this one. */
async function retry(services: Services, { intent }: Job, prompt: string, panel: ReviewPanel): Promise<void> {
	const { references = [], source, remakes, style = '', request, size } = intent;
	const [reference] = references;
	if (source !== undefined && reference === undefined) {
		throw new UserError('It is not known any more what this image was made from.');
	}
	const { prompt: _, ...parameters } = request;
	const jobs = await runRequest(services, {
		prompt,
		args: {
			...parameters,
			outputFolder: request.outputFolder,
			link: 'none',
			...(size && { size: sizeText(size) }),
		},
		references,
		...(source !== undefined && reference && { source: { uri: Uri.parse(source, true), reference } }),
		...(remakes !== undefined && { remakes: Uri.parse(remakes, true), style }),
		sharesReferences: references.length > 0,
		asked: true,
	});
	const saved = jobs.find(({ phase }) => phase === 'saved');
	if (saved !== undefined) {
		reviewEdit(services, saved);
		panel.dispose();
	}
}

/** Deletes the image; it can be restored for a while. */
async function discard(services: Services, image: SavedImage): Promise<void> {
	const file = Uri.parse(image.uri, true);
	const name = workspace.asRelativePath(file);
	const restore = await removeImage(services, file, image.sha256);
	if (restore === undefined) {
		throw new UserError(`${name} was changed since, and so is left alone.`);
	}
	notify(services.log, 'info', `${name} was discarded. It is kept for 7 days.`, [
		{ title: 'Undo', run: () => restoreAll(services, [restore], name) },
	]);
}

async function describeImage(uri: Uri, name: string): Promise<ReviewImageModel> {
	const { bytes, size } = await imageFacts(uri);
	if (size === undefined) {
		throw new UserError(`${name} is no longer an image that can be shown.`);
	}
	return { uri, name, ...size, bytes };
}

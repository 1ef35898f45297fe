import { l10n, Uri, workspace } from 'vscode';
import type { Replacement } from '../../core/assets/replacement.ts';
import { sizeText } from '../../core/images/pixelSize.ts';
import type { Job } from '../../core/jobs/job.ts';
import { UserError } from '../../core/userError.ts';
import { runRequest } from '../requests/startRequest.ts';
import { removeImage, restoreAll, restoreOf } from '../results/removeImage.ts';
import { replaceImage, undoReplacement } from '../results/replaceImage.ts';
import type { Services } from '../services.ts';
import type { ReviewSubject } from './reviewedFiles.ts';
import { policy } from '../../core/policy.ts';
import { notRestoredText } from '../texts/notRestoredText.ts';
import { daysText } from '../texts/units.ts';

/** Replaces the original with the edit. Resolves to whether the user agreed. */
export async function replaceOriginal(
	services: Services,
	{ job, image, edited, original }: ReviewSubject,
): Promise<boolean> {
	const saved = { ...image, uri: edited.toString() };
	return (await replaceImage(services, job, saved, original)) !== undefined;
}

/** Brings the original back; the edit is a file of its own again. */
export async function undoReplace(
	services: Services,
	subject: ReviewSubject,
	replacement: Replacement,
): Promise<void> {
	const restored = await undoReplacement(services, replacement);
	subject.edited = restored?.edited ?? subject.edited;
}

/** Edits the same image again. Resolves to the new edit; undefined if there is none. */
export async function retryEdit(
	services: Services,
	{ intent }: Job,
	prompt: string,
): Promise<Job | undefined> {
	const { references: all = [], source, remakes, style = '', request, size, cutOut } = intent;
	const references = all.slice(0, all.length - (intent.styleReferences ?? 0));
	const [reference] = references;
	if (source !== undefined && reference === undefined) {
		throw new UserError(l10n.t("There's no record of what this image was made from."));
	}
	const { prompt: _, ...parameters } = request;
	const jobs = await runRequest(services, {
		prompt,
		args: {
			...parameters,
			outputFolder: request.outputFolder,
			link: 'none',
			...(size && { size: sizeText(size) }),
			// The parameters that were sent are those of an opaque PNG on a key color.
			cutOut: cutOut !== undefined,
			...(cutOut && { outputFormat: cutOut.format }),
		},
		references,
		...(source !== undefined && reference && { source: { uri: Uri.parse(source, true), reference } }),
		...(remakes !== undefined && { remakes: Uri.parse(remakes, true), style }),
		styleImages: all.slice(references.length),
		sharesReferences: all.length > 0,
		asked: true,
	});
	return jobs.find(({ phase }) => phase === 'saved');
}

/** Deletes the edit; it can be restored for a while. @throws UserError if it was changed since, and so stays. */
export async function discardEdit(services: Services, { edited, image }: ReviewSubject): Promise<boolean> {
	const name = workspace.asRelativePath(edited);
	const restore = await removeImage(services, edited, image.sha256);
	if (restore === undefined) {
		throw new UserError(l10n.t("{0} has changed since then, so it wasn't discarded.", name));
	}
	services.notify('info', discardedText(name), [
		{ title: l10n.t('Undo'), run: () => restoreAll(services, [restore], name) },
	]);
	return true;
}

/** Brings back an image that was deleted. @throws UserError if it can't be restored anymore. */
export async function restoreDeleted(services: Services, file: Uri, sha256: string): Promise<void> {
	const restore = await restoreOf(services, file, sha256);
	const result = (await restore?.()) ?? 'gone';
	const refusal = notRestoredText([result], workspace.asRelativePath(file));
	if (refusal !== undefined) {
		throw new UserError(refusal);
	}
}

function discardedText(name: string): string {
	return l10n.t('{0} was discarded. You can restore it for {1}.', name, daysText(policy.storage.kept.keep));
}

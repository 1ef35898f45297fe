import { Uri, workspace } from 'vscode';
import type { Replacement } from '../../core/assets/replacement.ts';
import { sizeText } from '../../core/images/pixelSize.ts';
import type { Job } from '../../core/jobs/job.ts';
import { UserError } from '../../core/userError.ts';
import { runRequest } from '../requests/startRequest.ts';
import { removeImage, restoreAll } from '../results/removeImage.ts';
import { replaceImage, undoReplacement } from '../results/replaceImage.ts';
import type { Services } from '../services.ts';
import { notify } from '../ui/messages.ts';
import type { ReviewSubject } from './reviewedFiles.ts';

/** Gives the original's place to the edit. Resolves to whether the user agreed. */
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
	return jobs.find(({ phase }) => phase === 'saved');
}

/** Deletes the edit; it can be restored for a while. @throws UserError if it was changed since, and so stays. */
export async function discardEdit(services: Services, { edited, image }: ReviewSubject): Promise<boolean> {
	const name = workspace.asRelativePath(edited);
	const restore = await removeImage(services, edited, image.sha256);
	if (restore === undefined) {
		throw new UserError(`${name} was changed since, and so is left alone.`);
	}
	notify(services.log, 'info', `${name} was discarded. It is kept for 7 days.`, [
		{ title: 'Undo', run: () => restoreAll(services, [restore], name) },
	]);
	return true;
}

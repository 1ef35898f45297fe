import { l10n, Uri, workspace } from 'vscode';
import type { Replacement } from '../../core/assets/replacement.ts';
import type { Job, SavedImage } from '../../core/jobs/job.ts';
import type { Placement } from './delivered.ts';
import type { Services } from '../services.ts';
import { recordImage } from './recordImage.ts';
import { renameFor, swapFile, updateRecord } from './replaceImage.ts';
import { hashOfFile } from '../storage/workspaceFile.ts';
import { keyOf, keyOfText } from '../workspace/places.ts';
import { errorText } from '../texts/errorText.ts';

/**
 * Records a saved image and replaces the one that it remakes, unless someone has edited that. Finishes what an
 * earlier window began. The image is paid for and saved, so errors are returned, not thrown. Does nothing for an
 * image that doesn't replace another without asking.
 */
export async function replacePlaceholder(
	services: Services,
	job: Job,
	image: SavedImage,
): Promise<Placement | undefined> {
	const { remakes, inPlace } = job.intent;
	if (inPlace !== true || remakes === undefined) {
		return undefined;
	}
	const original = Uri.parse(remakes, true);
	const edited = Uri.parse(image.uri, true);
	const beside = (why: string): Placement => ({ type: 'beside', original, why });
	const name = workspace.asRelativePath(original);
	try {
		const folder = workspace.getWorkspaceFolder(original)?.uri;
		const now = await hashOfFile(original);
		const recorded = (await services.records.entryOf(original))?.sha256;
		if (folder !== undefined && now === image.sha256) {
			if (recorded !== now) {
				await recordImage(services, job, image);
				await updateRecord(services, { folder, edited, original, place: original });
			}
			// Its own file may be left over; the content is in place.
			await services.kept.moveOut(edited, image.sha256);
			return { type: 'placed', uri: original, replacement: await earlier(services, original, image) };
		}
		await recordImage(services, job, image);
		if (folder === undefined || now === undefined) {
			return beside(l10n.t('{0} is no longer there.', name));
		}
		if (now !== recorded) {
			return beside(l10n.t("{0} was changed in the meantime, so it wasn't replaced.", name));
		}
		if (renameFor(original, image) !== undefined) {
			return beside(
				l10n.t("{0} wasn't replaced, because the new image is a {1} file.", name, image.format.toUpperCase()),
			);
		}
		const replacement = await swapFile(services, job, image, { folder, original });
		return { type: 'placed', uri: Uri.parse(replacement.replaced, true), replacement };
	} catch (error) {
		services.log.error(`${image.uri} did not get its place`, error);
		return beside(l10n.t("{0} wasn't replaced. {1}", name, errorText(error)));
	}
}

async function earlier(
	{ replaced }: Services,
	original: Uri,
	image: SavedImage,
): Promise<Replacement | undefined> {
	return (await replaced.list()).find(
		each => keyOfText(each.replaced) === keyOf(original) && each.newSha256 === image.sha256,
	);
}

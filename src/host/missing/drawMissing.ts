import { workspace, type Uri } from 'vscode';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { nameImages } from '../../core/text/enumerate.ts';
import { reportRefusals, type Refusal } from '../results/reportRefusals.ts';
import { undoSaved, type SavedFile } from '../results/savedFile.ts';
import { deriveVariants } from '../results/derivedImages.ts';
import { requireNoOpenJob } from '../jobs/openPaths.ts';
import { requireNoFile } from '../storage/existence.ts';
import { announcePlaceholders } from '../placeholders/announcePlaceholders.ts';
import { drawPlaceholders } from '../placeholders/createPlaceholder.ts';
import type { Services } from '../services.ts';
import { notify } from '../ui/messages.ts';
import { missingRequest, variantOf } from './missingRequest.ts';
import { filesOf, nameOf, type PricedPicture } from './pricedPicture.ts';

/**
 * Draws free placeholders at the paths of missing pictures, and tells of all of them at once. What an existing image
 * shows is made from that.
 */
export async function drawMissing(services: Services, pictures: readonly PricedPicture[]): Promise<Uri[]> {
	const drawn: SavedFile[] = [];
	const derived: SavedFile[] = [];
	const refusals: Refusal[] = [];
	for (const picture of pictures) {
		const { image, workspaceFolder, prompt, source } = picture;
		try {
			if (source !== undefined) {
				derived.push(...(await deriveFrom(services, source, picture)));
				continue;
			}
			await requireNoFile(workspaceFolder.with({ path: image.target }));
			await requireNoOpenJob(services, filesOf(picture));
			// A placeholder may be of something that nobody has described yet.
			const shown = prompt === '' ? baseNameOf(image.target) : prompt;
			drawn.push(...(await drawPlaceholders(services, missingRequest(picture, workspaceFolder, shown))));
		} catch (error) {
			refusals.push({ name: nameOf(picture), error });
		}
	}
	reportRefusals(services.log, refusals);
	announcePlaceholders(services, drawn, true);
	announceDerived(services, derived);
	return [...derived, ...drawn].map(({ uri }) => uri);
}

/** Makes a missing picture from an image that exists. */
function deriveFrom(
	services: Services,
	source: Uri,
	{ image, variants, prompt }: PricedPicture,
): Promise<SavedFile[]> {
	return deriveVariants(services, source, [image, ...variants].map(variantOf), prompt);
}

function announceDerived(services: Services, derived: readonly SavedFile[]): void {
	if (derived.length > 0) {
		const names = nameImages(derived.map(({ uri }) => workspace.asRelativePath(uri)));
		const undo = { title: 'Undo', run: () => undoSaved(services, derived) };
		notify(services.log, 'info', `Created ${names} from what was there, for nothing.`, [undo]);
	}
}

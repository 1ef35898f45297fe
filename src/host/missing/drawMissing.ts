import { l10n, type Uri, workspace } from 'vscode';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { reportRefusals, type Refusal } from '../results/reportRefusals.ts';
import { undoSaved, type SavedFile } from '../results/savedFile.ts';
import { deriveVariants } from '../results/derivedImages.ts';
import { requireNoOpenJob } from '../jobs/openPaths.ts';
import { requireNoFile } from '../storage/existence.ts';
import { announcePlaceholders } from '../placeholders/announcePlaceholders.ts';
import { drawPlaceholders } from '../placeholders/createPlaceholder.ts';
import type { ImageRequest } from '../requests/imageRequest.ts';
import type { Services } from '../services.ts';
import { missingRequest, variantOf } from './missingRequest.ts';
import { filesOf, nameOf, type PricedPicture } from './pricedPicture.ts';
import { imageNames } from '../texts/lists.ts';

/**
 * Draws free placeholders at the paths of missing pictures, and announces them together. A picture that an existing
 * image shows is made from that image instead.
 *
 * @param byHand whether the user chose them, rather than arguments.
 */
export async function drawMissing(
	services: Services,
	pictures: readonly PricedPicture[],
	byHand: boolean,
): Promise<Uri[]> {
	const { drawn, derived, refusals } = await drawPictures(services, pictures, { asked: byHand });
	reportRefusals(services, refusals);
	announcePlaceholders(services, drawn, true);
	announceDerived(services, derived);
	return [...derived, ...drawn].map(({ uri }) => uri);
}

interface DrawnPictures {
	readonly drawn: readonly SavedFile[];
	/** Made from existing images. */
	readonly derived: readonly SavedFile[];
	readonly refusals: readonly Refusal[];
}

/** Like `drawMissing`, but reports nothing. @param asks who requests it. */
export async function drawPictures(
	services: Services,
	pictures: readonly PricedPicture[],
	asks: Pick<ImageRequest, 'asked' | 'by'>,
): Promise<DrawnPictures> {
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
			// A placeholder is fine even if nothing says yet what the image shows.
			const shown = prompt === '' ? baseNameOf(image.target) : prompt;
			const request = missingRequest(picture, workspaceFolder, shown);
			drawn.push(...(await drawPlaceholders(services, { ...request, ...asks })));
		} catch (error) {
			refusals.push({ name: nameOf(picture), error });
		}
	}
	return { drawn, derived, refusals };
}

/** Makes a missing picture from an existing image. */
function deriveFrom(
	services: Services,
	source: Uri,
	{ image, variants, prompt }: PricedPicture,
): Promise<SavedFile[]> {
	return deriveVariants(services, source, [image, ...variants].map(variantOf), prompt);
}

export function announceDerived(services: Services, derived: readonly SavedFile[]): void {
	if (derived.length > 0) {
		const names = imageNames(derived.map(({ uri }) => workspace.asRelativePath(uri)));
		const undo = { title: l10n.t('Undo'), run: () => undoSaved(services, derived) };
		services.notify('info', l10n.t('Created {0} from existing images, free.', names), [undo]);
	}
}

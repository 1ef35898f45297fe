import { workspace, type Uri } from 'vscode';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { reportRefusals, type Refusal } from '../generate/reportRefusals.ts';
import { requireNoFile } from '../jobs/openPaths.ts';
import type { SavedFile } from '../generate/savedFile.ts';
import { announcePlaceholders } from '../placeholders/announcePlaceholders.ts';
import { drawPlaceholder } from '../placeholders/createPlaceholder.ts';
import type { Services } from '../services.ts';
import { missingWish } from './missingWish.ts';
import type { PricedImage } from './pricedImage.ts';

/** Draws free placeholders at the paths of missing images, and tells of all of them at once. */
export async function drawMissing(services: Services, images: readonly PricedImage[]): Promise<Uri[]> {
	const placed: SavedFile[] = [];
	const refusals: Refusal[] = [];
	for (const { image, workspaceFolder, prompt } of images) {
		const file = workspaceFolder.with({ path: image.target });
		try {
			await requireNoFile(file);
			// A placeholder may be of something that nobody has described yet.
			const shown = prompt === '' ? baseNameOf(image.target) : prompt;
			placed.push(await drawPlaceholder(services, missingWish(image, workspaceFolder, shown)));
		} catch (error) {
			refusals.push({ name: workspace.asRelativePath(file), error });
		}
	}
	reportRefusals(services.log, refusals);
	announcePlaceholders(services, placed, true);
	return placed.map(({ uri }) => uri);
}

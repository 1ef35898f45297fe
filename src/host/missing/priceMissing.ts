import type { Uri } from 'vscode';
import { groupMissing, type MissingReference } from '../../core/links/missing.ts';
import { groupPictures, type MissingPicture } from '../../core/links/pictures.ts';
import { imageFacts } from '../workspace/imageFacts.ts';
import { readSettings } from '../workspace/settings.ts';
import type { PricedPicture } from './pricedPicture.ts';

/** How much larger than an image that exists another one may be that is made from it. */
const mostEnlarged = 2;

/**
 * The pictures that references lack, each with its price.
 *
 * @param like a URI of the file system that the references' paths are of.
 */
export function priceMissing(missing: readonly MissingReference[], like: Uri): Promise<PricedPicture[]> {
	return Promise.all(
		groupPictures(groupMissing(missing)).map(async picture => {
			const { image } = picture;
			const workspaceFolder = like.with({ path: image.workspaceFolder });
			return {
				...picture,
				workspaceFolder,
				quality: readSettings(workspaceFolder).quality,
				prompt: image.prompt,
				source: await sourceOf(picture, like),
			};
		}),
	);
}

/** The image that exists and shows the picture, where it is large enough for what is missing. */
async function sourceOf({ image, variants }: MissingPicture, like: Uri): Promise<Uri | undefined> {
	const path = [image, ...variants].find(({ sibling }) => sibling !== undefined)?.sibling;
	if (path === undefined) {
		return undefined;
	}
	const uri = like.with({ path });
	try {
		const { size } = await imageFacts(uri);
		const { width = 0, height = 0 } = image.size ?? { width: image.width };
		return size && Math.max(width / size.width, height / size.height) <= mostEnlarged ? uri : undefined;
	} catch {
		return undefined;
	}
}

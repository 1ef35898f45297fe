import type { Uri } from 'vscode';
import type { PixelSize } from '../../core/images/pixelSize.ts';
import { groupMissing, type MissingReference } from '../../core/documents/missing/missing.ts';
import { groupPictures, type MissingPicture } from '../../core/documents/missing/pictures.ts';
import type { Quality } from '../../shared/model.ts';
import { imageFacts } from '../storage/imageFacts.ts';
import { readSettings } from '../workspace/settings.ts';
import { pictureWith, type PricedPicture } from './pricedPicture.ts';

/** How much larger an image may be than the existing one that it is made from. */
const mostEnlarged = 2;
/** The minimum width assumed for a missing image of unknown size, in pixels. */
const usualWidth = 1024;

/**
 * The missing pictures of references, each with its price.
 *
 * @param like a URI in the file system of the references' paths.
 * @param targets absolute paths; if given, only pictures that include one of them are returned.
 */
export function priceMissing(
	missing: readonly MissingReference[],
	like: Uri,
	targets?: readonly string[],
): Promise<PricedPicture[]> {
	const all = groupPictures(groupMissing(missing));
	const wanted = targets && new Set(targets.map(target => pictureWith(all, target)));
	const qualities = new Map<string, Quality>();
	return Promise.all(
		all
			.filter(picture => wanted?.has(picture) ?? true)
			.map(async picture => {
				const { prompt, workspaceFolder: path } = picture.image;
				const workspaceFolder = like.with({ path });
				const quality = qualities.get(path) ?? readSettings(workspaceFolder).quality;
				qualities.set(path, quality);
				return { ...picture, workspaceFolder, quality, prompt, source: await sourceOf(picture, like) };
			}),
	);
}

/**
 * The largest existing image that shows the picture and can be converted; undefined if it is too small for what is
 * missing.
 */
async function sourceOf({ image, variants }: MissingPicture, like: Uri): Promise<Uri | undefined> {
	const paths = new Set([image, ...variants].flatMap(({ siblings }) => siblings));
	let largest: { readonly uri: Uri; readonly size: PixelSize } | undefined;
	for (const uri of [...paths].map(path => like.with({ path }))) {
		const { size, fault } = await imageFacts(uri).catch(() => ({
			size: undefined,
			fault: undefined,
		}));
		if (size !== undefined && fault === undefined && size.width > (largest?.size.width ?? 0)) {
			largest = { uri, size };
		}
	}
	const { width, height } = image.size ?? { width: image.width ?? usualWidth, height: 0 };
	return largest && Math.max(width / largest.size.width, height / largest.size.height) <= mostEnlarged
		? largest.uri
		: undefined;
}

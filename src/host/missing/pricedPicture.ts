import { workspace, type Uri } from 'vscode';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { nameKey } from '../../core/assets/freeName.ts';
import { sizeFacts } from '../../core/images/pixelSize.ts';
import { formatPrice, totalOf } from '../../core/credits/prices.ts';
import { relativeTarget } from '../../core/documents/missing/missing.ts';
import type { MissingPicture } from '../../core/documents/missing/pictures.ts';
import { nearestAspectRatio } from '../../core/images/orientation.ts';
import type { Quality } from '../../shared/model.ts';

/** A missing picture, what it would cost, and the prompt as the user wants it. */
export interface PricedPicture extends MissingPicture {
	readonly workspaceFolder: Uri;
	readonly quality: Quality;
	readonly prompt: string;
	/** An image that exists, and all of it can be made from for nothing. */
	readonly source: Uri | undefined;
}

/** Whether it may be made without the user's having seen its prompt and its path. */
export function isReady({ source, image }: PricedPicture): boolean {
	return !image.isUnsure && (source !== undefined || !image.isVague);
}

/** Those that have to be generated; the others cost nothing. */
export function paidFor(pictures: readonly PricedPicture[]): readonly PricedPicture[] {
	return pictures.filter(({ source }) => source === undefined);
}

/** Credits for all of them. */
export function creditsFor(pictures: readonly PricedPicture[]): number {
	return totalOf(paidFor(pictures));
}

/** The path, the exact size, whether it has to be enlarged for that, the price, and what else comes of it. */
export function factsOf({
	image,
	variants,
	quality,
	source,
}: Pick<PricedPicture, 'image' | 'variants' | 'quality' | 'source'>): string[] {
	const { size } = image;
	return [
		relativeTarget(image),
		...(size === undefined ? [] : sizeFacts(size, nearestAspectRatio(size))),
		source === undefined ? formatPrice(quality, 1) : `free, from ${baseNameOf(source.path)}`,
		...(variants.length === 0 ? [] : [variantsText(variants)]),
	];
}

/** `also as b.webp, c.webp`, `also in 4 other sizes` */
function variantsText(variants: MissingPicture['variants']): string {
	return variants.length > 2
		? `also in ${variants.length} other sizes`
		: `also as ${variants.map(({ target }) => baseNameOf(target)).join(', ')}`;
}

/** A missing image's path, as VS Code shows it. */
export function nameOf({ image, workspaceFolder }: PricedPicture): string {
	return workspace.asRelativePath(workspaceFolder.with({ path: image.target }));
}

/** The picture that a file is to show. @param target absolute */
export function pictureWith<T extends MissingPicture>(pictures: readonly T[], target: string): T | undefined {
	const key = nameKey(target);
	return pictures.find(({ image, variants }) =>
		[image, ...variants].some(each => nameKey(each.target) === key),
	);
}

/** All files of a picture. */
export function filesOf({ image, variants, workspaceFolder }: PricedPicture): Uri[] {
	return [image, ...variants].map(({ target }) => workspaceFolder.with({ path: target }));
}

import { l10n, type Uri, workspace } from 'vscode';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { nameKey } from '../../core/assets/freeName.ts';
import { totalOf } from '../../core/credits/prices.ts';
import { relativeTarget } from '../../core/documents/missing/missing.ts';
import type { MissingPicture } from '../../core/documents/missing/pictures.ts';
import { nearestAspectRatio } from '../../core/images/orientation.ts';
import type { Quality } from '../../shared/model.ts';
import { listText } from '../texts/lists.ts';
import { priceText } from '../texts/priceText.ts';
import { sizeTexts } from '../texts/sizeTexts.ts';
import { numberText } from '../texts/units.ts';

/** A missing picture, what it would cost, and the prompt as the user wants it. */
export interface PricedPicture extends MissingPicture {
	readonly workspaceFolder: Uri;
	readonly quality: Quality;
	readonly prompt: string;
	/** An existing image that all its files can be made from, free of charge. */
	readonly source: Uri | undefined;
}

/** Whether it may be made without the user seeing its prompt and path first. */
export function isReady({ source, image }: PricedPicture): boolean {
	return !image.isUnsure && (source !== undefined || !image.isVague);
}

/** The pictures that must be generated; the others cost nothing. */
export function paidFor(pictures: readonly PricedPicture[]): readonly PricedPicture[] {
	return pictures.filter(({ source }) => source === undefined);
}

/** The total price, in credits. */
export function creditsFor(pictures: readonly PricedPicture[]): number {
	return totalOf(paidFor(pictures));
}

/** The path, the exact size and whether that requires enlarging, the price, and the variants. */
export function factsOf({
	image,
	variants,
	quality,
	source,
}: Pick<PricedPicture, 'image' | 'variants' | 'quality' | 'source'>): string[] {
	const { size } = image;
	return [
		relativeTarget(image),
		...(size === undefined ? [] : sizeTexts(size, nearestAspectRatio(size))),
		source === undefined ? priceText(quality, 1) : l10n.t('free, from {0}', baseNameOf(source.path)),
		...(variants.length === 0 ? [] : [variantsText(variants)]),
	];
}

/** `also as b.webp and c.webp`, `also in 4 other sizes` */
function variantsText(variants: MissingPicture['variants']): string {
	return variants.length > 2
		? l10n.t('also in {0} other sizes', numberText(variants.length))
		: l10n.t('also as {0}', listText(variants.map(({ target }) => baseNameOf(target))));
}

/** A missing image's path, as VS Code shows it. */
export function nameOf({ image, workspaceFolder }: PricedPicture): string {
	return workspace.asRelativePath(workspaceFolder.with({ path: image.target }));
}

/** The picture that a file should show. @param target absolute path */
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

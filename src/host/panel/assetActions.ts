import { l10n, commands, env, workspace } from 'vscode';
import { ifNotFound } from '../../core/assets/assetError.ts';
import { contentHash } from '../../core/images/contentHash.ts';
import { hasSizeAsked } from '../../core/assets/assetRecord.ts';
import { priceOf } from '../../core/credits/prices.ts';
import { policy } from '../../core/policy.ts';
import { UserError } from '../../core/userError.ts';
import type { AssetAction } from '../../shared/galleryMessages.ts';
import { commandIds } from '../contributions.ts';
import { confirmRemake, finalizeImage, pictureOf, picturesOf, remakeImage } from '../review/remake.ts';
import type { RunOptions } from '../jobs/runJobs.ts';
import { requireTrust, requireWorkspace } from '../workspace/trust.ts';
import type { RecordedAsset } from '../record/assetList.ts';
import { removeImage, restoreAll, type Restore } from '../results/removeImage.ts';
import type { Services } from '../services.ts';
import { imageFacts } from '../storage/imageFacts.ts';
import { actOnImage, type ShownImage } from './imageActions.ts';
import { readWorkspaceFile } from '../storage/workspaceFile.ts';
import { errorText } from '../texts/errorText.ts';
import { daysText, imagesText, numberText } from '../texts/units.ts';
import { restoreDeleted } from '../review/reviewActions.ts';

/** Runs a gallery action on one image, except those that concern the draft or a link, which the panel does itself. @throws UserError */
export async function actOnAsset(
	services: Services,
	asset: RecordedAsset,
	action: Exclude<AssetAction, 'addReference' | 'insertLink'>,
	options: RunOptions,
): Promise<void> {
	const { uri, entry } = asset;
	switch (action) {
		case 'copyPublicUrl':
			if (entry.publicUrl === undefined) {
				throw new UserError(l10n.t('This image has no public address.'));
			}
			await env.clipboard.writeText(entry.publicUrl);
			return;
		case 'finalize':
			requireWorkspace();
			await finalizeImage(services, await pictureOf(services, asset), options);
			return;
		case 'regenerate':
			await commands.executeCommand(commandIds.regenerate, uri);
			return;
		case 'restore':
			requireTrust();
			return restoreDeleted(services, uri, entry.sha256);
		default:
			return actOnImage(services, await shownAsset(asset), action);
	}
}

/** An asset with its file's current size, which a link may contain. */
export async function shownAsset({ uri, folder, entry }: RecordedAsset): Promise<ShownImage> {
	const { size } = await imageFacts(uri);
	if (size === undefined) {
		throw new UserError(l10n.t('{0} is no longer an image.', workspace.asRelativePath(uri)));
	}
	return {
		uri,
		folder,
		alt: entry.prompt,
		...size,
		sizeAsked: hasSizeAsked(entry, size),
	};
}

/** Deletes images and their records; they can be restored for a while. */
export async function deleteAssets(
	services: Services,
	assets: readonly RecordedAsset[],
	onRestored: () => Promise<void>,
): Promise<void> {
	const restores: Restore[] = [];
	const hashes: (string | undefined)[] = [];
	for (const { uri } of assets) {
		// Read all of them before deleting any: if one can't be read, nothing is deleted, nor reported as deleted.
		hashes.push(await readWorkspaceFile(uri).then(contentHash).catch(ifNotFound));
	}
	for (const [index, { uri }] of assets.entries()) {
		const restore = await removeImage(services, uri, hashes[index]);
		if (restore !== undefined) {
			restores.push(restore);
		}
	}
	const [first] = assets;
	const kept = daysText(policy.storage.kept.keep);
	const message =
		assets.length === 1 && first
			? l10n.t('{0} was deleted. It is kept for {1}.', workspace.asRelativePath(first.uri), kept)
			: l10n.t('{0} were deleted. They are kept for {1}.', imagesText(assets.length), kept);
	const undo = async () => {
		await restoreAll(services, restores);
		await onRestored();
	};
	const report = (documents: string) => {
		const parts = documents === '' ? [message] : [message, l10n.t('Still shown in {0}.', documents)];
		services.notify('info', parts.join(' '), [{ title: l10n.t('Undo'), run: undo }]);
	};
	const uris = assets.map(({ uri }) => uri);
	// The page doesn't wait until the documents are searched.
	void import('../missing/deletedImages.ts')
		.then(({ stillShown }) => stillShown(uris, AbortSignal.timeout(policy.showing.timeout)))
		.then(
			({ documents }) => documents,
			() => '',
		)
		.then(report);
}

/** Remakes images at high quality, each in its own place, after the user agreed to the total price. */
export async function finalizeAssets(
	services: Services,
	assets: readonly RecordedAsset[],
	credits: number,
	options: RunOptions,
): Promise<void> {
	requireWorkspace();
	if (priceOf('high', assets.length) !== credits) {
		throw new UserError(l10n.t('The price has changed. Check it again.'));
	}
	// Several sizes of one picture cost only once.
	const images = await picturesOf(services, assets);
	const confirmed = await confirmRemake(images);
	if (confirmed === undefined) {
		return;
	}
	const changes = { quality: 'high' } as const;
	const review = images.length === 1;
	const results = await Promise.allSettled(
		images.map(image => remakeImage(services, { image, changes, review, confirmed, options })),
	);
	const refused = results.flatMap(result => (result.status === 'rejected' ? [result.reason as unknown] : []));
	if (refused.length > 0) {
		const reason = errorText(refused[0]);
		throw new UserError(
			l10n.t(
				"{0} of {1} couldn't be re-rendered. {2}",
				numberText(refused.length),
				imagesText(images.length),
				reason,
			),
		);
	}
}

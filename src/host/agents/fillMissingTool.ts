import { l10n, Uri } from 'vscode';
import type { ToolInput } from '../../core/agents/toolInputs.ts';
import type { FailedResult } from '../../core/agents/toolResult.ts';
import { priceOf } from '../../core/credits/prices.ts';
import type { Quality } from '../../shared/model.ts';
import { readOpenPaths } from '../jobs/openPaths.ts';
import { announceDerived, drawPictures } from '../missing/drawMissing.ts';
import { missingRequest } from '../missing/missingRequest.ts';
import { pictureWith, type PricedPicture } from '../missing/pricedPicture.ts';
import { findPlaceholders, type FoundPlaceholders } from '../placeholders/placeholderList.ts';
import type { RecordedAsset } from '../record/assetList.ts';
import { remakeRequest } from '../review/remake.ts';
import type { Delivered } from '../results/delivered.ts';
import type { Services } from '../services.ts';
import { isThere } from '../storage/existence.ts';
import { isSamePlace, keyOf } from '../workspace/places.ts';
import type { AgentTool } from './agentTool.ts';
import { confirmation } from './confirmation.ts';
import { findIn } from './missingPictures.ts';
import { spend } from './spend.ts';
import { spendItem, type SpendItem } from './spendItem.ts';
import { NothingSavedError } from './toolErrors.ts';
import { toolPath, toolPlace } from './toolPaths.ts';
import { freeFailure, imagesResult, type PaidFile } from './toolResults.ts';

export const fillMissingTool: AgentTool<'fillMissing'> = {
	async prepare(services, input, signal) {
		const { items, free, failed } = await plan(services, input, signal);
		if (items.length === 0) {
			return { invocationMessage: l10n.t('Filling in missing images, free') };
		}
		return confirmation(services, items, {
			free: free.map(({ image, workspaceFolder }) => toolPath(workspaceFolder.with({ path: image.target }))),
			left: failed.map(({ file }) => file),
		});
	},
	async invoke(services, input, signal) {
		const { items, free, failed } = await plan(services, input, signal);
		if (items.length + free.length === 0) {
			throw new NothingSavedError(failed);
		}
		const spent = items.length === 0 ? undefined : await spend(services, items, signal);
		const { delivered = [] } = spent ?? {};
		const { drawn, derived, refusals } = await drawPictures(services, free, { by: 'agent' });
		announceDerived(services, derived);
		const files: PaidFile[] = [
			...delivered.flatMap(paidFiles),
			...[...derived, ...drawn].map(file => ({ ...file, credits: 0 })),
		];
		return imagesResult(services, files, [
			...failed,
			...(spent?.failed ?? []),
			...delivered.flatMap(besideOf),
			...refusals.map(({ name, error }) => freeFailure(name, error)),
		]);
	},
};

function paidFiles(delivered: Delivered): PaidFile[] {
	const variants = delivered.variants.map(file => ({ ...file, credits: 0 }));
	return [{ ...delivered, credits: delivered.job.intent.credits }, ...variants];
}

/** Reports an image that could not replace its placeholder. */
function besideOf({ placement, uri }: Delivered): FailedResult[] {
	if (placement?.type !== 'beside') {
		return [];
	}
	const file = toolPath(placement.original);
	return [{ file, reason: `${placement.why} ${l10n.t('The image is {0}.', toolPath(uri))}`, charged: true }];
}

interface Plan {
	/** To be paid for. */
	readonly items: readonly SpendItem[];
	/** Made from existing images. */
	readonly free: readonly PricedPicture[];
	readonly failed: readonly FailedResult[];
}

async function plan(
	services: Services,
	{ files, quality }: ToolInput<'fillMissing'>,
	signal: AbortSignal,
): Promise<Plan> {
	const places = files.map((file, index) => toolPlace(`files.${index}`, file).uri);
	const wanted = new Map(places.map(uri => [keyOf(uri), uri]));
	const { pictures } = await findIn(services, undefined, signal);
	const found = await findPlaceholders(services, { folder: '', only: new Set(wanted.keys()) });
	const chosen = new Set<PricedPicture>();
	const assets = new Set<RecordedAsset>();
	const failed: FailedResult[] = [];
	for (const uri of wanted.values()) {
		const picture = pictureOf(pictures, uri);
		const asset = await placeholderOf(services, found, uri);
		if (picture === undefined && asset === undefined) {
			failed.push({ file: toolPath(uri), ...(await whyNot(services, found, uri)) });
		} else if (asset !== undefined) {
			assets.add(asset);
		} else if (picture !== undefined && (picture.prompt !== '' || picture.source !== undefined)) {
			chosen.add(picture);
		} else {
			const reason = l10n.t(
				"Nothing says what it should show. Give it alternative text where it's referred to.",
			);
			failed.push({ file: toolPath(uri), reason, charged: false });
		}
	}
	const items: SpendItem[] = [];
	for (const picture of [...chosen].filter(({ source }) => source === undefined)) {
		items.push(await missingItem(services, picture, quality));
	}
	for (const asset of assets) {
		items.push(await placeholderItem(services, asset, quality));
	}
	return { items, free: [...chosen].filter(({ source }) => source !== undefined), failed };
}

function pictureOf(pictures: readonly PricedPicture[], uri: Uri): PricedPicture | undefined {
	const near = pictures.filter(({ workspaceFolder }) =>
		isSamePlace(workspaceFolder.with({ path: uri.path }), uri),
	);
	return pictureWith(near, uri.path);
}

/** The placeholder at a URI, or the one whose picture the file there shows in another size or format. */
async function placeholderOf(
	{ records }: Services,
	{ placeholders }: FoundPlaceholders,
	uri: Uri,
): Promise<RecordedAsset | undefined> {
	const own = placeholders.find(asset => isSamePlace(asset.uri, uri));
	const source = own === undefined ? (await records.entryOf(uri))?.derivedFrom : undefined;
	return source === undefined
		? own
		: placeholders.find(asset => isSamePlace(asset.uri, Uri.joinPath(asset.folder, source)));
}

async function whyNot(
	services: Services,
	{ changed, paidFor }: FoundPlaceholders,
	uri: Uri,
): Promise<Pick<FailedResult, 'reason' | 'charged'>> {
	const open = await readOpenPaths(services);
	if (paidFor.some(asset => isSamePlace(asset.uri, uri)) || open.mayBePaid(uri)) {
		return {
			reason: l10n.t(
				'The request got no answer, so it might have been charged. The user decides in Show Jobs.',
			),
			charged: true,
		};
	}
	if (open.jobFor(uri) !== undefined) {
		return { reason: l10n.t("It's already being generated."), charged: true };
	}
	if (changed.some(asset => isSamePlace(asset.uri, uri))) {
		return {
			reason: l10n.t("The placeholder was changed after it was made, so it might be someone's work."),
			charged: false,
		};
	}
	const reason = (await isThere(uri))
		? l10n.t("It already exists and isn't a placeholder. To change it, edit it.")
		: l10n.t('No document refers to it. Generate a new image instead.');
	return { reason, charged: false };
}

function missingItem(services: Services, picture: PricedPicture, quality: Quality): Promise<SpendItem> {
	const { workspaceFolder, prompt, image } = picture;
	const request = missingRequest(picture, workspaceFolder, prompt);
	const args = { ...request.args, quality };
	return spendItem(services, { ...request, args }, workspaceFolder.with({ path: image.target }), false);
}

async function placeholderItem(
	services: Services,
	image: RecordedAsset,
	quality: Quality,
): Promise<SpendItem> {
	const request = await remakeRequest(services, { image, changes: { quality }, confirmed: priceOf(quality) });
	return spendItem(services, { ...request, exactFormat: true, inPlace: true }, image.uri, true);
}

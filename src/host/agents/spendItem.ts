import type { Uri } from 'vscode';
import type { PixelSize } from '../../core/images/pixelSize.ts';
import { assetFileName } from '../../core/assets/assetFileName.ts';
import { joinPath } from '../../core/assets/assetPath.ts';
import { numberedName } from '../../core/assets/freeName.ts';
import { priceOf } from '../../core/credits/prices.ts';
import { pixels, type Quality } from '../../shared/model.ts';
import { readOpenPaths, requireNoOpenJob } from '../jobs/openPaths.ts';
import type { ImageRequest } from '../requests/imageRequest.ts';
import { prepareRequest, type PreparedRequest } from '../requests/prepareRequest.ts';
import type { Services } from '../services.ts';
import { isThere } from '../storage/existence.ts';
import { pathFrom } from '../workspace/places.ts';

/** An image that an agent requests, with everything the user is asked to agree to. */
export interface SpendItem {
	readonly request: ImageRequest;
	/** Where it will be. */
	readonly uri: Uri;
	/** As sent, including the style and anything else that is added. */
	readonly prompt: string;
	readonly quality: Quality;
	/** Of the file, in pixels. */
	readonly size: PixelSize;
	readonly credits: number;
	/** Whether it replaces an existing file. */
	readonly replaces: boolean;
	readonly confirmAbove: number;
	/** The origin that the API key is sent to. */
	readonly origin: string;
}

/** @param uri where the image will be; `replaces` says whether it replaces an existing file there. */
export async function spendItem(
	services: Services,
	request: ImageRequest,
	uri: Uri,
	replaces: boolean,
): Promise<SpendItem> {
	const prepared = await prepareRequest(services.context, request);
	const { wire, settings, parameters, apiBaseUrl } = prepared;
	const credits = priceOf(wire.quality);
	return {
		request: { ...request, by: 'agent', confirmed: credits },
		uri,
		prompt: wire.prompt,
		quality: wire.quality,
		size: parameters.size ?? pixels[parameters.aspectRatio],
		credits,
		replaces,
		confirmAbove: settings.confirmAbove,
		origin: apiBaseUrl.origin,
	};
}

/**
 * Creates an item with a fixed path: the image is saved exactly where the agent was told, and only one job pays for
 * it.
 *
 * @param isNamed whether the agent named the file; otherwise the name is numbered past the files of other jobs.
 * @throws UserError if the same image is already being made there, or may have been paid for.
 */
export async function newItem(
	services: Services,
	request: ImageRequest,
	isNamed: boolean,
): Promise<SpendItem> {
	const prepared = await prepareRequest(services.context, request);
	const uri = await freeFile(services, prepared, isNamed);
	const { workspaceFolder } = prepared;
	const { folder: _folder, ...args } = request.args;
	const file = `./${pathFrom(workspaceFolder, uri) ?? ''}`;
	return spendItem(
		services,
		{ ...request, workspaceFolder, args: { ...args, file }, exactFormat: true },
		uri,
		false,
	);
}

async function freeFile(
	services: Services,
	{ destination, parameters, workspaceFolder, prompt }: PreparedRequest,
	isNamed: boolean,
): Promise<Uri> {
	const name = assetFileName(destination.fileName, parameters.outputFormat);
	const open = await readOpenPaths(services);
	for (let number = 0; ; number += 1) {
		const path = joinPath(destination.folder, numberedName(name, number));
		const uri = workspaceFolder.with({ path });
		const job = open.jobFor(uri);
		if (job !== undefined && ((isNamed && number === 0) || job.intent.prompt === prompt)) {
			await requireNoOpenJob(services, [uri]);
		}
		if (job === undefined && !(await isThere(uri))) {
			return uri;
		}
	}
}

import { randomUUID } from 'node:crypto';
import { l10n, workspace, type Uri } from 'vscode';
import { joinPath } from '../../core/assets/assetPath.ts';
import { placeholderEntry } from '../../core/assets/placeholderEntry.ts';
import { CodecError } from '../../core/images/codecError.ts';
import type { StagedImage } from '../../core/jobs/job.ts';
import { stageImage } from '../../core/jobs/stageImage.ts';
import { UserError } from '../../core/userError.ts';
import { pixels } from '../../shared/model.ts';
import { inputsOf } from '../requests/inputImages.ts';
import type { LinkPlace } from '../editor/linkPlace.ts';
import type { ImageRequest } from '../requests/imageRequest.ts';
import { prepareRequest, type PreparedRequest } from '../requests/prepareRequest.ts';
import { insertLinksAt, type SavedFile } from '../results/savedFile.ts';
import { deriveVariants } from '../results/derivedImages.ts';
import { requireNotAwaited } from '../jobs/openPaths.ts';
import { recordEntry } from '../results/changeRecord.ts';
import { expectRecordNotice, withRecordNotice } from '../results/recordNotice.ts';
import type { Services } from '../services.ts';
import { assetPath } from '../storage/assetRecords.ts';
import { saveImage } from '../storage/saveImage.ts';
import { announcePlaceholders } from './announcePlaceholders.ts';
import { belongsTo } from '../workspace/places.ts';
import { errorText } from '../texts/errorText.ts';

/** Draws a placeholder and announces it. @throws UserError for anything that stops it before a file is written. */
export async function createPlaceholder(
	services: Services,
	request: ImageRequest,
	place?: LinkPlace,
): Promise<Uri[]> {
	const placed = await drawPlaceholders(services, request, place);
	// If a document already names the file, it needs no link.
	announcePlaceholders(services, placed, request.exactFormat === true);
	return placed.map(({ uri }) => uri);
}

/**
 * Draws a free image of the requested size and format; saves, records and links it, along with its variants.
 * Nothing is sent, and no key is needed. The record says how to make the image itself, for Render Placeholders….
 * Releases the link's place in every case.
 *
 * @throws UserError for anything that stops it before a file is written.
 */
export async function drawPlaceholders(
	services: Services,
	request: ImageRequest,
	place?: LinkPlace,
): Promise<SavedFile[]> {
	try {
		if ((request.args.count ?? 1) !== 1) {
			throw new UserError(l10n.t('A placeholder is one image: leave "count" out.'), {
				type: 'openKeybindings',
			});
		}
		const prepared = await prepareRequest(services.context, {
			...request,
			args: { ...request.args, count: 1 },
		});
		const references = referencesIn(prepared.workspaceFolder, request);
		const image = await draw(services, prepared);
		const { workspaceFolder, destination } = prepared;
		const { folder, fileName: name } = destination;
		await requireNotAwaited(services, workspaceFolder.with({ path: joinPath(folder, name) }));
		const uri = await saveImage({ workspaceFolder, folder, name }, image, name);
		await record(services, prepared, uri, image, references);
		const sizeAsked = prepared.parameters.size !== undefined;
		const placed: SavedFile = { uri, image, alt: prepared.prompt, sizeAsked, link: undefined };
		if (place !== undefined) {
			await insertLinksAt(services.log, [placed], () => place);
		}
		return [placed, ...(await deriveVariants(services, uri, request.variants ?? [], prepared.prompt))];
	} finally {
		place?.dispose();
	}
}

/** As recorded. @throws UserError for a file outside the workspace folder. */
function referencesIn(folder: Uri, { args }: ImageRequest): string[] {
	return inputsOf(args).map(input => {
		if (input.type === 'url') {
			return input.url;
		}
		if (!belongsTo(input.uri, folder)) {
			const name = workspace.asRelativePath(input.uri);
			throw new UserError(
				l10n.t("{0} is in another folder, so the record of a placeholder can't name it.", name),
			);
		}
		return assetPath(folder, input.uri);
	});
}

async function draw({ engine }: Services, { prompt, parameters }: PreparedRequest): Promise<StagedImage> {
	const { width, height } = parameters.size ?? pixels[parameters.aspectRatio];
	const { outputFormat: format, outputCompression: quality } = parameters;
	try {
		return stageImage((await engine.placeholder({ prompt, width, height, format, quality })).bytes);
	} catch (error) {
		throw error instanceof CodecError
			? new UserError(
					l10n.t("The placeholder couldn't be drawn. {0}", errorText(error)),
					{ type: 'showLog' },
					error,
				)
			: error;
	}
}

/** If the record can't be written, reports it and carries on: the file is there either way. */
async function record(
	services: Services,
	prepared: PreparedRequest,
	uri: Uri,
	image: StagedImage,
	references: readonly string[],
): Promise<void> {
	const folder = workspace.getWorkspaceFolder(uri)?.uri ?? prepared.workspaceFolder;
	const id = randomUUID();
	const entry = placeholderEntry({ ...prepared, request: prepared.wire, references }, image, id, Date.now());
	expectRecordNotice(services, id, prepared);
	await withRecordNotice(services, id, () => recordEntry(services, folder, uri, entry));
}

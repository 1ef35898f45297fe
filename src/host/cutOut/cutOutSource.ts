import { l10n, workspace, type Uri } from 'vscode';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import type { AssetEntry } from '../../core/assets/assetRecord.ts';
import { readFrom } from '../../core/images/blocks.ts';
import { contentHash } from '../../core/images/contentHash.ts';
import { conversionFaultText } from '../../core/images/conversionFault.ts';
import type { ImageSize } from '../../core/images/imageStructure.ts';
import { formatOfName } from '../../core/images/imageFormat.ts';
import { shownImage } from '../../core/images/shownImage.ts';
import { UserError } from '../../core/userError.ts';
import type { Services } from '../services.ts';
import { readWorkspaceFile } from '../storage/workspaceFile.ts';
import { requireFolderOf } from '../workspace/trust.ts';

/** An image whose background will be cut out. */
export interface CutOutSource {
	readonly uri: Uri;
	readonly name: string;
	/** The file's own bytes, or those of the paid image that it was cut out from. */
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** In pixels. */
	readonly size: ImageSize;
	/** The format of the result. */
	readonly format: 'png' | 'webp';
	/** Whether the result is a PNG because JPEG has no transparency. */
	readonly becomesPng: boolean;
	/** The bytes are those of the paid image, which is kept for a while. */
	readonly isOriginal: boolean;
	/** How the file was made; undefined if it has changed since. */
	readonly entry: AssetEntry | undefined;
}

/** Reads an image to cut out. @throws UserError if it can't be cut out. */
export async function readCutOutSource(services: Services, uri: Uri): Promise<CutOutSource> {
	const name = workspace.asRelativePath(uri);
	requireFolderOf(uri);
	const file = await readWorkspaceFile(uri);
	const recorded = await services.records.entryOf(uri);
	const entry = recorded?.sha256 === contentHash(file) ? recorded : undefined;
	const original = entry?.cutOut === true ? await services.cutOuts.find(entry.jobId) : undefined;
	const kept = original && (await services.cutOuts.read(original));
	const bytes = kept === undefined ? file : new Uint8Array(kept);
	const shown = await shownImage(bytes, readFrom(bytes));
	if (shown === undefined) {
		throw new UserError(l10n.t("{0} isn't a PNG, JPEG, or WebP image.", name));
	}
	if (shown.fault !== undefined) {
		throw new UserError(l10n.t("{0} can't be cut out: {1}.", name, conversionFaultText(shown.fault)));
	}
	const format = formatOfName(uri.path) ?? shown.format;
	return {
		uri,
		name: baseNameOf(uri.path),
		bytes,
		size: shown.size,
		format: format === 'webp' ? 'webp' : 'png',
		becomesPng: format === 'jpeg',
		isOriginal: kept !== undefined,
		entry,
	};
}

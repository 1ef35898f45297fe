import { l10n, Uri, workspace } from 'vscode';
import { baseNameOf, parentOf } from '../../core/assets/assetPath.ts';
import { type AssetEntry } from '../../core/assets/assetRecord.ts';
import { confine } from '../../core/assets/confine.ts';
import { derivedEntry } from '../../core/assets/derivedEntry.ts';
import { knownSourceType } from '../../core/assets/knownSourceType.ts';
import { formatOfName } from '../../core/images/imageFormat.ts';
import { parseSize } from '../../core/images/pixelSize.ts';
import { readFrom } from '../../core/images/blocks.ts';
import { shownImage } from '../../core/images/shownImage.ts';
import { derivedSize } from '../../core/images/derivedSize.ts';
import type { StagedImage } from '../../core/jobs/job.ts';
import type { ImageVariant } from '../../core/jobs/intent.ts';
import { stageImage } from '../../core/jobs/stageImage.ts';
import { UserError } from '../../core/userError.ts';
import { drawIconFile } from './iconFile.ts';
import { reportRefusals, type Refusal } from './reportRefusals.ts';
import type { SavedFile } from './savedFile.ts';
import { isThere } from '../storage/existence.ts';
import { recordEntry } from './changeRecord.ts';
import type { Services } from '../services.ts';
import { assetPath, keyFor } from '../storage/assetRecords.ts';
import { filesOf } from '../storage/assetSink.ts';
import { saveImage } from '../storage/saveImage.ts';
import { readSettings } from '../workspace/settings.ts';
import { hashOfFile, readWorkspaceFile } from '../storage/workspaceFile.ts';
import { belongsTo, isSamePlace } from '../workspace/places.ts';
import { requireFolderOf } from '../workspace/trust.ts';

/**
 * Makes images that show another one's picture in other sizes and formats, at exactly their paths, free of charge.
 * Those of a placeholder are placeholders. Existing files stay. A failure is reported and doesn't affect the
 * others.
 */
export async function deriveVariants(
	services: Services,
	source: Uri,
	variants: readonly ImageVariant[],
	alt: string,
): Promise<SavedFile[]> {
	const saved: SavedFile[] = [];
	const refusals: Refusal[] = [];
	const entry = variants.length === 0 ? undefined : await entryOf(services, source);
	for (const variant of variants) {
		const file = source.with({ path: variant.path });
		try {
			if (await isThere(file)) {
				// An earlier window made it, or someone else did.
				continue;
			}
			const image = await drawVariant(services, source, entry, variant);
			saved.push({
				uri: await saveVariant(services, { source, file, image, entry, icon: variant.icon?.purpose }),
				image,
				alt,
				sizeAsked: variant.size !== undefined,
				link: undefined,
			});
		} catch (error) {
			refusals.push({ name: workspace.asRelativePath(file), error });
		}
	}
	reportRefusals(services, refusals);
	return saved;
}

/** Undefined if the file no longer matches its record. */
async function entryOf({ records }: Services, file: Uri): Promise<AssetEntry | undefined> {
	const entry = await records.entryOf(file);
	return entry !== undefined && (await isUntouched(file, entry)) ? entry : undefined;
}

interface DerivedImage {
	readonly source: Uri;
	readonly file: Uri;
	readonly image: StagedImage;
	/** The source's entry. */
	readonly entry: AssetEntry | undefined;
	/** How it was drawn, if it is an icon. */
	readonly icon: AssetEntry['icon'];
}

async function saveVariant(services: Services, derived: DerivedImage): Promise<Uri> {
	const { file, image } = derived;
	const workspaceFolder = requireFolderOf(file);
	const place = { workspaceFolder, folder: parentOf(file.path), name: baseNameOf(file.path) };
	const uri = await saveImage(place, image, baseNameOf(file.path));
	await recordVariant(services, workspaceFolder, { ...derived, file: uri });
	return uri;
}

async function recordVariant(
	services: Services,
	folder: Uri,
	{ source, file, image, entry, icon }: DerivedImage,
): Promise<void> {
	if (entry === undefined) {
		return;
	}
	const isHere = belongsTo(source, folder);
	// An image derived from a derived one shows the first one's picture.
	const from = isHere ? (entry.derivedFrom ?? assetPath(folder, source)) : undefined;
	const path = assetPath(folder, file);
	const derived = derivedEntry(entry, image, from === path ? undefined : from, icon);
	await recordEntry(services, folder, file, derived);
}

async function drawVariant(
	{ engine }: Services,
	source: Uri,
	entry: AssetEntry | undefined,
	variant: ImageVariant,
): Promise<StagedImage> {
	const bytes = await readWorkspaceFile(source);
	const shown = await shownImage(bytes, readFrom(bytes));
	const format = formatOfName(variant.path);
	if (shown === undefined || (format === undefined && variant.icon === undefined)) {
		throw new UserError(l10n.t("{0} isn't a PNG, JPEG, or WebP image.", workspace.asRelativePath(source)));
	}
	const size = derivedSize(shown.size, variant);
	if (variant.icon !== undefined && (format === undefined || entry?.placeholder !== true)) {
		return drawIconFile(engine, bytes, {
			...variant.icon,
			format: format ?? 'ico',
			side: Math.max(size.width, size.height),
			sourceType: knownSourceType(bytes, entry),
		});
	}
	const options = {
		...size,
		format: format ?? shown.format,
		quality: readSettings(source).outputCompression,
	};
	const drawn =
		entry?.placeholder === true
			? await engine.placeholder({ ...options, prompt: entry.prompt })
			: await engine.convert(bytes, { ...options, sourceType: knownSourceType(bytes, entry) });
	return stageImage(drawn.bytes);
}

/** An image with new content. */
interface ChangedImage {
	readonly folder: Uri;
	readonly uri: Uri;
	/** Its previous record entry. */
	readonly before: AssetEntry | undefined;
}

/**
 * Gives images that show the picture of a changed one the new picture, and keeps their previous contents. Skips
 * those that someone has edited, or that were derived from another image of the same name. Never rejects: the image
 * itself is in place already.
 */
export async function updateVariants(services: Services, changed: ChangedImage): Promise<void> {
	const { folder, uri, before } = changed;
	const { entries } = await services.records.read(folder);
	const key = keyFor(entries, folder, uri);
	const entry = entries.get(key);
	if (entry === undefined || before === undefined) {
		return;
	}
	for (const [path, variant] of entries) {
		const { derivedFrom, jobId } = variant;
		const isOther = path !== key && jobId === before.jobId && derivedFrom !== undefined;
		if (isOther && isSamePlace(Uri.joinPath(folder, derivedFrom), uri)) {
			try {
				await updateVariant(services, changed, entry, { path, entry: variant });
			} catch (error) {
				services.log.error(`${path} still shows the picture that ${key} had before`, error);
			}
		}
	}
}

async function updateVariant(
	services: Services,
	{ folder, uri: source }: ChangedImage,
	entry: AssetEntry,
	variant: { readonly path: string; readonly entry: AssetEntry },
): Promise<void> {
	const file = Uri.joinPath(folder, variant.path);
	if (!(await isUntouched(file, variant.entry))) {
		return;
	}
	const { size: recorded = '', icon } = variant.entry;
	const size = parseSize(recorded);
	const wanted = { path: file.path, ...(size && { size }), ...(icon && { icon: { purpose: icon } }) };
	const image = await drawVariant(services, source, entry, wanted);
	// The record is a file of the workspace, so its paths can't be trusted.
	await confine(filesOf(folder), [folder.path], file.path);
	// Drawing takes a while; someone may have saved the file meanwhile.
	if (await isUntouched(file, variant.entry)) {
		await services.kept.keep(file);
		await filesOf(folder).replace(file.path, image.bytes);
		await recordVariant(services, folder, { source, file, image, entry, icon });
	}
}

async function isUntouched(file: Uri, { sha256 }: AssetEntry): Promise<boolean> {
	return (await hashOfFile(file)) === sha256;
}

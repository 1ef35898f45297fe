import { workspace, type Uri } from 'vscode';
import { readFrom } from '../../core/images/blocks.ts';
import type { ConversionFault } from '../../core/images/conversionFault.ts';
import type { ImageSize } from '../../core/images/imageStructure.ts';
import { shownImage } from '../../core/images/shownImage.ts';
import { policy } from '../../core/policy.ts';
import { readParts } from './readWhole.ts';
import { filesOf } from './assetSink.ts';
import { requireInside } from './workspaceFile.ts';

/** What can be known of an image file without decoding it. */
interface ImageFileFacts {
	readonly bytes: number;
	/** Milliseconds since the epoch. */
	readonly modified: number;
	/** In pixels, as shown; undefined if the file isn't a PNG, JPEG or WebP. */
	readonly size: ImageSize | undefined;
	/** Why nothing can be made from it. */
	readonly fault: ConversionFault | undefined;
}

/** Enough bytes to contain the header, unless a JPEG carries more metadata. */
const headBytes = 64 * 1024;

/**
 * Reads as little of a file as its file system allows, and nothing if it isn't a file or leads out of its workspace
 * folder.
 */
export async function imageFacts(uri: Uri): Promise<ImageFileFacts> {
	if (workspace.getWorkspaceFolder(uri) !== undefined) {
		await requireInside(uri);
	}
	const { size: bytes, mtime: modified } = await workspace.fs.stat(uri);
	if (uri.scheme === 'file') {
		const facts = await readParts(uri.fsPath, async read => shownImage(await read(0, headBytes), read));
		if (facts !== undefined) {
			return { bytes, modified, ...facts };
		}
	}
	const whole = bytes > policy.ceiling.image ? undefined : await filesOf(uri).read(uri.path);
	const facts = whole && (await shownImage(whole, readFrom(whole)));
	return { bytes, modified, size: facts?.size, fault: facts?.fault };
}

/** The size of an image as shown; undefined if it can't be read. */
export function imageSize(uri: Uri): Promise<ImageSize | undefined> {
	return imageFacts(uri).then(
		({ size }) => size,
		() => undefined,
	);
}

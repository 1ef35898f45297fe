import { Uri, workspace, type DataTransfer, type DataTransferFile } from 'vscode';
import { policy } from '../../core/policy.ts';
import { imagePathType } from '../../shared/imagePathType.ts';
import { readUriWithin, tooLarge } from '../storage/readUriWithin.ts';
import { isSamePlace } from '../workspace/places.ts';
import { baseNameOf } from '../../core/assets/assetPath.ts';

/** A dropped file: one in the workspace, or one from elsewhere with its content. */
export type DroppedImage =
	| { readonly type: 'inside'; readonly uri: Uri }
	| { readonly type: 'outside'; readonly name: string; read(): Promise<Uint8Array | undefined> };

/** The formats that browsers show. */
const imageName = /\.(?:png|jpe?g|webp|gif|svg|avif|ico|bmp)$/i;

/** The dropped images, in order; empty if anything else is among them. */
export async function droppedImages(dataTransfer: DataTransfer): Promise<readonly DroppedImage[]> {
	const own = await dataTransfer.get(imagePathType)?.asString();
	if (own !== undefined) {
		const image = imageOfPage(own);
		return image === undefined ? [] : [image];
	}
	const files = [...dataTransfer].flatMap(([, item]) => item.asFile() ?? []);
	const list = (await dataTransfer.get('text/uri-list')?.asString()) ?? '';
	const uris = urisIn(list);
	const dropped = uris.length > 0 ? uris.map(uri => imageAt(uri, files)) : files.map(imageOf);
	return dropped.every(image => image !== undefined) ? dropped : [];
}

/**
 * An image that was dragged from our page, by its path. If several folders are open, the path starts with a folder's
 * name.
 */
function imageOfPage(path: string): DroppedImage | undefined {
	const folders = workspace.workspaceFolders ?? [];
	const [first = '', ...rest] = path.split('/');
	const named = folders.find(({ name }) => folders.length > 1 && name === first);
	const folder = named ?? folders[0];
	return folder && imageAt(Uri.joinPath(folder.uri, named === undefined ? path : rest.join('/')), []);
}

/** RFC 2483: one URI per line; lines that start with `#` are comments. */
function urisIn(list: string): readonly Uri[] {
	return list
		.split(/\r?\n/)
		.map(line => line.trim())
		.filter(line => line !== '' && !line.startsWith('#'))
		.flatMap(line => {
			try {
				return Uri.parse(line, true);
			} catch {
				return [];
			}
		});
}

function imageAt(uri: Uri, files: readonly DataTransferFile[]): DroppedImage | undefined {
	// VS Code itself links web images by their address.
	if (!imageName.test(uri.path) || /^https?$/.test(uri.scheme)) {
		return undefined;
	}
	if (workspace.getWorkspaceFolder(uri) !== undefined) {
		return { type: 'inside', uri };
	}
	const file = files.find(each => isSamePlace(each.uri, uri));
	const name = baseNameOf(uri.path);
	return { type: 'outside', name, read: () => (file === undefined ? bytesAt(uri) : bytesOf(file)) };
}

function imageOf(file: DataTransferFile): DroppedImage | undefined {
	if (file.uri !== undefined) {
		return imageAt(file.uri, [file]);
	}
	return imageName.test(file.name)
		? { type: 'outside', name: file.name, read: () => bytesOf(file) }
		: undefined;
}

async function bytesAt(uri: Uri): Promise<Uint8Array | undefined> {
	const bytes = await readUriWithin(uri, policy.ceiling.image);
	return bytes === tooLarge ? undefined : bytes;
}

async function bytesOf(file: DataTransferFile): Promise<Uint8Array | undefined> {
	const bytes = await file.data();
	return bytes.byteLength > policy.ceiling.image ? undefined : bytes;
}

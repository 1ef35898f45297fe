import { Uri, workspace, type DataTransfer, type DataTransferFile } from 'vscode';
import { policy } from '../../core/policy.ts';
import { readUriWithin, tooLarge } from '../storage/readUriWithin.ts';
import { isSamePlace } from '../workspace/places.ts';

/** A file that is dropped: one of the workspace, or one from elsewhere with its content. */
export type DroppedImage =
	| { readonly type: 'inside'; readonly uri: Uri }
	| { readonly type: 'outside'; readonly name: string; read(): Promise<Uint8Array | undefined> };

/** What browsers show. */
const imageName = /\.(?:png|jpe?g|webp|gif|svg|avif|ico|bmp)$/i;

/** The images that are dropped, in their order; none where something else is among them. */
export async function droppedImages(dataTransfer: DataTransfer): Promise<readonly DroppedImage[]> {
	const files = [...dataTransfer].flatMap(([, item]) => item.asFile() ?? []);
	const list = (await dataTransfer.get('text/uri-list')?.asString()) ?? '';
	const uris = urisIn(list);
	const dropped = uris.length > 0 ? uris.map(uri => imageAt(uri, files)) : files.map(imageOf);
	return dropped.every(image => image !== undefined) ? dropped : [];
}

/** RFC 2483: a line each, those that begin with `#` are comments. */
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
	// What the web serves is linked by its address, which VS Code does.
	if (!imageName.test(uri.path) || /^https?$/.test(uri.scheme)) {
		return undefined;
	}
	if (workspace.getWorkspaceFolder(uri) !== undefined) {
		return { type: 'inside', uri };
	}
	const file = files.find(each => isSamePlace(each.uri, uri));
	const name = uri.path.replace(/^.*\//, '');
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

import { imagePathType } from '../../shared/imagePathType.ts';
import { limits } from '../../shared/limits.ts';

/** What a drop or a paste may contain; the first kind present is used. */
export interface Brought<F> {
	/** Of files in the workspace or on this machine. */
	readonly uris: string[];
	/** Of images on the web. */
	readonly urls: readonly string[];
	readonly files: readonly F[];
}

/** The parts of a `DataTransfer` that are read. */
interface Dragged<F> {
	readonly types: readonly string[];
	readonly files: ArrayLike<F>;
	getData(type: string): string;
}

/** VS Code's own drags; `text/uri-list` would contain only the first file. */
const vscodeUris = 'application/vnd.code.uri-list';
const plainUris = 'text/uri-list';

/** Whether a drag began in the page itself. */
export function isOwnDrag({ types }: Pick<Dragged<unknown>, 'types'>): boolean {
	return types.includes(imagePathType);
}

/** The https address if the pasted text is exactly that; undefined for any other text. */
export function addressIn(text: string): string | undefined {
	const trimmed = text.trim();
	return trimmed.length <= limits.uri && /^https:\/\/[^\s]+$/i.test(trimmed) ? trimmed : undefined;
}

const imageName = /\.(png|jpe?g|webp)$/i;

/** Whether a drag may contain images; its content can't be read before the drop. */
export function mayBringImages(data: Pick<Dragged<unknown>, 'types'> | null): boolean {
	return data !== null && ['Files', vscodeUris, plainUris].some(type => data.types.includes(type));
}

export function readDrop<F>(data: Omit<Dragged<F>, 'types'>): Brought<F> {
	const own = linesOf(data.getData(vscodeUris));
	if (own.length > 0) {
		return split(own);
	}
	if (data.files.length > 0) {
		return { uris: [], urls: [], files: Array.from(data.files) };
	}
	return split(linesOf(data.getData(plainUris)));
}

export function isImage({ type, name }: { readonly type: string; readonly name: string }): boolean {
	return type.startsWith('image/') || (type === '' && imageName.test(name));
}

/** The lines of a `text/uri-list` (RFC 2483): `#` begins a comment. */
function linesOf(list: string): string[] {
	return list
		.split(/\r?\n/)
		.map(line => line.trim())
		.filter(line => line !== '' && !line.startsWith('#') && line.length <= limits.uri)
		.slice(0, limits.uris);
}

function split(uris: readonly string[]): Brought<never> {
	const isUrl = (uri: string) => /^https?:/i.test(uri);
	return { uris: uris.filter(uri => !isUrl(uri)), urls: uris.filter(isUrl), files: [] };
}

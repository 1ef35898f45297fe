import type { OutputFormat } from '../../shared/model.ts';

/** A user's image as it was when it was added: its bytes are kept as a snapshot (`ReferenceStore`). */
export interface FileReference {
	readonly type: 'file';
	/** Of the bytes; lower-case hexadecimal. Also their name in the store. */
	readonly sha256: string;
	readonly format: OutputFormat;
	readonly bytes: number;
	/** Pixels as the image is shown: an orientation of 90° or 270° is applied. */
	readonly width: number;
	readonly height: number;
	/** The path that the user knows it by, relative to the workspace if it is in one. Never sent. */
	readonly name: string;
}

/** An image on the web, which the service loads itself. */
export interface UrlReference {
	readonly type: 'url';
	/** From `parseReferenceUrl`. */
	readonly url: string;
}

/** An input image of a request. Plain JSON. */
export type Reference = FileReference | UrlReference;

export function isFileReference(reference: Reference): reference is FileReference {
	return reference.type === 'file';
}

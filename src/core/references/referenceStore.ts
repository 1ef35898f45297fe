import type { FileReference } from './reference.ts';

/** An image that the user points at. */
export type ReferenceSource =
	/** On this machine's disk: the platform's own path. */
	| { readonly path: string; readonly name: string }
	/** In another file system of VS Code's. */
	| { readonly uri: string; readonly name: string };

/**
 * Private snapshots of input images, below the extension's own folder, named by their SHA-256. What the user does
 * to a file after it was added changes nothing about what is sent.
 */
export interface ReferenceStore {
	/**
	 * Copies an image, and checks the copy.
	 *
	 * @throws InputImageError for what cannot be an input image; StateError where the copy cannot be kept.
	 */
	add(source: ReferenceSource): Promise<FileReference>;
	/** A snapshot's bytes, which stay on the disk until they are read; undefined where it is gone. */
	open(sha256: string): Promise<Blob | undefined>;
	/**
	 * Removes the snapshots that are not among `used`, and that nobody added for a week or are too many.
	 *
	 * @throws StateError
	 */
	sweep(used: ReadonlySet<string>): Promise<void>;
}

import type { FileReference } from './reference.ts';

/** An image that the user points at. */
type ReferenceSource =
	/** On this machine's disk: the platform's own path. */
	| { readonly path: string; readonly name: string }
	/** In another of VS Code's file systems. */
	| { readonly uri: string; readonly name: string };

/**
 * Private snapshots of input images, in the extension's own folder, named by their SHA-256. Changes to a file after
 * it was added do not affect what is sent.
 */
export interface ReferenceStore {
	/**
	 * Copies an image, and checks the copy.
	 *
	 * @throws InputImageError for what cannot be an input image; StateError if the copy cannot be kept.
	 */
	add(source: ReferenceSource): Promise<FileReference>;
	/** A snapshot's bytes, which stay on disk until they are read; undefined if it is gone. */
	open(sha256: string): Promise<Blob | undefined>;
}

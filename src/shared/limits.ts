/** Limits of what a user brings: the pages refuse more, and the host checks again. */
export const limits = {
	/** Bytes of an image: 64 MiB. */
	imageBytes: 64 * 1024 * 1024,
	/** Of a path or a name, in UTF-16 units: no file system takes more. */
	path: 4096,
	uri: 8192,
	/** URIs of one drop. */
	uris: 64,
};

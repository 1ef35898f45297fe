/**
 * Limits of what a user brings: bytes of an image, UTF-16 units of a path (no file system takes more) and of a URI, and
 * URIs of one drop. The pages refuse more, and the host checks again.
 */
export const limits = { imageBytes: 64 * 1024 * 1024, path: 4096, uri: 8192, uris: 64 };

import { open } from 'node:fs/promises';
import { workspace, type Uri } from 'vscode';
import { imageHeader } from '../../core/assets/verifyImage.ts';

/** What is known of an image file without decoding it. */
export interface ImageFileFacts {
	readonly bytes: number;
	/** In pixels; undefined where the file is no PNG, JPEG or WebP. */
	readonly size: { readonly width: number; readonly height: number } | undefined;
}

/** Bytes of a file that hold its header, unless a JPEG carries more metadata. */
const headBytes = 64 * 1024;

/** Reads as little of a file as its system allows. */
export async function imageFacts(uri: Uri): Promise<ImageFileFacts> {
	const { size: bytes } = await workspace.fs.stat(uri);
	const head = uri.scheme === 'file' ? imageHeader(await readHead(uri.fsPath, bytes)) : undefined;
	const header = head ?? imageHeader(await workspace.fs.readFile(uri));
	return { bytes, size: header && { width: header.width, height: header.height } };
}

async function readHead(path: string, bytes: number): Promise<Uint8Array> {
	const file = await open(path);
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(bytes, headBytes)), 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
}

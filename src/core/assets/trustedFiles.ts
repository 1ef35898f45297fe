import { AssetError } from './assetError.ts';
import type { AssetFiles } from './assetFiles.ts';

/** The same files, but writing fails while the workspace is not trusted: AssetError `untrusted`. */
export function trustedFiles(files: AssetFiles, isTrusted: () => boolean): AssetFiles {
	async function write<T>(path: string, action: () => Promise<T>): Promise<T> {
		if (!isTrusted()) {
			throw untrusted(path);
		}
		return action();
	}

	return {
		...files,
		createFolder: path => write(path, () => files.createFolder(path)),
		publish: (path, bytes) => write(path, () => files.publish(path, bytes)),
		discardUnfinished: (path, bytes) => write(path, () => files.discardUnfinished(path, bytes)),
		replace: (path, bytes, evenReadOnly) => write(path, () => files.replace(path, bytes, evenReadOnly)),
		remove: path => write(path, () => files.remove(path)),
	};
}

export function untrusted(path: string): AssetError {
	return new AssetError('untrusted', 'This workspace is not trusted, so nothing is written in it.', { path });
}

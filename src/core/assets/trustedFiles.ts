import { AssetError } from './assetError.ts';
import type { AssetFiles } from './assetFiles.ts';

/** The same files, in which nothing is written while the workspace is not trusted: AssetError `untrusted`. */
export function trustedFiles(files: AssetFiles, isTrusted: () => boolean): AssetFiles {
	const guard =
		<R, A extends [path: string, ...rest: unknown[]]>(write: (...args: A) => Promise<R>) =>
		async (...args: A): Promise<R> => {
			if (!isTrusted()) {
				throw untrusted(args[0]);
			}
			return write(...args);
		};
	return {
		...files,
		createFolder: guard(files.createFolder),
		publish: guard(files.publish),
		discardUnfinished: guard(files.discardUnfinished),
		replace: guard(files.replace),
		remove: guard(files.remove),
	};
}

export function untrusted(path: string): AssetError {
	return new AssetError('untrusted', 'This workspace is not trusted, so nothing is written in it.', { path });
}

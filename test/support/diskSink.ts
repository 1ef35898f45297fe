import { saveAsset } from '../../src/core/assets/saveAsset.ts';
import type { JobSink } from '../../src/core/jobs/ports.ts';
import { createSystemClock } from '../../src/core/clock/systemClock.ts';
import { diskFiles } from '../../src/host/storage/diskFiles.ts';

/** Saves to a workspace folder on the disk (a path in the form of `Uri.path`), as the extension does. */
export function diskSink(root: string): JobSink {
	const files = diskFiles({ clock: createSystemClock() });
	const reserved = new Set<string>();
	return {
		async save({ target }, { bytes, format, width, height, sha256 }, onTarget, earlierTarget) {
			const path = await saveAsset({
				files,
				reserved,
				workspaceFolders: [root],
				folder: target.folder,
				name: target.name,
				bytes,
				sha256,
				onTarget: final => onTarget(uriOf(final)),
				resumeTarget: earlierTarget && decodeURI(earlierTarget.slice('file://'.length)),
			});
			return { uri: uriOf(path), format, width, height, sha256 };
		},
	};
}

function uriOf(path: string): string {
	return `file://${encodeURI(path)}`;
}

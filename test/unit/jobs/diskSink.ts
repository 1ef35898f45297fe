import { pathToFileURL, fileURLToPath } from 'node:url';
import { saveAsset } from '../../../src/core/assets/saveAsset.ts';
import type { JobSink } from '../../../src/core/jobs/ports.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { diskFiles } from '../../../src/host/storage/diskFiles.ts';

/** Saves into a folder of this machine as the extension does into a workspace folder. */
export function createDiskSink(workspaceFolder: string): JobSink {
	const files = diskFiles({ clock: createSystemClock() });
	const reserved = new Set<string>();
	return {
		async save({ target }, { bytes, ...facts }, onTarget, earlierTarget) {
			const path = await saveAsset({
				files,
				reserved,
				workspaceFolders: [workspaceFolder],
				folder: target.folder,
				name: target.name,
				bytes,
				sha256: facts.sha256,
				onTarget: final => onTarget(pathToFileURL(final).href),
				resumeTarget: earlierTarget && fileURLToPath(earlierTarget),
			});
			return { uri: pathToFileURL(path).href, ...facts };
		},
	};
}

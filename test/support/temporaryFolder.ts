import { rmSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TemporaryFolder {
	/** Absolute, without symbolic links. */
	path: string;
	remove: () => Promise<void>;
}

const folders = new Set<string>();
let removedAtExit = false;
const removal = { recursive: true, force: true, maxRetries: 5 } as const;

/** An empty folder that is removed when this process ends, at the latest. */
export async function temporaryFolder(prefix: string): Promise<TemporaryFolder> {
	if (!removedAtExit) {
		removedAtExit = true;
		process.once('exit', removeAll);
	}
	const path = await realpath(await mkdtemp(join(tmpdir(), `image-assets-${prefix}-`)));
	folders.add(path);
	return {
		path,
		remove: async () => {
			await rm(path, removal);
			folders.delete(path);
		},
	};
}

function removeAll(): void {
	for (const path of folders) {
		try {
			rmSync(path, removal);
		} catch {
			// The system will eventually clear its temporary files.
		}
	}
}

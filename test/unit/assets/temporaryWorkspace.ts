import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder for one test, its links resolved, and how to remove it. */
export async function temporaryWorkspace(): Promise<{ root: string; dispose: () => Promise<void> }> {
	const root = await realpath(await mkdtemp(join(tmpdir(), 'image-assets-')));
	return { root, dispose: () => rm(root, { recursive: true, force: true }) };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { normalizePath } from '../../../src/core/assets/assetPath.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { diskFiles } from '../../../src/host/storage/diskFiles.ts';

/** A new folder for one test, its links resolved, in the form of `Uri.path`, and how to remove it. */
export async function temporaryWorkspace(): Promise<{ root: string; dispose: () => Promise<void> }> {
	const made = await mkdtemp(join(tmpdir(), 'image-assets-'));
	const root = normalizePath(await diskFiles({ clock: createSystemClock() }).realPath(made));
	return { root, dispose: () => rm(made, { recursive: true, force: true }) };
}

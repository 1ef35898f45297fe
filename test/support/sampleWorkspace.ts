import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from './repository.ts';

export interface WorkspaceCopy {
	/** Absolute, without symbolic links. */
	folder: string;
	remove: () => Promise<void>;
}

/** A copy of the sample workspace (or of another folder) for one test, under the name that a window shows. */
export async function copySampleWorkspace(
	source = join(repository, 'test/fixtures/sample-workspace'),
	name = 'lighthouse',
): Promise<WorkspaceCopy> {
	const parent = await realpath(await mkdtemp(join(tmpdir(), 'workspace-')));
	const folder = join(parent, name);
	await cp(source, folder, { recursive: true });
	return { folder, remove: () => rm(parent, { recursive: true, force: true, maxRetries: 5 }) };
}

import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from './repository.ts';
import { temporaryFolder } from './temporaryFolder.ts';

export const sampleWorkspace = join(repository, 'test/fixtures/sample-workspace');

export interface WorkspaceCopy {
	/** Absolute, without symbolic links. */
	folder: string;
	remove: () => Promise<void>;
}

/** A copy of the sample workspace (or of another folder), under the name that a window shows. */
export async function copySampleWorkspace(
	source = sampleWorkspace,
	name = 'lighthouse',
): Promise<WorkspaceCopy> {
	const { path, remove } = await temporaryFolder('workspace');
	const folder = join(path, name);
	await cp(source, folder, { recursive: true });
	return { folder, remove };
}

import type { Job } from '../../core/jobs/job.ts';
import type { ListedJob } from '../../core/jobs/jobBoard.ts';
import { openFolderOf } from '../workspace/places.ts';

/** Whether a job's image goes into a folder of this window. */
export function isForThisWindow({ intent }: Job): boolean {
	return openFolderOf(intent.target.workspaceFolder) !== undefined;
}

/** Whether this window shows a job: what runs in it, and what is for its folders. Others show those of theirs. */
export function isShownHere({ job, running }: ListedJob): boolean {
	return running === 'here' || isForThisWindow(job);
}

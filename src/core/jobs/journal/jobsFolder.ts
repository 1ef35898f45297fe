/** Where the jobs are in the extension's own folder: a folder for each, named by its id. */
export const jobsFolder = 'jobs/v1';
/** A file for each job that another window should cancel: one look finds all of them. */
export const cancelsFolder = 'jobs/cancels';

const idPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function isJobId(name: string): boolean {
	return idPattern.test(name);
}

/** A job's folder. @throws Error for anything but an id: the path must not lead elsewhere. */
export function folderOf(id: string): string {
	if (!isJobId(id)) {
		throw new Error(`Not the id of a job: ${id}`);
	}
	return `${jobsFolder}/${id}`;
}

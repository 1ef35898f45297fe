/** Where the jobs are in the extension's own folder: a folder for each, named by its id. */
export const jobsFolder = 'jobs/v1';

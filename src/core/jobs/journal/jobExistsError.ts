/** The job exists already; nothing about it was changed. */
export class JobExistsError extends Error {
	override readonly name = 'JobExistsError';

	constructor(id: string) {
		super(`There is a job ${id} already`);
	}
}

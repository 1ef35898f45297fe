/** Another window has taken the job, or this one is about to close: nothing more is done with it here. */
export class LeaseLostError extends Error {
	override readonly name = 'LeaseLostError';

	constructor(id: string) {
		super(`Job ${id} belongs to another window now`);
	}
}

/** The service's object store did not take a file: see `cause`. Nothing is charged for it. */
export class StorageError extends Error {
	override readonly name = 'StorageError';
	readonly host: string;

	constructor(host: string, cause: unknown) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		super(`${host} did not take the file: ${reason}`, { cause });
		this.host = host;
	}
}

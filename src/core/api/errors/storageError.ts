import { messageOf } from '../../text/messageOf.ts';

/** The service's object store did not take a file: see `cause`. Nothing is charged for it. */
export class StorageError extends Error {
	override readonly name = 'StorageError';
	readonly host: string;

	constructor(host: string, cause: unknown) {
		super(`${host} did not take the file: ${messageOf(cause)}`, { cause });
		this.host = host;
	}
}

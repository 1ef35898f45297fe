/** Why a connection could not be made. */
export const connectionFailures = [
	'dns',
	'refused',
	'timeout',
	'certificate',
	'proxy',
	'unreachable',
] as const;

export type ConnectionFailure = (typeof connectionFailures)[number];

/** No connection was made: not one byte of the request can have reached the service. */
export class ConnectionError extends Error {
	override readonly name = 'ConnectionError';
	readonly failure: ConnectionFailure;
	readonly host: string;

	constructor(failure: ConnectionFailure, host: string, cause: unknown) {
		super(`Could not connect to ${host} (${failure})`, { cause });
		this.failure = failure;
		this.host = host;
	}
}

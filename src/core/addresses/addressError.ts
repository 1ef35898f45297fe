/** An address that the client refuses to open, for the reason that the message gives. */
export class AddressError extends Error {
	override readonly name = 'AddressError';
}

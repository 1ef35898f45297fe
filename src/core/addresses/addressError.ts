/** What is wrong with an address. */
export type AddressFault =
	| { readonly code: 'notAnAddress' }
	/** The address of the service is neither https nor http on this machine. */
	| { readonly code: 'serviceNotHttps' }
	/** The address of the service has a user, a password, a query or a fragment. */
	| { readonly code: 'serviceNotPlain' }
	/** `protocol` ends with a colon. */
	| { readonly code: 'protocol'; readonly use: AddressUse; readonly protocol: string }
	/** The host is not one of the public internet. */
	| { readonly code: 'internal'; readonly use: AddressUse; readonly host: string }
	/** An input image would need a password. */
	| { readonly code: 'password' };

/** A result to load, a place to send a file to, or an input image that the service loads. */
export type AddressUse = 'result' | 'upload' | 'input';

/** An address that is refused. Its message is for the log. */
export class AddressError extends Error {
	override readonly name = 'AddressError';
	readonly fault: AddressFault;

	constructor(fault: AddressFault) {
		super(describeAddressFault(fault));
		this.fault = fault;
	}
}

function describeAddressFault(fault: AddressFault): string {
	switch (fault.code) {
		case 'notAnAddress':
			return 'That is not an address';
		case 'serviceNotHttps':
			return 'The API address must start with https:// (http:// only on this machine)';
		case 'serviceNotPlain':
			return 'The API address must be plain: no user, password, query or fragment';
		case 'protocol':
			return `${refusals[fault.use]} by ${fault.protocol}`;
		case 'internal':
			return `${refusals[fault.use]}: ${fault.host} is an internal address`;
		case 'password':
			return 'An address with a password in it is not passed on';
	}
}

const refusals: Readonly<Record<AddressUse, string>> = {
	result: 'A result may not be loaded',
	upload: 'A file may not be sent',
	input: 'An input image may not be loaded',
};

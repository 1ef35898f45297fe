import { UserError } from '../userError.ts';
import type { ReferenceFault } from './checkReference.ts';

/** An image that cannot be an input. Nothing was sent or spent. The message is for the log; the host words its own. */
export class InputImageError extends UserError {
	/** The file or the address, as the user gave it. */
	readonly image: string;
	readonly fault: ReferenceFault;

	constructor(image: string, fault: ReferenceFault, cause?: unknown) {
		const { code, ...values } = fault;
		super(`Not an input image: ${image} (${[code, JSON.stringify(values)].join(' ')})`, undefined, cause);
		this.image = image;
		this.fault = fault;
	}
}

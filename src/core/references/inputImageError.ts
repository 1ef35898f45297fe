import { UserError } from '../userError.ts';
import type { ReferenceFault } from './checkReference.ts';

/** An image that cannot be an input, in words for the user. Nothing was sent or spent. */
export class InputImageError extends UserError {
	readonly fault: ReferenceFault;

	constructor(fault: ReferenceFault, message: string, cause?: unknown) {
		super(message, undefined, cause);
		this.fault = fault;
	}
}

import { describeValueFault, type ValueFault } from './valueFault.ts';
import { UserError, type NextStep } from './userError.ts';

/** Why `core` does not do what a user asked for. The host words the message. */
export type Refusal =
	/** The request was already sent again or dismissed, here or in another window. */
	| { readonly code: 'alreadyHandled' }
	/** This window is already working on the image. */
	| { readonly code: 'inHand' }
	/** Another window is working on the image. */
	| { readonly code: 'inOtherWindow' }
	/** The note of a cancellation could not be written; see `cause`. */
	| { readonly code: 'cancelNotNoted' }
	/** The same for a dismissal: the job stays on the list. */
	| { readonly code: 'dismissalNotNoted' }
	/** In code points. */
	| { readonly code: 'promptTooLong'; readonly length: number; readonly limit: number }
	/** The names in `fault` are full setting ids: `imageAssets.quality`. */
	| { readonly code: 'badSetting'; readonly fault: ValueFault }
	| { readonly code: 'badArgument'; readonly fault: ValueFault };

/** A refusal with the step that helps most. Its message is plain English, for the log. */
export class RefusedError extends UserError {
	readonly refusal: Refusal;

	constructor(refusal: Refusal, nextStep?: NextStep, cause?: unknown) {
		super(describeRefusal(refusal), nextStep, cause);
		this.refusal = refusal;
	}
}

function describeRefusal(refusal: Refusal): string {
	switch (refusal.code) {
		case 'alreadyHandled':
			return 'The request was sent again, or dismissed, before.';
		case 'inHand':
			return 'Something is being done about the image.';
		case 'inOtherWindow':
			return 'Another window works on the image.';
		case 'cancelNotNoted':
			return 'The cancel could not be noted.';
		case 'dismissalNotNoted':
			return 'The dismissal could not be noted.';
		case 'promptTooLong':
			return `The prompt has ${refusal.length} characters; the model takes ${refusal.limit}.`;
		case 'badSetting':
			return `Setting: ${describeValueFault(refusal.fault)}`;
		case 'badArgument':
			return `Argument: ${describeValueFault(refusal.fault)}`;
	}
}

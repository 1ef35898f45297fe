/** What the user can do about an error with one click. */
export type NextStep =
	| { readonly type: 'openSetting'; readonly setting: string }
	| { readonly type: 'openKeybindings' }
	| { readonly type: 'openFolder' }
	| { readonly type: 'manageTrust' }
	| { readonly type: 'setApiKey' }
	/** Opens the service's site, where keys and credits come from. */
	| { readonly type: 'getApiKey' }
	| { readonly type: 'addCredits' }
	| { readonly type: 'showJobs' }
	/** Opens a file (a URI) at a line, counted from 1. */
	| { readonly type: 'openFile'; readonly uri: string; readonly line: number }
	/** Asks what to change about an image (a URI). */
	| { readonly type: 'editImage'; readonly uri: string }
	| { readonly type: 'showLog' };

/** An error whose message is written for the user, with the one step that helps most. */
export class UserError extends Error {
	override readonly name = 'UserError';
	readonly nextStep: NextStep | undefined;

	constructor(message: string, nextStep?: NextStep, cause?: unknown) {
		super(message, { cause });
		this.nextStep = nextStep;
	}
}

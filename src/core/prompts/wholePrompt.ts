import { composePrompt, type PromptParts } from '../text/composePrompt.ts';
import { checkPrompt } from './promptLimits.ts';
import { UserError } from '../userError.ts';

/** The prompt as it is sent. @throws UserError where it is longer than the model takes. */
export function wholePrompt(parts: PromptParts): string {
	const checked = checkPrompt(composePrompt(parts));
	if (checked.kind !== 'valid') {
		const length = checked.kind === 'tooLong' ? checked.length.toLocaleString('en-US') : '0';
		const limit = checked.kind === 'tooLong' ? checked.limit.toLocaleString('en-US') : '0';
		throw new UserError(
			`The prompt has ${length} characters, the model takes at most ${limit}. Select less text.`,
		);
	}
	return checked.prompt;
}

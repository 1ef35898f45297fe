import { composePrompt, type PromptParts } from '../text/composePrompt.ts';
import { checkPrompt } from './promptLimits.ts';
import { RefusedError } from '../refusal.ts';

/** The prompt as it is sent. @throws RefusedError if it is longer than the model takes. */
export function wholePrompt(parts: PromptParts): string {
	const checked = checkPrompt(composePrompt(parts));
	if (checked.kind !== 'valid') {
		const { length, limit } = checked.kind === 'tooLong' ? checked : { length: 0, limit: 0 };
		throw new RefusedError({ code: 'promptTooLong', length, limit });
	}
	return checked.prompt;
}

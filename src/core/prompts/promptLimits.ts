import { cleanText } from '../text/cleanText.ts';
import { codePoints } from '../text/codePoints.ts';

/**
 * The longest prompt sent, in code points. core.today documents no limit for its model; OpenAI's API
 * reference says of `prompt`: "The maximum length is 32000 characters for the GPT image models"
 * (openai-node, `src/resources/images.ts`).
 */
export const maxPromptLength = 32_000;

type CheckedPrompt =
	| { readonly kind: 'valid'; readonly prompt: string }
	| { readonly kind: 'empty' }
	| { readonly kind: 'tooLong'; readonly length: number; readonly limit: number };

/**
 * The prompt as it may be sent: cleaned and trimmed, with its own line breaks kept. `length` and `limit` are
 * in code points. Give it the composed prompt: suffix and style count too.
 */
export function checkPrompt(text: string): CheckedPrompt {
	const prompt = cleanText(text).trim();
	if (prompt === '') {
		return { kind: 'empty' };
	}
	const length = codePoints(prompt);
	return length > maxPromptLength
		? { kind: 'tooLong', length, limit: maxPromptLength }
		: { kind: 'valid', prompt };
}

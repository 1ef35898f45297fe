import { contentHash } from '../images/contentHash.ts';
import { cleanText } from '../text/cleanText.ts';
import { wholePrompt } from '../prompts/wholePrompt.ts';
import type { Job } from './job.ts';
import type { Intent } from './intent.ts';

/**
 * The intent of a job that is sent again. Its id follows from the job's, so that there is only one.
 *
 * @param prompt instead of the user's words before.
 * @param now milliseconds since the epoch.
 * @throws UserError where the prompt is longer than the model takes.
 */
export function successorOf({ intent }: Job, now: number, prompt = intent.prompt): Intent {
	const { references, suffix, style, request } = intent;
	const words = cleanText(prompt).trim();
	const id = successorId(intent.id);
	return {
		...intent,
		prompt: words,
		request: { ...request, prompt: wholePrompt({ prompt: words, suffix, style }) },
		id,
		action: id,
		createdAt: now,
		// They were sent before, or will have been.
		...(references && { sharesReferences: true as const }),
	};
}

/** A UUID of version 8 (RFC 9562 §5.8), made of a hash. */
function successorId(id: string): string {
	const hash = contentHash(`image-assets successor\0${id}`);
	const variant = '89ab'[parseInt(hash.charAt(16), 16) % 4] ?? '8';
	return [
		hash.slice(0, 8),
		hash.slice(8, 12),
		`8${hash.slice(13, 16)}`,
		variant + hash.slice(17, 20),
		hash.slice(20, 32),
	].join('-');
}

/** Whether an id may be that of a job that took the place of another one; all others are random, and new each time. */
export function isSuccessorId(id: string): boolean {
	return id.charAt(14) === '8';
}

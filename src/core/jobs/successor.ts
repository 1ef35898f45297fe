import { cutOutPrompt } from '../images/cutOut/keyChoice.ts';
import { contentHash } from '../images/contentHash.ts';
import { cleanText } from '../text/cleanText.ts';
import { wholePrompt } from '../prompts/wholePrompt.ts';
import type { Job } from './job.ts';
import type { Intent } from './intent.ts';

/**
 * The intent of a job that is sent again. Its id follows from the job's, so that there is only one.
 *
 * @param prompt replaces the user's earlier words.
 * @param now milliseconds since the epoch.
 * @throws UserError where the prompt is longer than the model takes.
 */
export function successorOf({ intent }: Job, now: number, prompt = intent.prompt): Intent {
	// Even if an agent asked for it first, it is the user who sends it again.
	const { by: _by, ...kept } = intent;
	const { references, suffix, style, request } = kept;
	const cutOut = kept.cutOut && cutOutPrompt(kept.cutOut.key);
	const words = cleanText(prompt).trim();
	const id = successorId(intent.id);
	return {
		...kept,
		prompt: words,
		request: { ...request, prompt: wholePrompt({ prompt: words, suffix, style, cutOut }) },
		id,
		action: id,
		createdAt: now,
		// The first job sent the same images, or may still have to.
		...(references && { sharesReferences: true as const }),
	};
}

/** A version 8 UUID (RFC 9562 §5.8), made from a hash. */
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

/** Whether an id may be that of a successor; all other ids are random, and new each time. */
export function isSuccessorId(id: string): boolean {
	return id.charAt(14) === '8';
}

import { pixels } from '../../shared/model.ts';
import { expandFileName } from '../assets/fileNameTemplate.ts';
import { slug } from '../assets/slug.ts';
import { cleanText } from '../text/cleanText.ts';
import type { Intent } from './intent.ts';

/**
 * The file name of an intent with another prompt: made from that prompt, unless the name came from somewhere else,
 * such as the user, a document or the image that is edited.
 *
 * @param template the value of the setting `imageAssets.fileName`.
 */
export function nameForPrompt(intent: Intent, prompt: string, template: string): string {
	const { target, request, size, createdAt } = intent;
	const nameOf = (words: string) =>
		expandFileName(template, {
			slug: slug(cleanText(words).trim()),
			quality: request.quality,
			...(size ?? pixels[request.aspectRatio]),
			now: new Date(createdAt),
		}).name;
	return intent.exactFormat !== true && target.name === nameOf(intent.prompt) ? nameOf(prompt) : target.name;
}

import { policy } from '../../policy.ts';
import type { LinkLanguage } from '../languages.ts';
import type { LinkRequest } from './linkEdit.ts';

/**
 * The template that a link is written with: the user's template, else the language's own, with the image's size where
 * it should be stated.
 */
export function templateFor(
	request: LinkRequest,
	language: LinkLanguage,
	own: string = language.block,
): string {
	return request.template ?? sizedTemplate(request, language, own);
}

/**
 * An element's template with `width` and `height`, so that a browser reserves the image's space: where the user asked
 * for the size, or the image fits on every page. Other templates stay as they are, and so does that of an image that
 * is large only because the service makes none smaller: its size would overflow pages, and would look like the user's
 * choice.
 */
export function sizedTemplate(
	{ width, height, sizeAsked }: LinkRequest,
	{ family }: LinkLanguage,
	template: string,
): string {
	if (width === undefined || height === undefined || !(sizeAsked === true || width <= policy.fittingWidth)) {
		return template;
	}
	if (template.startsWith('img(')) {
		return template.replace(/\)$/, ', width="${width}", height="${height}")');
	}
	const attributes =
		family === 'script' ? ' width={${width}} height={${height}}' : ' width="${width}" height="${height}"';
	return template.startsWith('<img ') ? template.replace(/ ?\/?>$/, end => attributes + end) : template;
}

import { policy } from '../../policy.ts';
import type { LinkLanguage } from '../languages.ts';
import type { LinkRequest } from './linkEdit.ts';

/** What a link is written with: the user's template, else the language's own, with the image's size where it says that. */
export function templateFor(
	request: LinkRequest,
	language: LinkLanguage,
	own: string = language.block,
): string {
	return request.template ?? sizedTemplate(request, language, own);
}

/**
 * An element's template with `width` and `height`, so that a browser keeps the image's place free: where the size was
 * asked for, or the image fits on every page. Any other template, and that of an image which is large because the
 * service makes none smaller, stays as it is: its size would overflow pages, and be taken for one that somebody wants.
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

import { altForAttribute, pathForAttribute } from '../escapes.ts';
import type { LinkLanguage } from '../languages.ts';
import { explicitlyRelative } from '../relativePath.ts';
import type { LinkRequest } from './linkEdit.ts';

/** The values that a template may name, not escaped yet. */
type LinkValues = Pick<LinkRequest, 'path' | 'alt' | 'width' | 'height'>;

/**
 * A template filled in, each value escaped for the language; lines are separated by LF. A template that is an HTML
 * element in a Markdown document has its values escaped as attributes. An unknown name stays as it is, and an unknown
 * size becomes empty.
 */
export function renderLink(language: LinkLanguage, template: string, values: LinkValues): string {
	const element = language.family === 'markdown' && /^\s*</.test(template);
	const path = language.dotSlash ? explicitlyRelative(values.path) : values.path;
	const filled = new Map(
		Object.entries({
			path: element ? pathForAttribute(path) : language.escapePath(path),
			alt: element ? altForAttribute(values.alt) : language.escapeAlt(values.alt),
			width: values.width === undefined ? '' : String(values.width),
			height: values.height === undefined ? '' : String(values.height),
		}),
	);
	return template
		.replace(/\r\n?/g, '\n')
		.replace(/\$\{(\w+)\}/g, (whole, name: string) => filled.get(name) ?? whole)
		.split('\n')
		.map(line => line.trimEnd())
		.join('\n');
}

import { messagesOf, type Bundle } from '../../../scripts/l10nComments.ts';
import { readRepositoryJson } from '../manifest.ts';

const bundles = ['page', 'bundle'].map(
	name => readRepositoryJson(`l10n/${name}.l10n.ko.json`) as Readonly<Record<string, string | undefined>>,
);
const [english, korean] = ['package.nls.json', 'package.nls.ko.json'].map(name =>
	messagesOf(readRepositoryJson(name) as Bundle),
);

/** The Korean of an English text, of a page before one of the host; its slots are filled with the values. */
export function ko(text: string, ...values: readonly string[]): string {
	const manifestKey = Object.keys(english ?? {}).find(key => english?.[key] === text);
	const found =
		bundles.map(bundle => bundle[text]).find(each => each !== undefined) ?? korean?.[manifestKey ?? ''];
	if (found === undefined) {
		throw new Error(`There is no Korean for "${text}"`);
	}
	return found.replace(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? '');
}

/** What stands in Latin letters in any language: names, formats, units, keys, settings, paths and addresses. */
const allowed: readonly RegExp[] = [
	/https?:\/\/\S*/g,
	/[\w.-]*\/[\w./-]*|[\w-]+\.(?:png|webp|jpe?g|html|md|json|txt|tsx|css)\b/gi,
	/\bImage Assets\b|\bcore\.today\b|\bVS Code\b|\bgpt-image-2\b|\bopenai\b/g,
	/\b(?:PNG|JPEG|JPG|WebP|ICO|API|URL|JSON|XMP|ID|HTML|CSS|SVG|Markdown)\b/gi,
	/\b(?:px|kB|MB|GB|ms)\b/g,
	/\b(?:Ctrl|Shift|Alt|Esc|Enter|Tab|TODO image)\b/g,
	/\bimageAssets\.\w+|\bjob_[\w-]+/g,
];

/** Texts that hold words in Latin letters beside these and what is given, which the user or the project said. */
export function latinTexts(texts: readonly string[], given: readonly string[]): string[] {
	return texts.filter(text => {
		const without = given.reduce((left, part) => left.replaceAll(part, ''), text);
		return /[A-Za-z]{2,}/.test(allowed.reduce((left, pattern) => left.replace(pattern, ''), without));
	});
}

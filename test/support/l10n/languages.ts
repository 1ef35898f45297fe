import { pseudoLocalized } from '../../../scripts/l10nBundles.ts';
import { messagesOf, type Bundle } from '../../../scripts/l10nComments.ts';
import { readRepositoryJson } from '../manifest.ts';

/** A language that the windows of tests are shown in. */
export interface TestLanguage {
	readonly id: 'ko' | 'qps-ploc';
	readonly name: string;
	/** Matches a text in it. */
	readonly letters: RegExp;
	/** Our commands' category. */
	readonly category: string;
	/** What an English text is called in it; its slots are filled with the values. */
	readonly word: (text: string, ...values: readonly string[]) => string;
}

const bundles = ['page', 'bundle'].map(
	name => readRepositoryJson(`l10n/${name}.l10n.ko.json`) as Readonly<Record<string, string | undefined>>,
);
const [english, koreanManifest] = ['package.nls.json', 'package.nls.ko.json'].map(name =>
	messagesOf(readRepositoryJson(name) as Bundle),
);

/** Of a page before one of the host. */
function korean(text: string, ...values: readonly string[]): string {
	const manifestKey = Object.keys(english ?? {}).find(key => english?.[key] === text);
	const found =
		bundles.map(bundle => bundle[text]).find(each => each !== undefined) ??
		koreanManifest?.[manifestKey ?? ''];
	if (found === undefined) {
		throw new Error(`There is no Korean for "${text}"`);
	}
	return filled(found, values);
}

function pseudo(text: string, ...values: readonly string[]): string {
	return filled(pseudoLocalized({ text }).text ?? '', values);
}

function filled(text: string, values: readonly string[]): string {
	return text.replace(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? '');
}

export const testLanguages: readonly TestLanguage[] = [
	{ id: 'ko', name: 'Korean', letters: /[가-힣]/, category: 'Image Assets', word: korean },
	{
		id: 'qps-ploc',
		name: 'a pseudo-language',
		letters: /[\u0100-\u024f\u1e00-\u1eff]/,
		category: pseudo('Image Assets'),
		word: pseudo,
	},
];

/** What stands in Latin letters in any language: names, formats, units, keys, settings, paths and addresses. */
const allowed: readonly RegExp[] = [
	/https?:\/\/\S*/g,
	/[\w.-]*\/[\w./-]*|[\w-]+\.(?:png|webp|jpe?g|html|md|json|txt|tsx|css)\b/gi,
	/\bImage Assets\b|\bcore\.today\b|\bVS Code\b|\bgpt-image-2\b|\bopenai\b/g,
	/\b(?:PNG|JPEG|JPG|WebP|ICO|API|URL|JSON|XMP|ID|HTML|CSS|SVG|JSX|TSX|Markdown)\b/gi,
	/\b(?:px|kB|MB|GB|ms)\b/g,
	/\b(?:Ctrl|Shift|Alt|Esc|Enter|Tab|TODO image)\b/g,
	// A pseudo-language's numbers and dates are those of English.
	/\b\d+\sbytes?\b|\b[A-Z][a-z]+ \d+, \d{4} at [\d:]+\s[AP]M/g,
	/\$\{\w+\}|\bimageAssets\.\w+|\bjob_[\w-]+/g,
];

/** Texts that hold words in Latin letters beside these and what is given, which the user or the project said. */
export function latinTexts(texts: readonly string[], given: readonly string[]): string[] {
	return texts.filter(text => {
		const without = given.reduce((left, part) => left.replaceAll(part, ''), text);
		return /[A-Za-z]{2,}/.test(allowed.reduce((left, pattern) => left.replace(pattern, ''), without));
	});
}

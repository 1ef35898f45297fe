import { inByteUnits } from '../shared/units.ts';

/** The page's texts in other languages, by their English template, as the host put them into the page. */
type Bundle = Readonly<Record<string, string>>;

interface Language {
	readonly bundle: Bundle;
	/** BCP 47. */
	readonly tag: string;
	readonly numbers: Intl.NumberFormat;
	readonly plurals: Intl.PluralRules;
}

/** What is read from the page; tests of the pure parts run without one. */
interface PageDocument {
	readonly documentElement: { readonly lang: string };
	readonly body: { readonly dataset: Readonly<Record<string, string | undefined>> };
}
const page = (globalThis as { readonly document?: PageDocument }).document;
let language = languageOf(readBundle(), page?.documentElement.lang ?? 'en');

function languageOf(bundle: Bundle, tag: string): Language {
	try {
		// British and American English write numbers alike; this keeps `1,920` where the region is unknown.
		const locale = tag === '' || tag === 'en' ? 'en-US' : tag;
		return {
			bundle,
			tag: locale,
			numbers: new Intl.NumberFormat(locale),
			plurals: new Intl.PluralRules(locale),
		};
	} catch {
		return languageOf(bundle, 'en');
	}
}

function readBundle(): Bundle {
	try {
		const value: unknown = JSON.parse(page?.body.dataset.texts ?? '{}');
		return typeof value === 'object' && value !== null
			? Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string'))
			: {};
	} catch {
		return {};
	}
}

/** For tests: replaces the texts. */
export function setTexts(bundle: Bundle, tag: string): void {
	language = languageOf(bundle, tag);
}

/**
 * A text in the user's language: `t('Save {0} Chosen', 2)`. It is looked up by its English template, whose slots
 * are filled with the values; numbers are formatted for the language.
 */
export function t(template: string, ...values: readonly (string | number)[]): string {
	return filled(lookUp(template) ?? template, values);
}

/**
 * A text that depends on a number, which is `{0}`; further values are `{1}` and so on. A language with more forms
 * than English has them under the template of `other`, `#` and the name of the form (`few`, `many`).
 */
export function plural(
	count: number,
	forms: { readonly one: string; readonly other: string },
	...values: readonly (string | number)[]
): string {
	const form = language.plurals.select(count);
	const own = lookUp(`${forms.other}#${form}`);
	return own === undefined
		? t(form === 'one' ? forms.one : forms.other, count, ...values)
		: filled(own, [count, ...values]);
}

/** `1,920` */
export function formatNumber(value: number): string {
	return language.numbers.format(value);
}

/** `45 credits` */
export function formatCredits(count: number): string {
	return plural(count, { one: '{0} credit', other: '{0} credits' });
}

/** `950 bytes`, `182 kB`, `4.2 MB` */
export function formatBytes(bytes: number): string {
	const { value, format } = inByteUnits(bytes);
	return new Intl.NumberFormat(language.tag, format).format(value);
}

/** The language for dates; days come before months in ours. */
export function dateLocale(): string {
	return language.tag === 'en-US' ? 'en-GB' : language.tag;
}

function lookUp(template: string): string | undefined {
	return Object.hasOwn(language.bundle, template) ? language.bundle[template] : undefined;
}

function filled(template: string, values: readonly (string | number)[]): string {
	return template.replace(/\{(\d+)\}/g, (slot, index: string) => {
		const value = values[Number(index)];
		return value === undefined ? slot : typeof value === 'number' ? formatNumber(value) : value;
	});
}

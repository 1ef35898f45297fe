import { env, l10n } from 'vscode';

/** Cached formats, by language, kind and options: creating one takes many times as long as using it. */
const formats = new Map<string, unknown>();

/** Formats numbers in the language of the texts. */
export function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
	return formatOf('number', options, language => new Intl.NumberFormat(language, options));
}

/** Formats lists in the language of the texts. */
export function listFormat(options: Intl.ListFormatOptions): Intl.ListFormat {
	return formatOf('list', options, language => new Intl.ListFormat(language, options));
}

/** The plural rules of the language of the texts. */
export function pluralRules(): Intl.PluralRules {
	return formatOf('plural', {}, language => new Intl.PluralRules(language));
}

function formatOf<T>(kind: string, options: object, make: (language: string) => T): T {
	// The display language if there is a translation, otherwise English.
	const language = l10n.bundle === undefined ? 'en' : env.language;
	const key = `${language} ${kind} ${JSON.stringify(options)}`;
	const known = formats.get(key) as T | undefined;
	if (known !== undefined) {
		return known;
	}
	const made = make(Intl.NumberFormat.supportedLocalesOf([language, 'en'])[0] ?? 'en');
	formats.set(key, made);
	return made;
}

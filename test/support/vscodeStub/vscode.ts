import { readRepositoryJson } from '../manifest.ts';

type Value = string | number | boolean;
type Values = readonly Value[];
interface Described {
	readonly message: string;
	readonly args?: Values | Readonly<Record<string, Value>>;
	readonly comment: string | readonly string[];
}

export const env = { language: 'en' };

/** As VS Code does it: a text's key is the text, with its comments after a slash. */
export const l10n: {
	bundle: Record<string, string> | undefined;
	t: (text: string | Described, ...values: Values) => string;
} = {
	bundle: undefined,
	t: (text, ...values) => {
		const { message, args = values, comment = [] } = typeof text === 'string' ? { message: text } : text;
		const comments = typeof comment === 'string' ? comment : comment.join('');
		const template = l10n.bundle?.[comments === '' ? message : `${message}/${comments}`] ?? message;
		return template.replace(/\{(\w+)\}/g, (slot, name: string) =>
			String((args as Record<string, Value | undefined>)[name] ?? slot),
		);
	},
};

/** Sets the display language, with its bundle; English has none. */
export function display(language: 'en' | 'ko'): void {
	env.language = language;
	l10n.bundle =
		language === 'en'
			? undefined
			: (readRepositoryJson(`l10n/bundle.l10n.${language}.json`) as Record<string, string>);
}

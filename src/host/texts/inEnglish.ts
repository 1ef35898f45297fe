import { l10n } from 'vscode';

/** A text in the l10n bundle: how to recognize it, and its English originals. */
interface Known {
	readonly pattern: RegExp;
	/** The slots in `pattern`, in order. */
	readonly slots: readonly string[];
	/** The singular first where the language has one text for it and the plural; its bundle has them in this order. */
	readonly english: readonly string[];
}

let known: readonly Known[] | undefined;

/**
 * Converts a text from `l10n.t` to English, for the log, so that anyone who supports a user can read it. Converts the
 * values in it too. Returns other texts unchanged.
 */
export function inEnglish(text: string, bundle = l10n.bundle): string {
	if (bundle === undefined) {
		return text;
	}
	known ??= knownTexts(bundle);
	for (const { pattern, slots, english } of known) {
		const found = pattern.exec(text);
		if (found !== null) {
			const values = new Map(slots.map((slot, index) => [slot, inEnglish(found[index + 1] ?? '', bundle)]));
			const count = [...values.values()].find(value => /^\d[\d,]*(?: |$)/.test(value));
			const original = english.at(count === undefined || /^1(?: |$)/.test(count) ? 0 : -1) ?? text;
			return original.replace(/\{\w+\}/g, slot => values.get(slot) ?? slot);
		}
	}
	return text;
}

/** The most specific first: a text of nothing but slots would match everything. */
function knownTexts(bundle: Readonly<Record<string, string>>): Known[] {
	const keys = Map.groupBy(Object.keys(bundle), key => bundle[key] ?? key);
	return [...keys]
		.map(([text, originals]) => {
			const parts = text.split(/(\{\w+\})/);
			const words = parts.filter((_, index) => index % 2 === 0);
			const pattern = new RegExp(`^${words.map(escape).join('([^]*)')}$`);
			const slots = parts.filter((_, index) => index % 2 === 1);
			return { pattern, slots, english: originals.map(withoutComment), weight: words.join('').trim().length };
		})
		.filter(({ weight }) => weight > 1)
		.sort((a, b) => b.weight - a.weight);
}

function escape(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/**
 * A key is the English text, which a slash and a comment for translators may follow; the comment starts with a
 * capital letter.
 */
function withoutComment(key: string): string {
	return key.replace(/(?<![/:])\/\p{Lu}[^/]*$/u, '');
}

import type { Region } from '../tags.ts';

/** Front matter of YAML or TOML, or of the language that its first mark names. */
export interface FrontMatter extends Region {
	/** `#` begins a comment in it. */
	readonly isHashed: boolean;
	/** The offset after the line that ends it. */
	readonly after: number;
}

/** The text between the marks that a document begins with; a byte order mark may go before them. */
export function frontMatter(text: string): FrontMatter | undefined {
	const [first = '', mark = '', language = ''] =
		/^\ufeff?(---|\+\+\+)[ \t]*(?:(ya?ml|toml|jsonc?|json5|js|javascript)[ \t]*)?\r?\n/.exec(
			text.slice(0, 100),
		) ?? [];
	if (mark === '') {
		return undefined;
	}
	const close = mark === '---' ? /^(?:---|\.\.\.)[ \t]*$/gm : /^\+\+\+[ \t]*$/gm;
	close.lastIndex = first.length;
	const found = close.exec(text);
	const after = found ? found.index + found[0].length : 0;
	return found
		? { start: first.length, end: found.index, after, isHashed: !language.startsWith('j') }
		: undefined;
}

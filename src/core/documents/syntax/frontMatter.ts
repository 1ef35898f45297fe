import type { Region } from '../tags.ts';

/** Front matter of YAML or TOML. */
export interface FrontMatter extends Region {
	/** The offset after the line that ends it. */
	readonly after: number;
}

/** The text between the marks that a document begins with; a byte order mark may go before them. */
export function frontMatter(text: string): FrontMatter | undefined {
	const [first = '', mark = ''] = /^\ufeff?(---|\+\+\+)[ \t]*\r?\n/.exec(text.slice(0, 100)) ?? [];
	if (mark === '') {
		return undefined;
	}
	const close = mark === '---' ? /^(?:---|\.\.\.)[ \t]*$/gm : /^\+\+\+[ \t]*$/gm;
	close.lastIndex = first.length;
	const found = close.exec(text);
	return found ? { start: first.length, end: found.index, after: found.index + found[0].length } : undefined;
}

import { lineAt } from './jsonLine.ts';

/** Git's conflict marks, each at the beginning of a line; `|` begins the common ancestor of both sides. */
const mark = /^(<{7}|\|{7}|={7}|>{7})(?: .*)?$/;

type Sign = '<' | '|' | '=' | '>';

interface Mark {
	readonly sign: Sign;
	/** Offsets of its line, the second one after its line break. */
	readonly start: number;
	readonly end: number;
}

/** The marks of a text in their order. Only lines that begin like one are looked at closely. */
function* marksOf(text: string): Generator<Mark> {
	const begins = /(?:^|\n)(?=[<|=>]{7})/g;
	for (const found of text.matchAll(begins)) {
		const start = found.index + found[0].length;
		const lineBreak = text.indexOf('\n', start);
		const end = lineBreak === -1 ? text.length : lineBreak + 1;
		const line = text.slice(start, lineBreak === -1 ? end : lineBreak).replace(/\r$/, '');
		const sign = mark.exec(line)?.[1]?.charAt(0);
		if (sign !== undefined) {
			yield { sign: sign as Sign, start, end };
		}
	}
}

/** The line of the first mark of a conflict, counted from 1; undefined if there is none. */
export function conflictLine(text: string): number | undefined {
	let first: number | undefined;
	for (const { sign, start } of marksOf(text)) {
		first ??= sign === '<' ? start : undefined;
		if (sign === '>' && first !== undefined) {
			return lineAt(text, first);
		}
	}
	return undefined;
}

/** The text as each of the two sides has it; the same text twice if there is no conflict. */
export function sidesOf(text: string): readonly [ours: string, theirs: string] {
	let ours = '';
	let theirs = '';
	let within: Sign = '>';
	let from = 0;
	const take = (to: number): void => {
		const part = text.slice(from, to);
		ours += within === '>' || within === '<' ? part : '';
		theirs += within === '>' || within === '=' ? part : '';
	};
	for (const { sign, start, end } of marksOf(text)) {
		take(start);
		within = sign;
		from = end;
	}
	take(text.length);
	return [ours, theirs];
}

import { endOfLine, indentation, lineAt, nextLine, ownersOf, startOfLine } from '../lines.ts';
import type { Region } from '../tags.ts';

const heredoc = /<<<?[-~]?[^\S\n]*(["'`]?)([A-Za-z_]\w*)\1/y;

/** Finds where the last line of a heredoc ends: by the offset of its opening mark, and of its text. Goes forward only. */
export function heredocReader(text: string): (at: number, from: number) => number | undefined {
	let ends: Map<string, number[]> | undefined;
	return (at, from) => {
		heredoc.lastIndex = at;
		const word = heredoc.exec(text)?.[2];
		if (word === undefined) {
			return undefined;
		}
		const marks = () => [...text.matchAll(/^[ \t]*([A-Za-z_]\w*)(?=\r?$|[;,)\]])/gm)].reverse();
		ends ??= new Map(
			[...Map.groupBy(marks(), ([, name = '']) => name)].map(([name, all]) => [
				name,
				all.map(({ index, 0: line }) => index + line.length),
			]),
		);
		const own = ends.get(word) ?? [];
		while ((own.at(-1) ?? text.length) < from) {
			own.pop();
		}
		return own.at(-1);
	};
}

/** The lines of the scalar of YAML around an offset, if it has several. */
export function yamlScalar(text: string, offset: number): Region | undefined {
	const own = startOfLine(text, text.slice(0, endOfLine(text, offset)).trimEnd().length);
	for (const start of [own, ...ownersOf(text, own)].reverse()) {
		const [marks = ''] = /^(?:[ \t]*[-?](?=[ \t]|$))*[ \t]*/.exec(lineAt(text, start)) ?? [];
		const rest = lineAt(text, start).slice(marks.length);
		const key = /^(?:"[^"]*"|'[^']*'|[^\s"'#{[][^#]*?):(?=\s|$)/.exec(rest)?.[0];
		const value = rest
			.slice(key?.length)
			.trim()
			.replace(/^(?:[&!]\S*\s+)+/, '');
		const isBlock = /^[|>][-+\d]{0,2}(?:\s*#.*)?$/.test(value);
		if (!isBlock && /^(?:$|[#*&!{[%<@]|---|\.\.\.)/.test(value)) {
			continue;
		}
		const depth =
			key === undefined ? Math.max(marks.search(/[-?][^-?]*$/), indentation(marks).length - 1) : marks.length;
		let end = endOfLine(text, start);
		for (
			let next = nextLine(text, start);
			next !== undefined && next < text.length;
			next = nextLine(text, next)
		) {
			const line = lineAt(text, next);
			if (line.trim() !== '' && indentation(line).length <= depth) {
				break;
			}
			// Blank lines at its end belong to a scalar that keeps them; a comment there to none.
			const isPart = line.trim() === '' ? isBlock && value.includes('+') : isBlock || !/^\s*#/.test(line);
			end = isPart ? endOfLine(text, next) : end;
		}
		if (end > endOfLine(text, start) && offset <= end) {
			return { start, end };
		}
	}
	return undefined;
}

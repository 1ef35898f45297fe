import { knownSyntax } from '../codeLanguages.ts';
import { linkBehind, linkBelow, linkOver } from './target.ts';
import { endOfLine, indentation, lineAt } from '../lines.ts';
import type { Target } from './target.ts';
import { plainPath } from '../escapes.ts';
import type { LinkEdit } from './linkEdit.ts';
import type { LinkLanguage } from '../languages.ts';
import { isOnlyMarker } from './onlyMarker.ts';
import { planCode, planPlain } from './planCode.ts';
import { renderLink } from './renderLink.ts';
import type { CodeSpan } from '../syntax/scanCode.ts';

const syntax = knownSyntax('latex');

/** Environments whose content is printed as it is. */
const verbatim = /\\(begin|end)\s*\{(?:[vV]erbatim|BVerbatim|lstlisting|minted|comment)\*?\}/g;

/**
 * `\includegraphics` below whole lines and comments, or behind the selection and the arguments it lies in. In a
 * preamble the path stands in a comment, in verbatim text bare.
 */
export function planLatex(to: Target, language: LinkLanguage): LinkEdit | undefined {
	const image = renderLink(language, to.template ?? language.block, to);
	if (isVerbatim(to.text, to.end)) {
		return planPlain(to);
	}
	const comment = commentAt(to.text, to.end);
	if (inPreamble(to.text, to.end)) {
		return planCode(to, syntax, comment ? [comment] : []);
	}
	if (comment && to.mode === 'replace' && comment.start <= to.start) {
		const rest = to.text.slice(comment.start, to.start) + to.text.slice(to.end, comment.end);
		return isOnlyMarker(rest)
			? linkOver(to, comment.start, comment.end, image)
			: linkOver(to, to.start, to.end, plainPath(to.path));
	}
	if (to.mode === 'replace') {
		return linkOver(to, to.start, to.end, image);
	}
	return comment || to.wholeLines
		? linkBelow(to, to.lineEnd, image, { prefix: indentation(lineAt(to.text, to.end)) })
		: linkBehind(to, behindArguments(to), image);
}

function isVerbatim(text: string, offset: number): boolean {
	const last = [...text.slice(0, offset).matchAll(verbatim)].at(-1);
	return last?.[1] === 'begin';
}

/** Whether the offset lies before `\begin{document}` of a document that has one. */
function inPreamble(text: string, offset: number): boolean {
	const begin = text.search(/^[^%\n\r\u2028\u2029]*\\begin\s*\{document\}/m);
	return begin >= offset;
}

/** The comment on the offset's line, if the offset lies in it. */
function commentAt(text: string, offset: number): CodeSpan | undefined {
	const end = endOfLine(text, offset);
	const line = lineAt(text, offset);
	const found = /(?<!\\)(?:\\\\)*(%+)/.exec(line);
	if (!found) {
		return undefined;
	}
	const marks = found[1] ?? '%';
	const start = end - line.length + found.index + found[0].length - marks.length;
	return start < offset ? { kind: 'comment', start, end, open: marks, close: '' } : undefined;
}

/** Behind the last `}` on the line of the arguments that the selection lies in. */
function behindArguments(to: Target): number {
	let depth = 0;
	let at = to.end;
	for (let next = to.end; next < to.lineEnd; next++) {
		const character = to.text[next];
		if (character === '\\') {
			next++;
		} else if (character === '%') {
			break;
		} else if (character === '{') {
			depth++;
		} else if (character === '}' && --depth < 0) {
			at = next + 1;
			depth = 0;
		}
	}
	return at;
}

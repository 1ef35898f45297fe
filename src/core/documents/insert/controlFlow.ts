import { codeSyntax } from '../codeLanguages.ts';
import { endOfLine, lineAt, lineBelow } from '../lines.ts';
import { scanCode } from '../syntax/scanCode.ts';
import { elementsAround, type Element } from '../syntax/elements.ts';
import type { Markup } from '../syntax/scanMarkup.ts';
import type { Region } from '../tags.ts';
import type { LinkEdit } from './linkEdit.ts';
import { planCode } from './planCode.ts';
import type { Target } from './target.ts';

/** What opens a block, up to its brace (`@if (a) {`), and a declaration of Angular. */
const header =
	/^@(?:[a-z]+(?: [a-z]+)?)?\s*(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\s*)?\{|^@let\s[^;{}]*;/i;
/** Begins a block that belongs to the one before it or around it. */
const goesOn = {
	angular: /\s*@(?:else|empty|placeholder|loading|error|case|default)\b[^{}]*\{/y,
	razor: /\s*(?:else|catch|finally)\b[^{}]*\{/y,
} as const;
/** Lines of Razor that state something of all the page. */
const statement =
	/^\s*@(?:model|page|inject|inherits|layout|namespace|(?:add|remove)TagHelper|tagHelperPrefix|attribute|implements|typeparam|rendermode|using(?!\s*\())\b/;

/** Between them, in other templates, nothing may stand. */
const beforeCases =
	/(?:@switch ?\([^\n]*\)|\{%-?\s*case\s[^%{}]*%\}|<%-?\s*case\s[^%<>]*%>|<\?php\s+switch\b[^\n?]*\?>)$/;
const firstCase =
	/\s*(?:@case ?\([^\n]*\)|\{%-?\s*when\s[^%{}]*%\}|<%-?\s*when\s[^%<>]*%>|<\?php\s+case\b[^\n?]*\?>)/y;
const expression =
	/^@(?:\w+(?:\??\.\w+|\[[^[\]]*\])*)?(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)(?:\??\.\w+)*)?/;

/** The nearest offset to one in Angular's or Razor's control flow that an element may go to; before a brace, or after. */
export function outsideFlow(
	{ text, wholeLines }: Target,
	kind: 'angular' | 'razor' | undefined,
	offset: number,
): { readonly at: number; readonly before?: Region; readonly byLine?: boolean } {
	const from = text.lastIndexOf('@', offset - 1);
	const opened =
		from < 0 || kind === undefined ? 0 : from + (header.exec(text.slice(from, from + 600))?.[0].length ?? 0);
	if (offset < opened) {
		return { at: wholeLines ? endOfLine(text, opened) : opened };
	}
	if (kind === 'razor' && from >= 0 && !/\w/.test(text.charAt(from - 1))) {
		let end = endOfLine(text, offset);
		if (statement.test(lineAt(text, end))) {
			while (statement.test(lineBelow(text, end))) {
				end = endOfLine(text, end + 2);
			}
			return { at: end, byLine: true };
		}
		const over = from + (expression.exec(text.slice(from, from + 600))?.[0].length ?? 0);
		if (offset < over) {
			return { at: wholeLines ? endOfLine(text, over) : over };
		}
	}
	const last = text.slice(0, offset).trimEnd().length - 1;
	firstCase.lastIndex = offset;
	if (beforeCases.test(text.slice(Math.max(0, last - 200), last + 1)) && firstCase.test(text)) {
		return { at: firstCase.lastIndex };
	}
	if (kind === undefined) {
		return { at: offset };
	}
	const next = goesOn[kind];
	next.lastIndex = offset;
	const follows = next.test(text);
	if (follows && text[last] === '{') {
		return { at: next.lastIndex };
	}
	const isBlock = text[last] === '}' && text[last - 1] !== '}';
	return isBlock && (follows || (kind === 'angular' && closesCase(text, last)))
		? { at: last, before: { start: last, end: last + 1 } }
		: { at: offset };
}

/** Whether a brace closes one of the cases of Angular's `@switch`. */
function closesCase(text: string, close: number): boolean {
	let depth = 0;
	for (let at = close; at >= 0; at--) {
		depth += text[at] === '}' ? 1 : text[at] === '{' ? -1 : 0;
		if (depth === 0) {
			return /@(?:case|default)\b[^{}@]{0,200}$/.test(text.slice(Math.max(0, at - 220), at));
		}
	}
	return false;
}

/** What Razor takes for code between braces. */
const opensCode =
	/@(?:(?:code|functions|do|try)|(?:if|for|foreach|while|switch|lock|using)\s*\([^{}]*\))?\s*$|(?:^|\s)(?:(?:else(?:\s+if\s*\([^{}]*\))?|finally)\s*|catch[^{}]*)$/;
const marks = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)'|(?<!:)\/\/.*|[{}]/g;

/** The path in a comment or string, where the selection ends in code of Razor; undefined in its markup. */
export function inRazorCode(
	to: Target,
	{ tags, raws, comments }: Markup,
	elements: readonly Element[],
): LinkEdit | undefined {
	const { text, end } = to;
	const syntax = codeSyntax('csharp');
	/** Type arguments and strings may look like tags. */
	const isTag = ({ start }: Region) => !/[\w"]/.test(text.charAt(start - 1));
	const parts = [...tags.filter(isTag), ...raws, ...comments].sort((a, b) => a.start - b.start);
	const braces: { readonly start: number; readonly isCode: boolean }[] = [];
	let next = 0;
	for (const { index, 0: mark } of text.slice(0, end).matchAll(marks)) {
		while ((parts[next]?.end ?? Infinity) <= index) {
			next++;
		}
		if (!/^[{}]$/.test(mark) || index >= (parts[next]?.start ?? Infinity)) {
			continue;
		}
		const before = text.slice(Math.max(0, index - 300), index);
		const isCode = mark === '{' && opensCode.test(before);
		if (mark === '}') {
			braces.pop();
		} else if (isCode || braces.length > 0 || /@section\s+\w+\s*$/.test(before)) {
			braces.push({ start: index, isCode: isCode || braces.at(-1)?.isCode === true });
		}
	}
	const own = braces.at(-1);
	const isMarkup =
		own?.isCode !== true ||
		elementsAround(elements, end).some(
			({ tag, closing }) => tag.start > own.start && closing !== undefined && isTag(tag),
		) ||
		(!to.wholeLines && /^\s*@:/.test(lineAt(text, end)));
	if (isMarkup || !syntax) {
		return undefined;
	}
	const from = Math.max(own.start + 1, parts.findLast(part => part.end <= end)?.end ?? 0);
	const until = parts.find(({ start }) => start >= end)?.start ?? text.length;
	return planCode(to, syntax, scanCode(text, syntax, from, until), until);
}

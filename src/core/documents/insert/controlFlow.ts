import { codeSyntax } from '../codeLanguages.ts';
import { endOfLine, lineAt, lineBelow, startOfLine } from '../lines.ts';
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
	/(?:@switch ?\([^\n]*\)|\{%-?\s*case\s[^%{}]*%\}|<%[-_]?\s*(?:case\s[^%<>]*|switch\b[^%<>]*\{\s*)[-_]?%>|<\?php\s+switch\b[^\n?]*\?>)$/;
const firstCase =
	/\s*(?:@case ?\([^\n]*\)|\{%-?\s*when\s[^%{}]*%\}|<%[-_]?\s*(?:when|case)\s[^%<>]*%>|<\?php\s+case\b[^\n?]*\?>)/y;
const expression =
	/^@(?:await\s+)?(?:\w+(?:\??\.\w+|\[[^[\]]*\])*)?(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)(?:\??\.\w+)*)?/;

/** The nearest offset to one in Angular's or Razor's control flow that an element may go to; before a brace, or after. */
export function outsideFlow(
	{ text, wholeLines }: Target,
	kind: 'angular' | 'razor' | undefined,
	offset: number,
): { readonly at: number; readonly before?: Region; readonly byLine?: boolean } {
	const beyond = (at: number) => ({ at: wholeLines ? endOfLine(text, at) : at });
	const icu = kind === 'angular' ? outsideCases(text, offset) : offset;
	if (icu > offset) {
		return beyond(icu);
	}
	const from = text.lastIndexOf('@', offset - 1);
	const opened =
		from < 0 || kind === undefined ? 0 : from + (header.exec(text.slice(from, from + 600))?.[0].length ?? 0);
	if (offset < opened) {
		return beyond(opened);
	}
	const goes = kind === 'razor' ? endOfHead(text, offset) : offset;
	if (offset < goes) {
		return beyond(goes);
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
			return beyond(over);
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

/** An offset in what goes on with the block before it in Razor, moved past its brace: `else if (a) {`. */
function endOfHead(text: string, offset: number): number {
	const start = startOfLine(text, offset);
	const head = start + (/^[^\S\n]*\}?/.exec(lineAt(text, offset))?.[0].length ?? 0);
	goesOn.razor.lastIndex = head;
	const isHead = text.slice(0, head).trimEnd().endsWith('}') && goesOn.razor.test(text);
	return isHead && head < offset ? Math.max(offset, goesOn.razor.lastIndex) : offset;
}

/** An offset moved past the expression of Angular that it is in between the cases of: `{n, plural, =0 {none}}`. */
function outsideCases(text: string, offset: number): number {
	const heads = new Set(
		Array.from(text.matchAll(/\{[^{},]*,\s*(?:plural|select|selectordinal)\s*,/g), ({ index }) => index),
	);
	const open: boolean[] = [];
	/** How many braces are open within the expression; none outside of any. */
	let depth = 0;
	let at = offset;
	for (const { index, 0: mark } of heads.size > 0 ? text.matchAll(/[{}]/g) : []) {
		if (index >= at && depth === 0) {
			if (open.at(-1) !== true) {
				break;
			}
			depth = open.length;
		}
		if (mark === '{') {
			open.push(heads.has(index));
		} else if (open.pop() !== undefined && open.length < depth) {
			at = index + 1;
			depth = 0;
		}
	}
	return at;
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

/** What Razor takes for code between braces, and in which of it an element may be a statement. */
const opensCode =
	/@(?:(?:code|functions|do|try)|(?:if|for|foreach|while|switch|lock|using)\s*\([^{}]*\))?\s*$|(?:^|\s)(?:(?:else(?:\s+if\s*\([^{}]*\))?|finally)\s*|catch[^{}]*)$/;
const opensStatements =
	/(?:@|\b(?:do|try|else|catch|finally)|\b(?:if|for|foreach|while|lock|using|catch)\s*\([^{}]*\))\s*$/;
/** What hides braces in code: strings, comments and lines of text. */
const hidden =
	/"""[^]*?(?:"""|$)|(?:@\$?|\$@)"[^"]*(?:""[^"]*)*"?|"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|'(?:[^'\\\n]|\\.)'|\/\/.*|\/\*[^]*?(?:\*\/|$)|@:.*/y;

interface Brace {
	readonly start: number;
	/** No markup may stand in declarations. */
	readonly kind: 'code' | 'declarations' | 'markup';
}

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
	const closed = elements.filter(({ tag, closing, end }) => isTag(tag) && (closing ?? end === tag.end));
	const within = elementsAround(closed, end).at(-1)?.tag.end ?? 0;
	const whole = closed.filter(each => each.end <= end);
	const skipped = [...parts, ...whole].sort((a, b) => a.start - b.start);
	const own = openBrace(text.slice(0, end), within, skipped);
	const isMarkup =
		own === undefined ||
		own.kind === 'markup' ||
		(!to.wholeLines && /^\s*@:/.test(lineAt(text, end))) ||
		(own.kind === 'code' && beginsStatement(to, own.start, closed));
	if (isMarkup || !syntax) {
		return undefined;
	}
	const from = Math.max(own.start + 1, parts.findLast(part => part.end <= end)?.end ?? 0);
	const until = parts.find(({ start }) => start >= end)?.start ?? text.length;
	return planCode(to, syntax, scanCode(text, syntax, from, until), until);
}

/** The brace that is open where a text ends, of those from an offset on that aren't in what is skipped. One pass. */
function openBrace(text: string, from: number, skipped: readonly Region[]): Brace | undefined {
	const braces: Brace[] = [];
	for (let [at, next] = [from, 0]; at < text.length;) {
		const over = skipped[next];
		const outer = braces.at(-1);
		hidden.lastIndex = at;
		if (over && over.start <= at) {
			at = Math.max(at, over.end);
			next++;
			continue;
		}
		if (outer && outer.kind !== 'markup' && hidden.test(text)) {
			at = hidden.lastIndex;
			continue;
		}
		const before = text[at] === '{' ? text.slice(Math.max(0, at - 300), at) : '';
		if (text[at] === '}') {
			braces.pop();
		} else if (/@(?:code|functions)\s*$/.test(before)) {
			braces.push({ start: at, kind: 'declarations' });
		} else if (text[at] === '{' && opensCode.test(before)) {
			braces.push({ start: at, kind: outer?.kind === 'declarations' ? outer.kind : 'code' });
		} else if (text[at] === '{' && (outer || /@section\s+\w+\s*$/.test(before))) {
			braces.push({ start: at, kind: outer?.kind ?? 'markup' });
		}
		at++;
	}
	return braces.at(-1);
}

/** Whether an element may begin where the link would go: after another one, and where a block begins or is blank. */
function beginsStatement(
	{ text, end, wholeLines, lineEnd }: Target,
	start: number,
	elements: readonly Element[],
): boolean {
	const isBlock = opensStatements.test(text.slice(Math.max(0, start - 300), start));
	const last = text.slice(0, wholeLines ? lineEnd : end).trimEnd().length;
	const isAfter =
		/^\s*@:/.test(lineAt(text, last)) ||
		elements.some(each => each.end === last && /^\s*</.test(lineAt(text, each.start)));
	if (last >= startOfLine(text, end) || !isBlock) {
		return isAfter || (isBlock && last === start + 1);
	}
	const code = text.slice(start, last);
	return (isAfter || /[;{}]$/.test(code)) && code.lastIndexOf('/*') <= code.lastIndexOf('*/');
}

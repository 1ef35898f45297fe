import { knownSyntax } from '../codeLanguages.ts';
import { lineComment, stringFrom, type CodeSpan } from './scanCode.ts';
import type { Region } from '../tags.ts';

/** How Typst reads the text at an offset. */
type TypstMode = 'markup' | 'code' | 'arguments';

/** What a Typst document is made of. */
interface Typst {
	readonly spans: readonly CodeSpan[];
	/** Raw text between backticks. */
	readonly raws: readonly Region[];
	/** Formulas in markup. */
	readonly formulas: readonly Region[];
	readonly modes: (offset: number) => TypstMode;
	/** The statement in markup (`#let a = 1`) that an offset is in, but not in content of it. */
	readonly statementAt: (offset: number) => Region | undefined;
}

const [string] = knownSyntax('typst').strings;

/** The parts of a Typst document. One pass. */
export function scanTypst(text: string): Typst {
	const spans: CodeSpan[] = [];
	const raws: Region[] = [];
	const formulas: Region[] = [];
	const changes: { readonly at: number; readonly mode: TypstMode; readonly depth: number }[] = [];
	const statements: (Region & { readonly depth: number })[] = [];
	/** The starts of the statements that are open, by how deep they are. */
	const begun = new Map<number, number>();
	const stack: TypstMode[] = ['markup'];
	/** A statement or call that `#` began in markup goes on up to the end of its line. */
	let hash = false;
	/** The word that such a statement begins with. */
	let keyword = '';
	/** Those of the statements around. */
	const keywords: string[] = [];
	/** Whether no formula ends any more. */
	let endless = false;
	let at = 0;
	const push = (mode: TypstMode) => {
		stack.push(mode);
		keywords.push(keyword);
		changes.push({ at: at + 1, mode, depth: stack.length });
	};
	const endStatement = (end = at) => {
		const start = begun.get(stack.length);
		if (start !== undefined) {
			statements.push({ start, end, depth: stack.length });
			begun.delete(stack.length);
		}
	};
	while (at < text.length) {
		const character = text.charAt(at);
		const mode = stack.at(-1) ?? 'markup';
		if (mode === 'markup' && /[\r\n;\]]/.test(character)) {
			endStatement();
		}
		const code = mode !== 'markup' || hash;
		const span = spanAt(text, at, code);
		if (span) {
			spans.push(span);
			at = span.end;
			continue;
		}
		if (character === '\\' && mode === 'markup') {
			at += 2;
			continue;
		}
		if (character === '`') {
			const marks = /`+/y;
			marks.lastIndex = at;
			const mark = marks.exec(text)?.[0] ?? '`';
			const close = mark.length === 2 ? at : text.indexOf(mark, at + mark.length);
			const end = mark.length === 2 ? at + 2 : close < 0 ? text.length : close + mark.length;
			raws.push({ start: at, end });
			at = end;
			continue;
		}
		if (mode === 'markup' && !hash) {
			hash = character === '#' && /[\p{L}_{[("]/u.test(text.charAt(at + 1));
			keyword = hash
				? (/^#(let|set|show|import|include|if|for|while|context|return)\b/.exec(
						text.slice(at, at + 12),
					)?.[1] ?? '')
				: '';
			if (/^(?:let|set|show|import|include|if|for|while)$/.test(keyword)) {
				begun.set(stack.length, at);
			}
			const formula = character === '$' ? endOfFormula(at) : undefined;
			if (formula !== undefined) {
				formulas.push({ start: at, end: formula });
				at = formula;
				continue;
			}
			if (character === ']' && stack.length > 1) {
				close();
			}
		} else if (character === '{' || character === '(') {
			push(character === '{' ? 'code' : 'arguments');
			hash = false;
		} else if (character === '[') {
			push('markup');
			hash = false;
		} else if (mode !== 'markup' && /[})]/.test(character)) {
			close();
		} else if (mode === 'markup' && (character === '\n' || character === ']')) {
			hash = false;
			if (character === ']' && stack.length > 1) {
				close();
			}
		}
		at++;
	}
	endStatement();
	const changeAt = (offset: number) => changes.findLast(change => change.at <= offset);
	return {
		spans,
		raws,
		formulas,
		modes: offset => changeAt(offset)?.mode ?? 'markup',
		statementAt: offset => {
			const depth = changeAt(offset)?.depth ?? 1;
			return statements.find(each => each.depth === depth && each.start < offset && offset <= each.end);
		},
	};

	function close(): void {
		stack.pop();
		keyword = keywords.pop() ?? '';
		const mode = stack.at(-1) ?? 'markup';
		changes.push({ at: at + 1, mode, depth: stack.length });
		// What follows a closed block of a call goes on with it: `#figure(…)[…]`.
		const isBody = text[at] !== ')';
		const rest = text.slice(at + 1, at + 40);
		hash =
			mode === 'markup' &&
			(/^[[({.]/.test(rest) ||
				(/^(?:let|set|show|import|include|context|return)$/.test(keyword) &&
					!/^[ \t]*(?:\r?\n|$)/.test(rest)) ||
				(/^(?:if|for|while)$/.test(keyword) && (!isBody || /^\s*else\b/.test(rest))));
		if (!hash && mode === 'markup' && /^(?:if|for|while)$/.test(keyword)) {
			endStatement(at + 1);
		}
	}

	function endOfFormula(start: number): number | undefined {
		let end = start + 1;
		while (!endless && end < text.length && text[end] !== '$') {
			end += text[end] === '\\' ? 2 : 1;
		}
		endless ||= end >= text.length;
		return endless ? undefined : end + 1;
	}
}

function spanAt(text: string, at: number, code: boolean): CodeSpan | undefined {
	if (text.startsWith('//', at) && text[at - 1] !== ':') {
		return lineComment(text, '//', at, text.length);
	}
	if (text.startsWith('/*', at)) {
		const end = text.indexOf('*/', at + 2);
		return end < 0
			? { kind: 'comment', start: at, end: text.length, open: '/*', close: '' }
			: { kind: 'comment', start: at, end: end + 2, open: '/*', close: '*/' };
	}
	return code && text[at] === '"' && string
		? stringFrom(text, string, at, text.length, new Map())
		: undefined;
}

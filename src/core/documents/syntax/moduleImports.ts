import { nameCharacters } from '../nameCharacters.ts';
import type { CodeSpan } from './scanCode.ts';
import { scanScript } from './scanScript.ts';
import type { Region } from '../tags.ts';
import { fromScript } from '../imagePath.ts';

/** A static import, from `import` to just after its `;`, or after its last word where it has none. */
interface ModuleImport extends Region {
	/** Decoded; undefined for `import a = b.c`. */
	readonly source: string | undefined;
	/** Of the default import, where that is a value. */
	readonly name: string | undefined;
	readonly quote: '"' | "'" | undefined;
}

/** The beginning of a module, and its imports. */
interface ModuleImports {
	/** The imports that aren't in a block, in order. */
	readonly imports: readonly ModuleImport[];
	/** The offset after the directives (`'use client'`) and the `#!` line; 0 without them. */
	readonly begin: number;
	/** That of the directives. */
	readonly quote: '"' | "'" | undefined;
	/**
	 * The module with everything that isn't code replaced by spaces; the quotes of its strings stay. As long as the
	 * text.
	 */
	readonly code: string;
}

const word = `[${nameCharacters}]+`;
const string = String.raw`(?<quote>["'])(?<inside> *)\k<quote>`;
const clause = String.raw`(?:(?:type|defer|source)\b\s*(?<modified>))??(?:(?<name>${word})\s*(?:,\s*)?)?(?:\*\s*as\s+${word}\s*|\{[^{}]*\}\s*)?from\s*`;
const assigned = String.raw`(?:type\s+)?${word}\s*=\s*`;
const attributes = String.raw`(?:\s*with\s*\{[^{}]*\}|[^\S\n]*assert\s*\{[^{}]*\})?`;
const end = String.raw`(?:[^\S\n]*;)?`;

const declaration = new RegExp(String.raw`import\s*(?:${clause})?${string}${attributes}${end}`, 'dy');
const required = new RegExp(String.raw`import\s+${assigned}require\s*\(\s*${string}\s*\)${end}`, 'dy');
const alias = new RegExp(
	String.raw`import\s+${assigned}[${nameCharacters}.]+(?![${nameCharacters}.]|\s*\()${end}`,
	'dy',
);
const directive = new RegExp(String.raw`\s*${string}[^\S\n]*(?:;|(?=\n|$))`, 'dy');

/** The imports of a module in JavaScript or TypeScript, whatever is around them. */
export function moduleImports(text: string): ModuleImports {
	const [hashbang = ''] = /^#![^\n]*\n?/.exec(text) ?? [];
	const code = codeOnly(text, hashbang.length);
	const { begin, quote } = readDirectives(text, code, hashbang.length);
	const imports: ModuleImport[] = [];
	const mark = new RegExp(String.raw`[{}]|(?<![${nameCharacters}.])import(?![${nameCharacters}])`, 'g');
	mark.lastIndex = begin;
	let depth = 0;
	for (let found = mark.exec(code); found; found = mark.exec(code)) {
		if (found[0] === '{' || found[0] === '}') {
			depth = Math.max(0, depth + (found[0] === '{' ? 1 : -1));
		} else {
			const imported = depth === 0 ? importAt(text, code, found.index) : undefined;
			if (imported) {
				imports.push(imported);
				mark.lastIndex = imported.end;
			}
		}
	}
	return { imports, begin, quote, code };
}

/** The text with spaces in place of comments, elements, patterns, templates and the contents of strings. */
function codeOnly(text: string, from: number): string {
	const { spans, tags, children } = scanScript(text, true, from);
	const opaque = [...spans.map(betweenQuotes), ...tags, ...children].sort((a, b) => a.start - b.start);
	const pieces: string[] = [' '.repeat(from)];
	let at = from;
	for (const { start, end } of opaque) {
		pieces.push(text.slice(at, Math.max(at, start)), ' '.repeat(Math.max(0, end - Math.max(at, start))));
		at = Math.max(at, end);
	}
	return pieces.join('') + text.slice(at);
}

function betweenQuotes({ kind, start, end, close }: CodeSpan): Region {
	return kind === 'string' && /^["']$/.test(close) ? { start: start + 1, end: end - 1 } : { start, end };
}

function readDirectives(text: string, code: string, from: number): Pick<ModuleImports, 'begin' | 'quote'> {
	let begin = from;
	let quote: ModuleImports['quote'];
	for (let found = matchAt(directive, code, begin); found; found = matchAt(directive, code, begin)) {
		const inside = insideOf(text, found);
		if (!/^use [\w -]+$/.test(inside ?? '')) {
			break;
		}
		begin = directive.lastIndex;
		quote = quoteOf(found);
	}
	return { begin, quote };
}

function importAt(text: string, code: string, start: number): ModuleImport | undefined {
	for (const pattern of [declaration, required, alias]) {
		const found = matchAt(pattern, code, start);
		if (found) {
			const inside = insideOf(text, found);
			const { name, modified } = found.groups ?? {};
			return {
				start,
				end: pattern.lastIndex,
				source: inside === undefined ? undefined : fromScript(inside),
				name: modified === undefined ? name : undefined,
				quote: quoteOf(found),
			};
		}
	}
	return undefined;
}

function matchAt(pattern: RegExp, code: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(code);
}

/** The real text of the string in a match. */
function insideOf(text: string, { indices }: RegExpExecArray): string | undefined {
	const [start, end] = indices?.groups?.inside ?? [];
	return start === undefined ? undefined : text.slice(start, end);
}

function quoteOf({ groups }: RegExpExecArray): ModuleImport['quote'] {
	const quote = groups?.quote;
	return quote === '"' || quote === "'" ? quote : undefined;
}

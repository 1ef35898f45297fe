import type { Replacement } from '../draft.ts';
import { moduleImports } from '../syntax/moduleImports.ts';
import { explicitlyRelative } from '../relativePath.ts';

/** An image that a module imports, to be used by name. */
interface ImportedImage {
	readonly name: string;
	/** Text to insert, and where; undefined where the document imports it already. */
	readonly edit: { readonly at: number; readonly text: string } | undefined;
}

/**
 * How a module imports an image: the name, and the import after the last of its imports, or else at its beginning,
 * after directives such as `'use client'` and the comments before them. Takes time linear in the text.
 *
 * @param path from the document to the image, POSIX, not escaped
 */
export function planImport(text: string, path: string): ImportedImage {
	const from = explicitlyRelative(path);
	const { imports, begin, quote, code } = moduleImports(text);
	const known = imports.find(({ source, name }) => source === from && name !== undefined);
	if (known?.name !== undefined) {
		return { name: known.name, edit: undefined };
	}
	const name = freeName(text, from);
	const last = imports.findLast(each => each.quote !== undefined)?.quote ?? quote ?? "'";
	const statement = `import ${name} from ${stringOf(from, last)};`;
	return { name, edit: insertStatement(text, code, imports.at(-1)?.end ?? begin, statement) };
}

/** The edit that puts a statement below what ends at an offset, or right after it where code follows on its line. */
function insertStatement(text: string, code: string, end: number, statement: string): ImportedImage['edit'] {
	const eol = text.includes('\r\n') ? '\r\n' : '\n';
	if (end === 0 || code[end - 1] === '\n') {
		return { at: end, text: statement + eol };
	}
	const rest = /[^\S\n]*\n?/y;
	rest.lastIndex = end;
	rest.test(code);
	const over = rest.lastIndex;
	if (code[over - 1] === '\n') {
		return { at: over, text: statement + eol };
	}
	return over === code.length
		? { at: over, text: eol + statement + eol }
		: { at: end, text: eol + statement };
}

/** Characters that end a string, begin an escape, or are invisible. */
const unsafe = /["'\\\p{Cc}\u2028\u2029\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A path as a string. Nothing is percent-encoded: bundlers take the string for the path itself. */
function stringOf(path: string, quote: '"' | "'"): string {
	const inside = path.replace(unsafe, character => {
		if (character === '"' || character === "'") {
			return character === quote ? `\\${character}` : character;
		}
		return character === '\\' ? '\\\\' : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
	});
	return quote + inside + quote;
}

/** The edit that removes an import; undefined where it isn't there exactly once, or its name is in use. */
export function undoImport(text: string, imported: string): Replacement | undefined {
	const line = imported.trim();
	const [, name = ''] = /^import ([\w$]+) from/.exec(line) ?? [];
	const start = text.indexOf(line);
	const word = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g');
	const uses = text.match(word)?.length ?? 0;
	const isAlone = start !== -1 && !text.includes(line, start + 1);
	// Once in the import, and once more where its path has the same word.
	const own = line.match(word)?.length ?? 0;
	if (!isAlone || uses > own) {
		return undefined;
	}
	const rest = /^[ \t]*\r?\n?/.exec(text.slice(start + line.length))?.[0].length ?? 0;
	return { start, end: start + line.length + rest, text: '' };
}

/** Words that name nothing (ECMA-262, §12.7.2), and `let`, `static`, `undefined`. */
const reserved = new Set(
	'await break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof let new null return static super switch this throw true try typeof undefined var void while with yield'.split(
		' ',
	),
);

/** `hero-dark.webp` → `heroDark`, with a number where the document already has that word. */
function freeName(text: string, path: string): string {
	const stem = path.replace(/^.*\//, '').replace(/\.[^.]*$/, '');
	const words = stem.split(/[^A-Za-z0-9]+/).filter(word => word !== '');
	const joined = words
		.map(
			(word, index) =>
				(index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1),
		)
		.join('');
	const isName = /^[A-Za-z]/.test(joined) && !reserved.has(joined);
	const base = isName ? joined : `image${joined.charAt(0).toUpperCase()}${joined.slice(1)}`;
	for (let number = 1; ; number += 1) {
		const name = number === 1 ? base : `${base}${number}`;
		if (!new RegExp(`\\b${name}\\b`).test(text)) {
			return name;
		}
	}
}

import { cleanLine } from '../prompts/cleanText.ts';
import { pathForAttribute } from './escapes.ts';
import { explicitlyRelative } from './relativePath.ts';

/** An image that a module imports, to be used by name. */
export interface ImportedImage {
	readonly name: string;
	/** Text to insert, and where; undefined where the document imports it already. */
	readonly edit: { readonly at: number; readonly text: string } | undefined;
}

const importLine = /^import\b[^;'"]*?['"]([^'"\n]+)['"];?[ \t]*$/;

/**
 * How a module comes by an image: the name that it imports it by, after the other imports, or else at its beginning,
 * behind directives such as `'use client'` and the comments before them.
 *
 * @param path from the document to the image, POSIX, not escaped
 */
export function planImport(text: string, path: string): ImportedImage {
	const from = explicitlyRelative(path);
	const eol = text.includes('\r\n') ? '\r\n' : '\n';
	const lines = text.split('\n');
	let offset = 0;
	let at = 0;
	let inComment = false;
	let open = false;
	let quote = "'";
	for (const line of lines) {
		const plain = line.replace(/\r$/, '').trim();
		const end = offset + line.length + 1;
		if (inComment) {
			inComment = !plain.includes('*/');
		} else if (open) {
			open = !/\bfrom\s*['"][^'"]*['"];?$/.test(plain);
			at = open ? at : end;
		} else if (plain.startsWith('import')) {
			const [, source] = importLine.exec(plain) ?? [];
			const [, name] = /^import\s+([A-Za-z_$][\w$]*)\s+from\b/.exec(plain) ?? [];
			if (source === from && name !== undefined) {
				return { name, edit: undefined };
			}
			quote = plain.includes('"') ? '"' : quote;
			open = /^import\b/.test(plain) && !/['"];?$/.test(plain);
			at = open ? at : end;
		} else if (/^(['"])use \w+\1;?$/.test(plain) || plain.startsWith('#!')) {
			at = end;
		} else if (plain.startsWith('/*')) {
			inComment = !plain.includes('*/');
		} else if (plain !== '' && !plain.startsWith('//')) {
			break;
		}
		offset = end;
	}
	const name = freeName(text, from);
	const missingBreak = at > text.length ? eol : '';
	const specifier = pathForAttribute(from).replaceAll('&amp;', '&');
	return {
		name,
		edit: {
			at: Math.min(at, text.length),
			text: `${missingBreak}import ${name} from ${quote}${cleanLine(specifier)}${quote};${eol}`,
		},
	};
}

/** The edit that takes an import back; undefined where it is not there once, or its name is used by something. */
export function undoImport(
	text: string,
	imported: string,
): { readonly start: number; readonly end: number; readonly text: string } | undefined {
	const line = imported.trim();
	const [, name = ''] = /^import ([\w$]+) from/.exec(line) ?? [];
	const start = text.indexOf(line);
	const uses =
		text.match(new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g'))?.length ?? 0;
	const isAlone = start !== -1 && !text.includes(line, start + 1);
	// Once in the import, and once more where its path has the same word.
	const own = line.match(new RegExp(`(?<![\\w$])${name}(?![\\w$])`, 'g'))?.length ?? 0;
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

/** `hero-dark.webp` → `heroDark`, and a number behind it where the document has that word already. */
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

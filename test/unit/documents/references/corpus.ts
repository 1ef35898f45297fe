import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
	ImageReference,
	SourceDocument,
} from '../../../../src/core/documents/references/imageReference.ts';

const folder = join(import.meta.dirname, '../../../fixtures/documents');

/** A reference as `expected.json` describes it, by hand: lines count from 1; a text that is not named may be any. */
export interface Expected {
	readonly line: number;
	readonly raw: string;
	readonly path: string;
	readonly kind: ImageReference['kind'];
	/** Absent where there is none; the same goes for the size. */
	readonly alt?: string;
	readonly title?: string;
	readonly caption?: string;
	readonly ariaLabel?: string;
	readonly heading?: string;
	readonly width?: number;
	readonly height?: number;
}

/** A document of the corpus with what is to be found in it. */
export interface CorpusDocument extends SourceDocument {
	/** `markdown/readme.md` */
	readonly name: string;
	readonly expected: readonly Expected[];
}

/** VS Code's ids, where the ending is not one. */
const languageIds: Readonly<Record<string, string>> = {
	md: 'markdown',
	tsx: 'typescriptreact',
	jsx: 'javascriptreact',
	js: 'javascript',
	ts: 'typescript',
	pcss: 'postcss',
	cshtml: 'razor',
	hbs: 'handlebars',
	txt: 'plaintext',
	rst: 'restructuredtext',
};

export function readCorpus(): readonly CorpusDocument[] {
	return readdirSync(folder)
		.toSorted()
		.flatMap(family => {
			const read = (name: string) => readFileSync(join(folder, family, name), 'utf8');
			const expected = JSON.parse(read('expected.json')) as Record<string, readonly Expected[]>;
			return Object.entries(expected).map(([fileName, references]) => {
				const ending = fileName.slice(fileName.lastIndexOf('.') + 1);
				const languageId = fileName.endsWith('.blade.php') ? 'blade' : (languageIds[ending] ?? ending);
				const name = `${family}/${fileName}`;
				return { name, fileName, languageId, text: read(fileName), expected: references };
			});
		});
}

/** What was found, in the words of `expected`: with the texts that it names, and always the `alt`. */
export function asExpected(
	found: readonly ImageReference[],
	{ text, expected }: Pick<CorpusDocument, 'text' | 'expected'>,
): readonly Expected[] {
	const described = found.map(({ start, raw, path, kind, texts, width, height }) => {
		const line = text.slice(0, start).split('\n').length;
		const like = expected.find(each => placeOf(each) === placeOf({ line, raw, kind }));
		const { alt, ...others } = texts;
		const named = Object.entries(others).filter(([name]) => like && name in like);
		return {
			line,
			raw,
			path,
			kind,
			...(alt === undefined ? {} : { alt }),
			...Object.fromEntries(named),
			...(width === undefined ? {} : { width }),
			...(height === undefined ? {} : { height }),
		};
	});
	return inOrder(described);
}

export function inOrder(references: readonly Expected[]): readonly Expected[] {
	return references.toSorted((a, b) => a.line - b.line || (placeOf(a) < placeOf(b) ? -1 : 1));
}

/** What makes two references the same one. */
export function placeOf({ line, raw, kind }: Pick<Expected, 'line' | 'raw' | 'kind'>): string {
	return `${line}: ${kind} ${raw}`;
}

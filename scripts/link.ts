/**
 * `npm run -s link -- FILE --line N [--column N] [--select TEXT] --image PATH [--alt TEXT]`: prints the document with
 * a link to the image inserted. Lines and columns count from 1; without `--select` they are the caret's. An existing
 * image is linked with its size where the extension would write it. Exits with 3, and prints no document, if there is
 * no good place for the link; with 2 if the arguments are wrong.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { codeLanguageIdOf } from '../src/core/documents/codeLanguages.ts';
import { linkLanguage } from '../src/core/documents/languages.ts';
import { findImageReferences } from '../src/core/documents/references/findImageReferences.ts';
import { relativePath } from '../src/core/documents/relativePath.ts';
import { createFolderListings } from '../src/core/documents/roots/folderListings.ts';
import { createProjectFinder } from '../src/core/documents/roots/projectRoots.ts';
import { pathFromRoot } from '../src/core/documents/roots/siteRoot.ts';
import { planLink } from '../src/core/documents/insert/planLink.ts';
import { imageHeader } from '../src/core/images/verifyImage.ts';
import { readText } from './readText.ts';

const usage =
	'Usage: npm run -s link -- FILE --line N [--column N] [--select TEXT] --image PATH [--alt TEXT]';

const { file, options } = parse(process.argv.slice(2));
const { line = '', column = '1', select, image } = options;
if (file === undefined || image === undefined || !/^[1-9]\d*$/.test(line) || !/^[1-9]\d*$/.test(column)) {
	fail(2, usage);
}
const top = process.env.INIT_CWD ?? '';
const [document, asset] = [resolve(top, file), resolve(top, image)];
const [whole, text] = read(document);
const from = offsetOf(text, Number(line), Number(column));
const [start, end] = select === undefined ? [from, from] : rangeOf(text, select, from);
const isKnown = linkLanguage('plaintext', document) !== undefined;
const languageId = isKnown ? 'plaintext' : codeLanguageIdOf(basename(document));
const family = linkLanguage(languageId, document)?.family;
const workspaceFolder = workspaceOf(document, asset);
const paths = findImageReferences({ text, languageId, fileName: document }).map(each => each.path);
const project = await projectOf(document);
const of = { family, languageId, paths, roots: project.isSite ? project.roots : [] };
const path =
	pathFromRoot(of, posix(document), posix(asset), workspaceFolder) ??
	relativePath(posix(document), posix(asset)) ??
	posix(asset);
const alt = options.alt ?? (select === undefined ? '' : text.slice(start, end));
const size = existsSync(asset) ? imageHeader(readFileSync(asset)) : undefined;
const plan = planLink({
	text,
	languageId,
	fileName: document,
	start,
	end,
	mode: 'insert',
	path,
	alt,
	width: size?.width,
	height: size?.height,
});
if (typeof plan === 'string') {
	fail(3, `No place for a link: ${plan}`);
}
process.stdout.write(
	whole.slice(0, whole.length - text.length) + text.slice(0, plan.start) + plan.text + text.slice(plan.end),
);

function parse(words: readonly string[]) {
	const options: Partial<Record<'line' | 'column' | 'select' | 'image' | 'alt', string>> = {};
	let file: string | undefined;
	for (let index = 0; index < words.length; index++) {
		const word = words[index] ?? '';
		const [, name = '', value] = /^--(line|column|select|image|alt)(?:=([^]*))?$/.exec(word) ?? [];
		if (name !== '') {
			const given = value ?? words[++index];
			options[name as keyof typeof options] = given ?? fail(2, usage);
		} else if (file === undefined && !word.startsWith('--')) {
			file = word;
		} else {
			fail(2, usage);
		}
	}
	return { file, options };
}

/** The content of the file, and the same without its byte order mark, as an editor has it. */
function read(name: string): [whole: string, text: string] {
	try {
		const text = readText(name);
		const isMarked = readFileSync(name).subarray(0, 3).toString('latin1') === '\xef\xbb\xbf';
		return [isMarked ? `\ufeff${text}` : text, text];
	} catch (error) {
		return fail(2, error instanceof Error ? error.message : String(error));
	}
}

function offsetOf(text: string, line: number, column: number): number {
	let at = 0;
	for (let count = 1; count < line; count++) {
		const next = text.indexOf('\n', at);
		at = next < 0 ? fail(2, `The file has only ${count} lines.`) : next + 1;
	}
	const [own = ''] = /^[^\r\n]*/.exec(text.slice(at)) ?? [];
	return at + Math.min(column - 1, own.length);
}

function rangeOf(text: string, select: string, from: number): [start: number, end: number] {
	for (const each of [select, select.replace(/\r?\n/g, '\r\n')]) {
		const found = text.indexOf(each, from);
		if (found >= 0) {
			return [found, found + each.length];
		}
	}
	return fail(2, 'The text to select is not in the file from there on.');
}

/** What the document's project declares, and the conventions of its kind. */
function projectOf(name: string) {
	const files = {
		...createFolderListings({
			names: folder => Promise.resolve(namesIn(folder)),
			exists: path => Promise.resolve(existsSync(path)),
		}),
		read: (path: string) => Promise.resolve(existsSync(path) ? readText(path) : undefined),
	};
	return createProjectFinder(files).of(posix(dirname(name)), workspaceFolder);
}

function namesIn(folder: string): string[] | undefined {
	try {
		return readdirSync(folder);
	} catch {
		return undefined;
	}
}

/** The assumed workspace folder: the one that this was called in, otherwise the innermost one with both files. */
function workspaceOf(document: string, asset: string): string {
	const isIn = (folder: string, name: string) => !relative(folder, name).startsWith('..');
	let folder = isIn(top, document) && isIn(top, asset) ? top : dirname(document);
	while (!isIn(folder, asset) && folder !== dirname(folder)) {
		folder = dirname(folder);
	}
	return posix(folder);
}

function posix(path: string): string {
	return path.split(sep).join('/');
}

function fail(code: number, reason: string): never {
	console.error(reason);
	process.exit(code);
}

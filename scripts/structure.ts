/**
 * `npm run structure`: the structure of the source, and whether it got worse. Prints circles of imports,
 * imports from a lower floor to a higher one, needless exports, and lines of code; exits with 1 if a figure is
 * above its limit.
 */
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';
import { floors, limits } from './floors.ts';

const root = join(import.meta.dirname, '..');
const source = join(root, 'src');

interface Import {
	readonly from: string;
	readonly to: string;
	readonly typeOnly: boolean;
}

const texts = await readSources(source);
const files = [...texts.keys()];
const imports = [...texts].flatMap(([file, text]) => importsOf(file, text));

const circles = circlesOf(imports.filter(({ typeOnly }) => !typeOnly));
const typeCircles = circlesOf(imports);
const upward = imports.filter(({ from, to }) => floorOf(from) < floorOf(to) && layer(from) === layer(to));
const needless = await needlessExports();
const lines = [...texts]
	.filter(([file]) => !file.startsWith('webview/'))
	.reduce((sum, [, text]) => sum + text.split('\n').length - 1, 0);

const found = {
	circles: circles.length,
	typeCircles: typeCircles.length,
	upwardInCore: upward.filter(({ from }) => layer(from) === 'core').length,
	upwardInHost: upward.filter(({ from }) => layer(from) === 'host').length,
	needlessExports: needless.length,
	lines,
};
for (const [what, members] of [
	['Circle of values', circles],
	['Circle of types', typeCircles],
] as const) {
	for (const circle of members) {
		console.log(`${what}, ${circle.length} files:\n  ${circle.join('\n  ')}`);
	}
}
for (const { from, to } of upward) {
	console.log(`Upward: ${from} → ${to}`);
}
for (const name of needless) {
	console.log(`Needless export: ${name}`);
}
let worse = false;
for (const [name, limit] of Object.entries(limits)) {
	const figure = found[name as keyof typeof found];
	worse ||= figure > limit;
	console.log(`${figure > limit ? '✖' : '✔'} ${name.padEnd(15)} ${figure} (at most ${limit})`);
}
process.exit(worse ? 1 : 0);

/** The TypeScript files of a folder, by their paths in it with `/`. */
async function readSources(folder: string): Promise<Map<string, string>> {
	const names = (await readdir(folder, { recursive: true }))
		.map(name => name.split(sep).join('/'))
		.filter(name => /\.tsx?$/.test(name))
		.sort();
	const texts = new Map<string, string>();
	for (const name of names) {
		texts.set(name, await readFile(join(folder, name), 'utf8'));
	}
	return texts;
}

/** What no file imports, or only tests although its own file has no use for it. Entry points are left out. */
async function needlessExports(): Promise<string[]> {
	const importers = new Map<string, { readonly isTest: boolean; readonly text: string }[]>();
	for (const folder of ['src', 'scripts', 'test']) {
		for (const [name, text] of folder === 'src' ? texts : await readSources(join(root, folder))) {
			const isTest = folder === 'test';
			for (const [, specifier = ''] of text.matchAll(/\b(?:from |import\()'(\.[^']+)'/g)) {
				const to = relative('src', join(folder, dirname(name), specifier))
					.split(sep)
					.join('/');
				importers.set(to, [...(importers.get(to) ?? []), { isTest, text }]);
			}
		}
	}
	return [...texts].flatMap(([file, text]) =>
		[...text.matchAll(/^export (?:async )?(?:class|const|function\*?|interface|type) (\w+)/gm)]
			.filter(([, name = '']) => {
				const word = new RegExp(`\\b${name}\\b`, 'g');
				const own = [...text.matchAll(word)].length > 1;
				const all = importers.get(file);
				return all?.some(({ isTest, text }) => (own || !isTest) && text.search(word) >= 0) === false;
			})
			.map(([, name]) => `${name} of ${file}`),
	);
}

function importsOf(file: string, text: string): Import[] {
	const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
	const found: Import[] = [];
	const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
		if (specifier && ts.isStringLiteral(specifier) && specifier.text.startsWith('.')) {
			const to = relative('.', join(dirname(file), specifier.text))
				.split(sep)
				.join('/');
			if (texts.has(to)) {
				found.push({ from: file, to, typeOnly });
			}
		}
	};
	for (const statement of tree.statements) {
		if (ts.isImportDeclaration(statement)) {
			add(statement.moduleSpecifier, isTypeOnly(statement.importClause));
		} else if (ts.isExportDeclaration(statement)) {
			add(statement.moduleSpecifier, statement.isTypeOnly);
		}
	}
	return found;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
	if (clause === undefined) {
		return false;
	}
	if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) {
		return true;
	}
	const named = clause.namedBindings;
	return (
		clause.name === undefined &&
		named !== undefined &&
		ts.isNamedImports(named) &&
		named.elements.every(({ isTypeOnly }) => isTypeOnly)
	);
}

/** The strongly connected components of two or more files (Tarjan's algorithm). */
function circlesOf(edges: readonly Import[]): string[][] {
	const next = Map.groupBy(edges, ({ from }) => from);
	const index = new Map<string, number>();
	const low = new Map<string, number>();
	const stack: string[] = [];
	const parts: string[][] = [];
	for (const file of files) {
		visit(file);
	}
	return parts;

	function visit(file: string): number {
		const known = index.get(file);
		if (known !== undefined) {
			return stack.includes(file) ? known : Infinity;
		}
		const own = index.size;
		index.set(file, own);
		low.set(file, own);
		stack.push(file);
		for (const { to } of next.get(file) ?? []) {
			const reached = visit(to);
			low.set(file, Math.min(low.get(file) ?? own, index.get(to) === undefined ? Infinity : reached));
		}
		if (low.get(file) === own) {
			const part = stack.splice(stack.indexOf(file));
			if (part.length > 1) {
				parts.push(part.sort());
			}
		}
		return low.get(file) ?? own;
	}
}

function layer(file: string): string {
	return file.split('/')[0] ?? '';
}

/** The floor of a file, counted from below: that of the most specific row of `floors`. */
function floorOf(file: string): number {
	for (let folder = file; folder !== '.'; folder = dirname(folder)) {
		const row = floors.findIndex(folders => folders.includes(folder));
		if (row >= 0) {
			return row;
		}
	}
	return Infinity;
}

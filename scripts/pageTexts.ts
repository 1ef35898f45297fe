import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';

/**
 * The texts that the pages below a folder look up by their English template: the arguments of `t`, and the forms
 * passed to `plural`. Throws if one is not a literal.
 */
export async function extractPageTexts(folder: string): Promise<Record<string, string>> {
	const names = (await readdir(folder, { recursive: true })).filter(name => /\.tsx?$/.test(name));
	const found = new Set<string>();
	for (const name of names) {
		if (name !== 'texts.ts') {
			for (const text of textsIn(name, await readFile(join(folder, name), 'utf8'))) {
				found.add(text);
			}
		}
	}
	for (const text of textsIn('texts.ts', await readFile(join(folder, 'texts.ts'), 'utf8'), false)) {
		found.add(text);
	}
	return Object.fromEntries([...found].sort().map(text => [text, text]));
}

/** The texts of a file, in order. */
export function textsIn(name: string, content: string, strict = true): string[] {
	const source = ts.createSourceFile(name, content, ts.ScriptTarget.Latest, true);
	const texts: string[] = [];
	const take = (node: ts.Node | undefined) => {
		if (node !== undefined && ts.isStringLiteralLike(node)) {
			texts.push(node.text);
		} else if (strict) {
			const { line } = source.getLineAndCharacterOfPosition(node?.getStart() ?? 0);
			throw new Error(`${name}:${line + 1}: a text of a page is not written out`);
		}
	};
	const visit = (node: ts.Node) => {
		if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
			if (node.expression.text === 't') {
				take(node.arguments[0]);
			} else if (node.expression.text === 'plural') {
				const forms = node.arguments[1];
				if (forms !== undefined && ts.isObjectLiteralExpression(forms)) {
					for (const form of forms.properties) {
						take(ts.isPropertyAssignment(form) ? form.initializer : form);
					}
				} else {
					take(forms);
				}
			}
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return texts;
}

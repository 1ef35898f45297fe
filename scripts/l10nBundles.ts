import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getL10nJson, getL10nPseudoLocalized } from '@vscode/l10n-dev';
import { messagesOf, type Bundle } from './l10nComments.ts';

/** The languages besides English that every text is translated into. */
export const languages: readonly string[] = ['ko'];

/** The texts that the TypeScript files below a folder pass to `l10n.t`, sorted by key. */
export async function extractTexts(folder: string): Promise<Bundle> {
	const names = (await readdir(folder, { recursive: true })).filter(name => name.endsWith('.ts')).sort();
	const scripts = await Promise.all(
		names.map(async name => ({ extension: '.ts', contents: await readFile(join(folder, name), 'utf8') })),
	);
	const found = await getL10nJson(scripts.filter(({ contents }) => contents.includes('l10n')));
	return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Each text in a pseudo-language: longer, and in letters that can't be mistaken for English. Slots stay. */
export function pseudoLocalized(bundle: Bundle): Record<string, string> {
	return messagesOf(getL10nPseudoLocalized(bundle));
}

/** Problems of a translation: missing and superfluous texts, and slots, links and code that differ. */
export function l10nFaults(
	english: Readonly<Record<string, string>>,
	translated: Readonly<Record<string, string>>,
): string[] {
	const missing = Object.keys(english).filter(key => (translated[key] ?? '') === '');
	const unused = Object.keys(translated).filter(key => !Object.hasOwn(english, key));
	const different = Object.entries(english).filter(
		([key, text]) => !missing.includes(key) && fixedParts(text) !== fixedParts(translated[key] ?? ''),
	);
	return [
		...missing.map(key => `no translation of “${key}”`),
		...unused.map(key => `no text is called “${key}”`),
		...different.map(([key]) => `slots, links or code differ in “${key}”`),
	];
}

/** What a translator must leave alone: slots (`{0}`), commands and addresses of links, code, icons; in any order. */
function fixedParts(text: string): string {
	const parts = text.match(/\{\d+\}|\]\([^)]*\)|`[^`]*`|\$\([\w~-]+\)|#[\w.]+#/g) ?? [];
	return parts.sort().join('\n');
}

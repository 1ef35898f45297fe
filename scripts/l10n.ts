/**
 * Collects the texts for translators: those of `src/host` in `l10n/bundle.l10n.json`, those of the pages in
 * `l10n/page.l10n.json`, those of the manifest in `package.nls.json`. A literal text in the manifest moves there and is
 * replaced by its key. Comments that the files have for translators stay. Prints the texts that need one, and all faults
 * of the translations, and fails if there are any.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { extractTexts, l10nFaults, languages } from './l10nBundles.ts';
import { messagesOf, uncommented, withComments, type Bundle } from './l10nComments.ts';
import { extractPageTexts } from './pageTexts.ts';
import { keyIn, manifestTexts } from './manifestTexts.ts';

const root = resolve(import.meta.dirname, '..');

const manifestFile = join(root, 'package.json');
const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as object;
const before = await readBundle('package.nls.json');
const texts: Record<string, Bundle[string]> = {};
for (const { key, value, put } of manifestTexts(manifest)) {
	const known = keyIn(value);
	if (known === undefined) {
		texts[key] = value;
		put(`%${key}%`);
	} else if (before[known] !== undefined) {
		texts[known] = before[known];
	}
}
await writeJson(manifestFile, manifest);
await writeJson(join(root, 'package.nls.json'), texts);

await mkdir(join(root, 'l10n'), { recursive: true });
const hostFile = 'l10n/bundle.l10n.json';
const bundle = withComments(await extractTexts(join(root, 'src/host')), await readBundle(hostFile));
await writeJson(join(root, hostFile), bundle);
const pageFile = 'l10n/page.l10n.json';
const pages = withComments(await extractPageTexts(join(root, 'src/webview')), await readBundle(pageFile));
await writeJson(join(root, pageFile), pages);

for (const [file, english] of [
	['package.nls.json', texts],
	[hostFile, bundle],
	[pageFile, pages],
] as const) {
	report(file, uncommented(english));
}
for (const language of languages) {
	for (const [file, english] of [
		[`package.nls.${language}.json`, texts],
		[`l10n/bundle.l10n.${language}.json`, bundle],
		[`l10n/page.l10n.${language}.json`, pages],
	] as const) {
		report(file, l10nFaults(messagesOf(english), messagesOf(await readBundle(file))));
	}
}
console.log(
	`${Object.keys(bundle).length} texts of the host, ${Object.keys(pages).length} of the pages, ${Object.keys(texts).length} of the manifest`,
);

function report(file: string, faults: readonly string[]): void {
	for (const fault of faults) {
		console.error(`${file}: ${fault}`);
		process.exitCode = 1;
	}
}

async function readBundle(file: string): Promise<Bundle> {
	try {
		return JSON.parse(await readFile(join(root, file), 'utf8')) as Bundle;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
			return {};
		}
		throw error;
	}
}

/** Formatted like the rest of the repository, so that a run without new texts changes nothing. */
async function writeJson(file: string, value: object): Promise<void> {
	const options = await resolveConfig(file);
	await writeFile(file, await format(JSON.stringify(value, undefined, '\t'), { ...options, filepath: file }));
}

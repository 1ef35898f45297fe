// Loaded when the extension starts: it imports nothing.

/**
 * Language ids of VS Code in which missing images are marked. Template languages aren't listed: what their paths are
 * relative to isn't known.
 */
export const missingLanguageIds: readonly string[] = [
	...['markdown', 'quarto', 'rmd', 'juliamarkdown', 'mdx'],
	...['html', 'xhtml', 'vue', 'vue-html', 'svelte', 'astro'],
	...['javascript', 'javascriptreact', 'typescript', 'typescriptreact'],
	...['css', 'scss', 'less', 'postcss', 'tailwindcss'],
];

/** The extensions of their files, without the dot. */
export const missingExtensions: readonly string[] = [
	...['md', 'markdown', 'mkd', 'qmd', 'rmd', 'mdx'],
	...['html', 'htm', 'xhtml', 'vue', 'svelte', 'astro'],
	...['js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx'],
	...['css', 'scss', 'less', 'pcss'],
];

/** Files of JSON in which they are marked, by the patterns of their names. */
export const missingNames: readonly string[] = ['manifest.json', 'package.json', '*.webmanifest'];

/** Characters; a document that has more is data. */
export const longestDocument = 5_000_000;

const byExtension = new RegExp(`\\.(?:${missingExtensions.join('|')})$`, 'i');
const byName = /(?:^|[\\/])(?:manifest\.json|package\.json|[^\\/]*\.webmanifest)$/;

/** Whether a file is one that may show images, by its name. */
export function isMissingDocument(fileName: string): boolean {
	return byExtension.test(fileName) || byName.test(fileName);
}

/** Whether missing images are marked in a document; its file's name counts where VS Code knows no language. */
export function marksMissing(languageId: string, fileName: string): boolean {
	return (
		missingLanguageIds.includes(languageId) ||
		(languageId === 'plaintext' && byExtension.test(fileName)) ||
		(/^json[cl]?$/.test(languageId) && byName.test(fileName))
	);
}

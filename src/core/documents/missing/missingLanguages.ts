// Loaded when the extension starts: it imports nothing.

/** Language ids of VS Code in which missing images are marked. A template's path is relative to nothing that is known. */
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

/** Characters; a document that has more is data. */
export const longestDocument = 5_000_000;

const byExtension = new RegExp(`\\.(?:${missingExtensions.join('|')})$`, 'i');

/** Whether missing images are marked in a document; its file's name counts where VS Code knows no language. */
export function marksMissing(languageId: string, fileName: string): boolean {
	return (
		missingLanguageIds.includes(languageId) || (languageId === 'plaintext' && byExtension.test(fileName))
	);
}

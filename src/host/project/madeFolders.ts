/** What no project writes by hand; what is built besides is ignored by Git. */
export const madeFolders: readonly string[] = [
	...['node_modules', 'bower_components', 'jspm_packages', '.yarn', '.pnpm-store'],
	...['.git', '.hg', '.svn', '.next', '.nuxt', '.output', '.svelte-kit', '.astro', '.cache'],
];

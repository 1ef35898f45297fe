/** Folders that no project writes by hand; other build output is ignored by Git. */
export const madeFolders: readonly string[] = [
	...['node_modules', 'bower_components', 'jspm_packages', '.yarn', '.pnpm-store'],
	...['.git', '.hg', '.svn', '.next', '.nuxt', '.output', '.svelte-kit', '.astro', '.cache'],
];

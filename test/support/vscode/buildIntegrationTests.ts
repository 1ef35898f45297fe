import { build } from 'esbuild';
import { globSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { outFolder, repository } from '../repository.ts';

/**
 * Bundles the integration tests, which run in an extension host whose Node can't run TypeScript: each
 * test file separately, next to the entry. Returns the entry's path.
 */
export async function buildIntegrationTests(): Promise<string> {
	const source = join(repository, 'test/integration');
	const target = join(outFolder, 'test/integration');
	await rm(target, { recursive: true, force: true });
	await build({
		entryPoints: ['index.ts', ...globSync('**/*.test.ts', { cwd: source })].map(file => join(source, file)),
		outdir: target,
		outbase: source,
		outExtension: { '.js': '.cjs' },
		bundle: true,
		format: 'cjs',
		platform: 'node',
		target: 'node22',
		external: ['vscode', 'mocha'],
		sourcemap: 'linked',
		logLevel: 'warning',
		define: { 'import.meta.dirname': '__dirname' },
	});
	await copyFile(join(source, 'extensionWindow.js'), join(target, 'extensionWindow.mjs'));
	return join(target, 'index.cjs');
}

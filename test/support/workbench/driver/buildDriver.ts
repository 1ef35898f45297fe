import { build } from 'esbuild';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { outFolder } from '../../repository.ts';

const manifest = {
	name: 'test-driver',
	publisher: 'image-assets',
	version: '1.0.0',
	engines: { vscode: '^1.100.0' },
	main: './extension.cjs',
	activationEvents: ['*'],
	extensionKind: ['workspace'],
	capabilities: { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true },
};

/** Builds the extension through which UI tests reach the extension host; returns its folder. */
export async function buildDriver(): Promise<string> {
	const folder = join(outFolder, 'test/image-assets.test-driver-1.0.0');
	await build({
		entryPoints: [join(import.meta.dirname, 'extension.ts')],
		outfile: join(folder, 'extension.cjs'),
		bundle: true,
		format: 'cjs',
		platform: 'node',
		target: 'node22',
		external: ['vscode'],
		logLevel: 'warning',
	});
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
	return folder;
}

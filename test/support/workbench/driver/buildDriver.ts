import { build } from 'esbuild';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { outFolder } from '../../repository.ts';

const manifest = {
	publisher: 'image-assets',
	version: '1.0.0',
	engines: { vscode: '^1.100.0' },
	main: './extension.cjs',
	activationEvents: ['*'],
	extensionKind: ['workspace'],
	capabilities: { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true },
};

/** Builds the extension through which UI tests reach the extension host; returns its folder. */
export function buildDriver(): Promise<string> {
	return buildTestExtension('test-driver', join(import.meta.dirname, 'extension.ts'), {});
}

/** Builds the extension with a scripted language model and a chat participant that calls a tool; returns its folder. */
export function buildModel(): Promise<string> {
	const languageModelChatProviders = [{ vendor: 'image-assets-test', displayName: 'Test Models' }];
	const chatParticipants = [{ id: 'image-assets-test.painter', name: 'painter', fullName: 'Painter' }];
	return buildTestExtension('test-model', join(import.meta.dirname, '../model/extension.ts'), {
		languageModelChatProviders,
		chatParticipants,
	});
}

async function buildTestExtension(name: string, entryPoint: string, contributes: object): Promise<string> {
	const folder = join(outFolder, `test/image-assets.${name}-1.0.0`);
	await build({
		entryPoints: [entryPoint],
		outfile: join(folder, 'extension.cjs'),
		bundle: true,
		format: 'cjs',
		platform: 'node',
		target: 'node22',
		external: ['vscode'],
		logLevel: 'warning',
	});
	await writeFile(join(folder, 'package.json'), JSON.stringify({ name, ...manifest, contributes }));
	return folder;
}

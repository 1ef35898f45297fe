import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { activationFiles, buildForProduction, type LoadedFile } from '../../scripts/bundle.ts';
import { outFolder } from '../support/repository.ts';

/** Built extensions to measure, in a temporary folder. */
export interface Extensions extends AsyncDisposable {
	/** Ours, built for production. */
	readonly own: string;
	/** One that only imports `vscode` and has an empty `activate`. */
	readonly empty: string;
	/** The files that activating ours loads, the entry first. */
	readonly files: readonly LoadedFile[];
}

const emptyManifest = {
	name: 'empty',
	publisher: 'bench',
	version: '1.0.0',
	type: 'module',
	main: './dist/extension.js',
	engines: { vscode: '^1.106.0' },
	activationEvents: ['onStartupFinished'],
};
const emptyModule = `import{commands}from'vscode';export function activate(){return commands&&undefined}\n`;

export async function buildExtensions(): Promise<Extensions> {
	await mkdir(outFolder, { recursive: true });
	const folder = await mkdtemp(join(outFolder, 'bench-'));
	const own = join(folder, 'own');
	const empty = join(folder, 'empty');
	const metafile = await buildForProduction(own);
	await mkdir(join(empty, 'dist'), { recursive: true });
	await writeFile(join(empty, 'package.json'), JSON.stringify(emptyManifest));
	await writeFile(join(empty, 'dist/extension.js'), emptyModule);
	return {
		own,
		empty,
		files: activationFiles(metafile),
		[Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
	};
}

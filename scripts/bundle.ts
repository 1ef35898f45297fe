import { execFile } from 'node:child_process';
import { cp, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Metafile } from 'esbuild';

const root = resolve(import.meta.dirname, '..');

/**
 * Builds the extension for production into `folder/dist`, with its manifest and texts in `folder`, so that Node and
 * VS Code can load it from there. Leaves the repository's own `dist` alone.
 */
export async function buildForProduction(folder: string): Promise<Metafile> {
	const outdir = join(folder, 'dist');
	await promisify(execFile)(process.execPath, ['esbuild.js', '--production', '--outdir', outdir], {
		cwd: root,
	});
	for (const name of ['package.json', 'package.nls.json', 'package.nls.ko.json', 'l10n']) {
		await cp(join(root, name), join(folder, name), { recursive: true });
	}
	return readMetafile(outdir);
}

/** The metafile that esbuild wrote for the build in a `dist` folder. */
export async function readMetafile(dist: string): Promise<Metafile> {
	return JSON.parse(await readFile(join(dist, 'meta.json'), 'utf8')) as Metafile;
}

export interface LoadedFile {
	/** Absolute. */
	readonly path: string;
	readonly bytes: number;
	/** The source files that contribute at least one byte to it, relative to the repository. */
	readonly inputs: readonly string[];
}

/** The files that VS Code loads to activate the extension: the entry first, then its static imports. */
export function activationFiles({ outputs }: Metafile): LoadedFile[] {
	const entry = Object.keys(outputs).find(path => outputs[path]?.entryPoint === 'src/extension.ts');
	if (entry === undefined) {
		throw new Error('The build has no src/extension.ts');
	}
	const paths = new Set([entry]);
	for (const path of paths) {
		for (const { kind, path: imported } of outputs[path]?.imports ?? []) {
			if (kind !== 'dynamic-import' && imported in outputs) {
				paths.add(imported);
			}
		}
	}
	return [...paths].map(path => ({
		path: resolve(root, path),
		bytes: outputs[path]?.bytes ?? 0,
		inputs: contributing(outputs[path]),
	}));
}

/** An npm package that is bundled, at least in part. */
export interface BundledPackage {
	readonly name: string;
	/** Its folder, and those on the path from there to a bundled file, relative to the repository. */
	readonly folders: readonly string[];
}

/** The packages under `node_modules` that contribute at least one byte to the build, by name. */
export function bundledPackages({ outputs }: Metafile): BundledPackage[] {
	const packages = new Map<string, Set<string>>();
	for (const input of Object.values(outputs).flatMap(contributing)) {
		// The last one counts: a package may contain further packages.
		const [folder, name] = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input) ?? [];
		if (folder === undefined || name === undefined) {
			continue;
		}
		const folders = packages.get(name) ?? new Set();
		packages.set(name, folders);
		for (let at = dirname(input); at.length >= folder.length; at = dirname(at)) {
			folders.add(at);
		}
	}
	return [...packages]
		.map(([name, folders]) => ({ name, folders: [...folders].sort() }))
		.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function contributing(output: Metafile['outputs'][string] | undefined): string[] {
	const inputs = Object.entries(output?.inputs ?? {});
	return inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
}

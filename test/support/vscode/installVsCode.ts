import { spawn } from 'node:child_process';
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { vsCodeCache } from '../repository.ts';

export type VsCodeVersion = 'oldest' | 'newest';

export interface VsCodeInstallation {
	/** The value of `vscode.version` inside. */
	version: string;
	/** The unpacked `code-server` package; VS Code itself is its `lib/vscode`. */
	folder: string;
	/** The Node that this VS Code was built for. */
	node: string;
}

interface Release {
	codeServer: string;
	vsCode: string;
	/** A version of the npm package `node`; without it, the Node that runs us is used. */
	node?: string;
	/** Dependencies of VS Code's server that point at git, each with the release to use instead. */
	replace?: Record<string, string>;
}

const releases: Record<VsCodeVersion, Release> = {
	newest: { codeServer: '4.139.1', vsCode: '1.139.1' },
	oldest: {
		codeServer: '4.106.3',
		vsCode: '1.106.3',
		node: '22.23.3',
		replace: { '@parcel/watcher': '2.5.1' },
	},
};

/**
 * A VS Code that comes from the npm registry alone. The first call installs it under `.vscode-test/`; an
 * interrupted installation leaves nothing that a later call would use.
 */
export async function installVsCode(version: VsCodeVersion): Promise<VsCodeInstallation> {
	const release = releases[version];
	const folder = join(vsCodeCache, `code-server-${release.codeServer}`);
	await installOnce(folder, `VS Code ${release.vsCode}`, temporary => unpackVsCode(temporary, release));
	const node = release.node === undefined ? process.execPath : await installNode(release.node);
	return { version: release.vsCode, folder, node };
}

async function unpackVsCode(temporary: string, release: Release): Promise<string> {
	await npm(temporary, 'pack', `code-server@${release.codeServer}`);
	await run('tar', ['-xzf', `code-server-${release.codeServer}.tgz`], temporary);
	const packageFolder = join(temporary, 'package');
	const server = join(packageFolder, 'lib', 'vscode');
	if (release.replace !== undefined) {
		await replaceDependencies(server, release.replace);
	}
	// The last one brings TypeScript for the built-in extension, which complains without it.
	for (const cwd of [packageFolder, server, join(server, 'extensions')]) {
		await npm(cwd, 'install', '--omit=dev', '--ignore-scripts');
	}
	return packageFolder;
}

async function replaceDependencies(folder: string, replace: Record<string, string>): Promise<void> {
	const file = join(folder, 'package.json');
	const manifest = JSON.parse(await readFile(file, 'utf8')) as { dependencies: Record<string, string> };
	Object.assign(manifest.dependencies, replace);
	await writeFile(file, JSON.stringify(manifest, undefined, 2));
	await rm(join(folder, 'npm-shrinkwrap.json'), { force: true });
}

async function installNode(version: string): Promise<string> {
	const folder = join(vsCodeCache, `node-${version}`);
	const bare = process.platform === 'win32' ? 'win' : process.platform;
	const prefix = bare === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
	const name = `${prefix}-${bare}-${process.arch}`;
	await installOnce(folder, `Node ${version}`, async temporary => {
		await npm(temporary, 'pack', `${name}@${version}`);
		await run('tar', ['-xzf', `${name}-${version}.tgz`], temporary);
		return join(temporary, 'package');
	});
	return join(folder, 'bin', bare === 'win' ? 'node.exe' : 'node');
}

/** Lets `build` fill a temporary folder, and moves what it returns to `folder` only when it is complete. */
async function installOnce(
	folder: string,
	what: string,
	build: (temporary: string) => Promise<string>,
): Promise<void> {
	if (await exists(folder)) {
		return;
	}
	const started = performance.now();
	process.stdout.write(`Installing ${what} … `);
	await mkdir(vsCodeCache, { recursive: true });
	const temporary = await mkdtemp(join(vsCodeCache, 'installing-'));
	try {
		const built = await build(temporary);
		await rename(built, folder).catch(async (error: unknown) => {
			// Another process was faster: its installation is as good as ours.
			if (!(await exists(folder))) {
				throw error;
			}
		});
		console.log(`done in ${((performance.now() - started) / 1000).toFixed(0)} s`);
	} finally {
		await rm(temporary, { recursive: true, force: true });
	}
}

/** Our settings that a child npm needs; the other `npm_*` variables describe our own package, and would mislead it. */
const keptNpmSettings =
	/^npm_config_(registry|userconfig|globalconfig|cache|proxy|https_proxy|noproxy|cafile|strict_ssl)$/i;

async function npm(cwd: string, ...args: string[]): Promise<void> {
	const env = Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) || keptNpmSettings.test(name)),
	);
	await run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], cwd, env);
}

/** Runs a program to its end; its output is shown only if it fails. */
async function run(program: string, args: string[], cwd: string, env = process.env): Promise<void> {
	const shell = process.platform === 'win32' && program === 'npm';
	const child = spawn(program, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
	}
	const code = await new Promise<number | null>((resolve, reject) => {
		child.on('error', reject).on('close', resolve);
	});
	if (code !== 0) {
		throw new Error(`${program} ${args.join(' ')} exited with ${String(code)}\n${output}`);
	}
}

async function exists(path: string): Promise<boolean> {
	return access(path).then(
		() => true,
		() => false,
	);
}
